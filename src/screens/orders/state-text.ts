import { whereMoneyIs, type Order } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { cameOf } from "../order/short.ts";
import { isTaken } from "../topup/outcome.ts";

/** What of an order its state in words is told from. */
export type StatedOrder = Pick<
  Order,
  "kind" | "state" | "topup" | "acceptedAtMs" | "paymentMethod" | "paidAtMs" | "quantity" | "shortfall"
>;

/** Whether it came to nothing after it was confirmed. */
export function hasEnded({ state }: Pick<Order, "state">): boolean {
  return state === "failed" || state === "void" || state === "refunding" || state === "refunded";
}

/** An order's state in a few plain words. */
export function orderStateText(
  order: StatedOrder,
  t: Translator,
  /** The customer says to have paid, and staff have not looked yet. */
  isClaimed = false,
): string {
  if (isClosedShort(order)) return t.text("orders.state.short", cameOf(order));
  if (isClaimed && order.state === "awaiting_payment") return t.text("orders.state.claimed");
  switch (order.state) {
    case "draft":
    case "quoted":
    case "ready":
      return t.text("orders.state.pending");
    case "accepted":
    case "sending":
      return t.text("orders.state.ordering");
    case "unknown":
      return t.text(isTaken(order) ? "orders.state.taken" : "orders.state.checking");
    case "staff":
      return t.text("orders.state.checking");
    case "issued":
      return t.text(order.kind === "topup" ? "orders.state.done" : "orders.state.issued");
    case "delivered":
      return t.text("orders.state.done");
    case "failed":
    case "void":
      // The refund begins a moment later: that nothing was charged must not be said meanwhile.
      return t.text(whereMoneyIs(order) === "none" ? "orders.state.failed" : "orders.state.refunding");
    case "awaiting_payment":
    case "awaiting_supplier":
      return t.text("orders.state.awaiting");
    case "paid":
      return t.text("orders.state.paid");
    case "refunding":
      return t.text("orders.state.refunding");
    case "refunded":
      return t.text("orders.state.refunded");
    case "expired":
      return t.text(order.acceptedAtMs === null ? "orders.state.cancelled" : "orders.state.expired");
    case "cancelled":
      return t.text("orders.state.cancelled");
    default:
      return order.state satisfies never;
  }
}
