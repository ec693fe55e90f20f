import type { EsimPackage } from "../../domain/package.ts";

/** What a customer narrowed the list down to; the same fields a plan button carries. */
export interface PlanFilterValues {
  /** Trip length to cover; 0 for any. */
  readonly days: number;
  /** Least data in MB; 0 for any, -1 for unlimited only. */
  readonly dataMb: number;
  readonly sort: "price" | "data" | "days";
}

function hasData(plan: EsimPackage, dataMb: number): boolean {
  if (dataMb === 0) return true;
  if (dataMb < 0) return plan.isUnlimited;
  return plan.isUnlimited || (plan.dataMb ?? 0) >= dataMb;
}

function coversTrip(plan: EsimPackage, days: number): boolean {
  return days === 0 || (plan.validityDays ?? 0) >= days;
}

/** More data first; unlimited is more than any figure. */
function dataRank(plan: EsimPackage): number {
  return plan.isUnlimited ? Number.MAX_SAFE_INTEGER : (plan.dataMb ?? 0);
}

/**
 * Filters by data, puts plans that cover the trip first and sorts within both groups.
 * `covering` counts the first group, so that the list can say "9 plans cover a week".
 */
export function arrangePlans(
  packages: readonly EsimPackage[],
  filter: PlanFilterValues,
): { readonly plans: readonly EsimPackage[]; readonly covering: number } {
  const order: Record<PlanFilterValues["sort"], (a: EsimPackage, b: EsimPackage) => number> = {
    price: (a, b) => a.price.total.minor - b.price.total.minor,
    data: (a, b) => dataRank(b) - dataRank(a) || a.price.total.minor - b.price.total.minor,
    days: (a, b) =>
      (b.validityDays ?? 0) - (a.validityDays ?? 0) || a.price.total.minor - b.price.total.minor,
  };
  const wanted = packages.filter((plan) => hasData(plan, filter.dataMb));
  const covering = wanted.filter((plan) => coversTrip(plan, filter.days)).sort(order[filter.sort]);
  const others = wanted.filter((plan) => !coversTrip(plan, filter.days)).sort(order[filter.sort]);
  return { plans: [...covering, ...others], covering: covering.length };
}

/** The data sizes a filter can offer, from the packages themselves: smallest first, in MB. */
export function dataSizes(packages: readonly EsimPackage[]): readonly number[] {
  const sizes = new Set(packages.flatMap((plan) => (plan.dataMb && !plan.isUnlimited ? [plan.dataMb] : [])));
  return [...sizes].sort((a, b) => a - b);
}
