import type { CataloguePackage } from "../catalogue/package.ts";
import { currentPrice, setPackagePrice, type World } from "../world.ts";
import type { ActiveFaults } from "./fault-box.ts";

/** Plays `priceChange`: the package costs another price from this call on. Gives whether it was played. */
export function applyNewPrice(world: World, faults: ActiveFaults, entry: CataloguePackage): boolean {
  const fault = faults.get("priceChange");
  if (fault === undefined) return false;
  const { purchaseMinor } = currentPrice(world, entry);
  const priceMinor = fault.priceMinor ?? Math.round(purchaseMinor * 1.1);
  setPackagePrice(world, entry.packageId, { purchaseMinor: priceMinor, sellMinor: priceMinor });
  return true;
}
