import type { Order } from "../../domain/order.ts";
import type { Money } from "../../domain/money.ts";
import type { Collection } from "./collection.ts";
import type { OrderStore } from "../ports/index.ts";

interface Deps {
  readonly collection: Pick<Collection, "amountDue">;
  readonly orders: Pick<OrderStore, "getByNonce">;
}

/**
 * Whether an invoice may be paid now: `due` with exactly this amount; `changed` when it costs another amount by now; `over` when the order waits
 * for no money; `foreign` when it is not this payer's.
 */
export type CheckoutVerdict = "due" | "changed" | "over" | "foreign";

/** Judges a checkout from the database alone; nothing is written. */
export function createCheckoutJudge(
  deps: Deps,
): (customerId: number, nonce: string, amount: Money) => Promise<CheckoutVerdict> {
  return async (customerId, nonce, amount) => {
    const due = await deps.collection.amountDue(customerId, nonce);
    if (due) return isPayableSo(due.order, due.amount, amount) ? "due" : "changed";
    return (await deps.orders.getByNonce(customerId, nonce)) ? "over" : "foreign";
  };
}

function isPayableSo(order: Order, due: Money, amount: Money): boolean {
  return order.paymentMethod === "telegram" && due.currency === amount.currency && due.minor === amount.minor;
}
