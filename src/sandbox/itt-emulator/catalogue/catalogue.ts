import { listAreas } from "./areas.ts";
import { generatePackages } from "./generate-packages.ts";
import type { Area, CataloguePackage } from "./package.ts";

/** What can be bought, the same for the same seed. */
export interface Catalogue {
  /** The areas for which packages are sold. */
  areas: readonly Area[];
  /** Every package of an area: eSIMs first, then top-ups. */
  packagesOf(area: Area): CataloguePackage[];
  /** A package by its whole id, such as `X1AO00084||bangladesh||1067||fatafati-in-7days-1gb`. */
  find(packageId: string): CataloguePackage | undefined;
  /** The top-ups that fit eSIMs bought as the given package: its operator's. */
  topUpsFor(sim: CataloguePackage): CataloguePackage[];
}

/** The last part of a package id; also of `package_tracking_id` and of a top-up's `ICCID||key`. */
export function keyOf(packageId: string): string {
  return packageId.slice(packageId.lastIndexOf("||") + (packageId.includes("||") ? 2 : 1));
}

/** Builds areas when they are first asked for: the whole world would be some eight thousand packages. */
export function createCatalogue(deps: {
  seed: string;
  sellMarkupPercent: number;
  countries?: readonly string[] | undefined;
}): Catalogue {
  const areas = listAreas(deps.countries);
  const bySlug = new Map(areas.map((area) => [area.slug, area]));
  const built = new Map<string, CataloguePackage[]>();
  const packagesOf = (area: Area): CataloguePackage[] => {
    const before = built.get(area.slug);
    if (before !== undefined) return before;
    const packages = generatePackages(area, deps.seed, deps.sellMarkupPercent);
    built.set(area.slug, packages);
    return packages;
  };
  const find = (packageId: string): CataloguePackage | undefined => {
    const area = bySlug.get(packageId.split("||")[1] ?? "");
    return area && packagesOf(area).find((entry) => entry.packageId === packageId);
  };
  const topUpsFor = (sim: CataloguePackage): CataloguePackage[] => {
    const area = bySlug.get(sim.regionSlug);
    const all = area === undefined ? [] : packagesOf(area);
    return all.filter((entry) => entry.packageType === "topup" && entry.operatorId === sim.operatorId);
  };
  return { areas, packagesOf, find, topUpsFor };
}
