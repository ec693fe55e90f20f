import type { JsonObject } from "../json.ts";
import type { CataloguePackage } from "./package.ts";

function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}

/** The `filter` of a search answer: what its packages could be narrowed by, prices in whole taka. */
export function facetsOf(
  packages: readonly CataloguePackage[],
  sellMinorOf: (entry: CataloguePackage) => number,
) {
  const prices = packages.map((entry) => sellMinorOf(entry) / 100);
  return {
    data_amount: distinct(packages.map((entry) => entry.dataMb)),
    voice_amount: distinct(packages.map((entry) => entry.voiceMinutes ?? 0)),
    text_amount: distinct(packages.map((entry) => entry.textCount ?? 0)),
    validity_days: distinct(packages.map((entry) => entry.validityDays)),
    esim_type: packages.length === 0 ? [] : ["prepaid"],
    coverage_type: distinct(packages.map((entry) => entry.regionType)),
    plan_type: distinct(packages.map((entry) => entry.planType)),
    coverage_country: distinct(packages.flatMap((entry) => entry.coverage.map((place) => place.countryCode))),
    min_price: prices.length === 0 ? 0 : Math.floor(Math.min(...prices)),
    max_price: prices.length === 0 ? 0 : Math.floor(Math.max(...prices)),
  } satisfies JsonObject;
}
