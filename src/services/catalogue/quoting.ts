import type { Order } from "../../domain/order.ts";
import type { Offer } from "../../domain/package.ts";
import { packageKey, type Catalogue } from "./catalogue.ts";
import type { Supplier, SupplierFailure } from "../ports/index.ts";

interface Deps {
  readonly supplier: Supplier;
  readonly catalogue: Catalogue;
}

/** What a re-pricing came to: an offer, the package is no longer sold, or the supplier does not answer. */
export type Quoted =
  | { readonly kind: "offer"; readonly offer: Offer }
  | { readonly kind: "gone"; readonly reason: "sold_out" | "package_gone" }
  | { readonly kind: "down" };

function goneReason(failure: SupplierFailure): "sold_out" | "package_gone" | undefined {
  if (failure.kind !== "refused") return undefined;
  return failure.cause === "sold_out" || failure.cause === "package_gone" ? failure.cause : undefined;
}

/**
 * Re-prices an order's package with the supplier's free validation step.
 * The supplier may have forgotten the search: a refusal is answered by one fresh search and a second try.
 */
export function createQuoting({ supplier, catalogue }: Deps): (order: Order) => Promise<Quoted> {
  return async (order) => {
    const first = await supplier.quote(order.package);
    if (first.ok) return { kind: "offer", offer: first.value };
    const reason = goneReason(first.failure);
    if (reason) return { kind: "gone", reason };
    if (first.failure.kind === "unavailable" || first.failure.kind === "unknown") return { kind: "down" };
    catalogue.forget(order.countryCode);
    const key = packageKey(order.package.packageId);
    const listed = await catalogue.find(order.countryCode, order.language, key);
    if (!listed.ok) return { kind: "down" };
    if (!listed.value) return { kind: "gone", reason: "package_gone" };
    const second = await supplier.quote(listed.value);
    if (second.ok) return { kind: "offer", offer: second.value };
    const secondReason = goneReason(second.failure);
    if (secondReason) return { kind: "gone", reason: secondReason };
    // An answer without a price or the booking's ids is no offer; a refusal without a listed reason may pass.
    return second.failure.kind === "contract" ? { kind: "gone", reason: "package_gone" } : { kind: "down" };
  };
}
