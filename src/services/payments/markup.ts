import { withMarkup } from "../../domain/payment.ts";
import type { EsimPackage } from "../../domain/package.ts";
import type { Supplier, SupplierResult, TopupPackage } from "../ports/index.ts";

/**
 * The supplier with the shop's mark-up on everything that it lists: `price.total` is what the customer pays, `sell` stays the supplier's own price.
 * The one place where the mark-up is put on; parts of the price (fees, tax) stay what the supplier says they are.
 */
export function withShopMarkup<T extends Supplier>(supplier: T, markupPercent: string): T {
  if (Number(markupPercent) === 0) return supplier;

  const markPackage = (plan: EsimPackage): EsimPackage => ({
    ...plan,
    price: { ...plan.price, total: withMarkup(plan.price.total, markupPercent) },
    sell: plan.price.total,
  });
  const markTopup = (plan: TopupPackage): TopupPackage => ({
    ...plan,
    price: withMarkup(plan.price, markupPercent),
    sell: plan.price,
  });

  return {
    ...supplier,
    search: async (request) =>
      mapValue(await supplier.search(request), (packages) => packages.map(markPackage)),
    quote: async (chosen) =>
      mapValue(await supplier.quote(chosen), (offer) => ({ ...offer, package: markPackage(offer.package) })),
    topupPackages: async (key) =>
      mapValue(await supplier.topupPackages(key), (offer) => ({
        ...offer,
        packages: offer.packages.map(markTopup),
      })),
  };
}

function mapValue<T>(result: SupplierResult<T>, change: (value: T) => T): SupplierResult<T> {
  return result.ok ? { ok: true, value: change(result.value) } : result;
}
