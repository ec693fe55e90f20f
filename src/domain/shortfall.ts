import type { Money } from "./money.ts";
import type { Order, Shortfall } from "./order.ts";
import type { PaymentMethod } from "./payment.ts";

/**
 * Where the money for eSIMs that never came goes.
 *
 * - `account`: back on the customer's account with the shop, at once.
 * - `hand`: people hand it back. So it is with Stars too: Telegram returns a whole charge or nothing.
 * - `none`: we hold no money of the customer.
 */
export type ShareWay = "account" | "hand" | "none";

/** The way of a method of paying. */
export function shareWay(method: PaymentMethod): ShareWay {
  switch (method) {
    case "credit":
      return "account";
    case "manual":
    case "telegram":
      return "hand";
    case "agency_balance":
    case "supplier_page":
      return "none";
    default:
      return method satisfies never;
  }
}

/**
 * What `missing` of `quantity` eSIMs are of what was `charged` for all of them: whole minor units, rounded up in the customer's favour, and
 * never more than was charged. Throws RangeError where more are missing than were bought.
 */
export function shareOf(charged: Money, missing: number, quantity: number): Money {
  if (missing < 0 || missing > quantity || quantity < 1)
    throw new RangeError(`${missing} of ${quantity} eSIMs cannot be missing`);
  const [whole, all] = [BigInt(charged.minor) * BigInt(missing), BigInt(quantity)];
  return { minor: Number((whole + all - 1n) / all), currency: charged.currency };
}

/** What an order comes to that is closed with `came` of its eSIMs. Credit is back in the same moment. */
export function shortfallOf(
  { quantity, charged, paymentMethod }: Pick<Order, "quantity" | "charged" | "paymentMethod">,
  came: number,
  nowMs: number,
): Shortfall {
  const missing = quantity - came;
  const way = shareWay(paymentMethod);
  const share =
    way === "none" || !charged || charged.minor === 0 ? null : shareOf(charged, missing, quantity);
  return { missing, share, returnedAtMs: share && way === "account" ? nowMs : null };
}

/** An order that was closed short, and whose eSIMs may still turn up. */
export function isClosedShort<O extends Pick<Order, "shortfall">>(
  order: O,
): order is O & { readonly shortfall: Shortfall } {
  return (order.shortfall?.missing ?? 0) > 0;
}

/** Whether people are to hand money back: the price of an order that came to nothing, or the share of eSIMs that never came. */
export function isOwedByHand({
  state,
  paymentMethod,
  shortfall,
}: Pick<Order, "state" | "paymentMethod" | "shortfall">): boolean {
  if (state === "refunding") return paymentMethod === "manual";
  return shortfall?.returnedAtMs === null && shortfall.share !== null;
}

/** What of an order goes back, or went back: all of it where it came to nothing, or the share of eSIMs that never came. */
export function returnedOf({ charged, shortfall }: Pick<Order, "charged" | "shortfall">): Money | null {
  return shortfall ? shortfall.share : charged;
}
