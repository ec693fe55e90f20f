import { createCatalogue, keyOf, type Catalogue } from "./catalogue/catalogue.ts";
import type { CataloguePackage } from "./catalogue/package.ts";
import type { EmulatorOptions } from "./options.ts";
import { createMint, type Mint } from "./state/mint.ts";
import { createStateStore, type StateStore } from "./state/state-store.ts";

/** What every part of the emulator works on. */
export interface World {
  options: EmulatorOptions;
  /** Epoch milliseconds. */
  now: () => number;
  /** Where the emulator itself listens; empty until it does. */
  ownUrl: string;
  catalogue: Catalogue;
  store: StateStore;
  mint: Mint;
}

/** Builds the catalogue and the state, empty or from the state file. */
export function createWorld(options: EmulatorOptions, now: () => number): World {
  const { seed, sellMarkupPercent, countries, startBalanceMinor, otherBalancesMinor, stateFile } = options;
  const store = createStateStore({ startBalanceMinor, otherBalancesMinor, stateFile });
  return {
    options,
    now,
    ownUrl: "",
    store,
    catalogue: createCatalogue({ seed, sellMarkupPercent, countries }),
    mint: createMint({ store, seed, now }),
  };
}

/** What a package costs now: its catalogue price unless control has set another. */
export function currentPrice(
  world: World,
  entry: CataloguePackage,
): { purchaseMinor: number; sellMinor: number } {
  return world.store.state.prices[entry.key] ?? entry.price;
}

/** Whether control has taken a package off sale. */
export function isSoldOut(world: World, entry: CataloguePackage): boolean {
  return world.store.state.soldOut.includes(entry.key);
}

/** Sets a price from now on; `packageId` may be any of the ids that end in the package's key. */
export function setPackagePrice(
  world: World,
  packageId: string,
  price: { purchaseMinor: number; sellMinor: number },
): void {
  world.store.state.prices[keyOf(packageId)] = price;
}
