import type { Money } from "./money.ts";
import type { EsimPackage } from "./package.ts";
import type { PaymentMethod } from "./payment.ts";
import type { TopupDetails } from "./topup.ts";
import type { TravellerDraft } from "./traveller.ts";

/**
 * The states of an order and where each may go. Nothing else in the product may write a state that is not in this table.
 *
 * | from | to | when |
 * |---|---|---|
 * | draft | quoted · cancelled · expired | the supplier re-priced the package · the customer left · 30 days |
 * | quoted | ready · draft · cancelled · expired | traveller complete, price shown · another package |
 * | ready | accepted · quoted · draft · cancelled · expired | the confirm tap · something was edited |
 * | accepted | awaiting_payment · sending · failed | we collect first · committed before the one POST · nothing was sent |
 * | awaiting_payment | paid · cancelled · expired | the money is here · the customer or staff declined · its time is over |
 * | paid | sending · failed | committed before the one POST · nothing was sent |
 * | sending | issued · awaiting_supplier · failed · unknown | a complete matching answer · the customer pays ITT · provably never left · all else |
 * | awaiting_supplier | issued · expired · unknown | a read shows it paid, with its eSIM · ITT cancelled it · a read contradicts |
 * | unknown | issued · awaiting_supplier · void · staff | a read found it, or staff closed it short · found unpaid · only authoritative not-founds · contradictions |
 * | staff | issued · void | settled by a person with evidence, closed short among it, or by reading: found · only authoritative not-founds |
 * | issued | delivered | every eSIM was sent to the order's chat |
 * | failed | refunding · issued | money was taken · a late find after a refusal that was believed |
 * | expired | refunding · issued | money was taken · ITT issued a late-paid booking |
 * | void | refunding · issued | money was taken · a late find reopens it |
 * | refunding | refunded · issued | the money is back · a late find |
 * | refunded | issued | a late find: the eSIM is delivered, staff are told |
 */
export const TRANSITIONS = {
  draft: ["quoted", "cancelled", "expired"],
  quoted: ["ready", "draft", "cancelled", "expired"],
  ready: ["accepted", "quoted", "draft", "cancelled", "expired"],
  accepted: ["awaiting_payment", "sending", "failed"],
  awaiting_payment: ["paid", "cancelled", "expired"],
  paid: ["sending", "failed"],
  sending: ["issued", "awaiting_supplier", "failed", "unknown"],
  awaiting_supplier: ["issued", "expired", "unknown"],
  unknown: ["issued", "awaiting_supplier", "void", "staff"],
  staff: ["issued", "void"],
  issued: ["delivered"],
  delivered: [],
  failed: ["refunding", "issued"],
  cancelled: [],
  expired: ["refunding", "issued"],
  void: ["refunding", "issued"],
  refunding: ["refunded", "issued"],
  refunded: ["issued"],
} as const satisfies Record<string, readonly string[]>;

export type OrderState = keyof typeof TRANSITIONS;

export const ORDER_STATES = Object.keys(TRANSITIONS) as readonly OrderState[];

/** States in which the customer still fills the order in; at most one such order per customer. */
export const OPEN_DRAFT_STATES = ["draft", "quoted", "ready"] as const satisfies readonly OrderState[];

/** States in which money may be on its way: a customer is warned before buying the same again. */
export const IN_FLIGHT_STATES = [
  "accepted",
  "awaiting_payment",
  "paid",
  "sending",
  "awaiting_supplier",
  "unknown",
  "staff",
] as const satisfies readonly OrderState[];

/** States of an order that the customer confirmed and that was, or may have been, booked. */
export const PLACED_STATES = [
  ...IN_FLIGHT_STATES,
  "issued",
  "delivered",
] as const satisfies readonly OrderState[];

/** Whether the table allows `from` → `to`. */
export function canMove(from: OrderState, to: OrderState): boolean {
  return (TRANSITIONS[from] as readonly OrderState[]).includes(to);
}

/** Why an order failed without anything being charged; each has a sentence in the catalogue. */
export const FAILURE_REASONS = [
  "sold_out",
  "price_changed",
  "package_gone",
  "supplier_refused",
  "supplier_unavailable",
  "agency_balance",
  "traveller_refused",
  "not_offered",
  "shop_closed",
  "not_rechargeable",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Whether an order that came to nothing still did: its money may be on its way back by now, but no booking has turned up since. */
export function hasEndedAsVoid({ state }: Pick<Order, "state">): boolean {
  return state === "void" || state === "refunding" || state === "refunded";
}

/** Whether the customer had been told that nothing came of the order, and it was issued all the same. */
export function wasFoundAfterEnd(path: readonly { readonly to: OrderState }[]): boolean {
  const endedAt = path.findIndex(({ to }) => to === "failed" || to === "void");
  return endedAt >= 0 && path.slice(endedAt).some(({ to }) => to === "issued");
}

/**
 * Whether the price had gone back before the eSIM was found after all. Credit is back and Stars are asked for as soon as it goes; what people
 * carry is not before they say so, and nobody carries it any more once the order is issued.
 */
export function hadGoneBack(
  { paymentMethod }: Pick<Order, "paymentMethod">,
  path: readonly { readonly to: OrderState }[],
): boolean {
  const goesByItself = paymentMethod === "credit" || paymentMethod === "telegram";
  return path.some(({ to }) => to === "refunded" || (to === "refunding" && goesByItself));
}

/** States from which the one POST may be made: nothing more is to be collected before it. */
export const SENDABLE_STATES = ["accepted", "paid"] as const satisfies readonly OrderState[];

/** The two ids under which a quoted package may be booked, and when they were given. */
export interface Quote {
  readonly bookingTrackingId: string;
  readonly packageTrackingId: string;
  /** Epoch milliseconds. */
  readonly quotedAtMs: number;
}

/** What an order lacks that staff closed with fewer eSIMs than were bought: what came stays the customer's (`shortfall.ts`). */
export interface Shortfall {
  /** eSIMs that the customer does not have; 0 once the rest has come all the same. */
  readonly missing: number;
  /** What goes back for those that were missing; null where we hold no money, or where the rest came before it had gone. */
  readonly share: Money | null;
  /** When it had gone back, epoch milliseconds; null while it is owed, and where there is none. */
  readonly returnedAtMs: number | null;
}

/** One customer's purchase. Amounts are totals over `quantity` and stay for ever. */
export interface Order {
  readonly id: string;
  /** Short human reference, "T7K-4QX". */
  readonly reference: string;
  readonly kind: "esim" | "topup";
  readonly state: OrderState;
  /** The Telegram user who buys, and the private chat in which it is delivered. */
  readonly customerId: number;
  readonly chatId: number;
  readonly language: string;
  readonly countryCode: string;
  readonly package: EsimPackage;
  readonly quantity: number;
  readonly traveller: TravellerDraft;
  readonly quote: Quote | null;
  /** Opaque key of the confirm button; null until the order is ready. */
  readonly nonce: string | null;
  /** Where the customer came from (`?start=s_<tag>`). */
  readonly source: string | null;
  readonly paymentMethod: PaymentMethod;
  /** What the agency pays the supplier; null when not told. */
  readonly purchase: Money | null;
  /** What the supplier calls the selling price. */
  readonly sell: Money | null;
  /** What the customer was charged. */
  readonly charged: Money | null;
  /** Spending POSTs made: 0 or 1, a CHECK constraint. */
  readonly attempts: number;
  readonly leaseUntilMs: number | null;
  readonly bookingId: string | null;
  readonly supplierConfirmationId: string | null;
  readonly failure: FailureReason | null;
  /** The "ordering…" message, so that it never stays behind. */
  readonly statusMessageId: number | null;
  /** The open invoice in Stars, so that its Pay button never outlives the order. */
  readonly invoiceMessageId?: number | null;
  /** Authoritative not-founds in a row while unknown, and when the first was. */
  readonly notFoundReads: number;
  readonly explicitRefusal: boolean;
  /** What only a top-up has; null for an eSIM. */
  readonly topup: TopupDetails | null;
  /** Only of an order that was closed short; it is issued or delivered then. */
  readonly shortfall?: Shortfall | null;
  /** Number of the receipt, gap-free over the whole shop; given when the order is issued. */
  readonly receiptNumber: number | null;
  /** When the order was issued, epoch milliseconds: the date of the receipt. */
  readonly issuedAtMs: number | null;
  readonly createdAtMs: number;
  readonly acceptedAtMs: number | null;
  /** Until when it must be paid: our own deadline, or ITT's `auto_cancel_timestamp`. */
  readonly paymentDueAtMs: number | null;
  /** Where the customer pays the supplier: https on a known host; only with `supplier_page`. */
  readonly paymentUrl: string | null;
  /** When the money was here; null where nothing is collected first. */
  readonly paidAtMs: number | null;
  readonly sentAtMs: number | null;
  readonly updatedAtMs: number;
}

/**
 * Where the money of an order is that came to nothing. `none`: nothing was taken · `owed`: people hand it back · `coming`: it goes back by
 * itself · `back`: it is back. It is so from the moment when the order ends, also before the refund has begun.
 */
export function whereMoneyIs(
  order: Pick<Order, "state" | "paymentMethod" | "paidAtMs" | "acceptedAtMs">,
): "none" | "owed" | "coming" | "back" {
  const { state, paymentMethod, paidAtMs, acceptedAtMs } = order;
  if (state === "refunded") return "back";
  const isTaken = paidAtMs !== null || (paymentMethod === "credit" && acceptedAtMs !== null);
  if (state !== "refunding" && !isTaken) return "none";
  return paymentMethod === "manual" ? "owed" : "coming";
}

/** Events that say that the supplier's answers about an order cannot all be true: only a person can tell. */
export const CONTRADICTIONS = [
  "the answer bears another order's eSIM",
  "the booking bears another order's eSIM",
  "a booking that was seen is not found",
] as const;

/** Event of an order that ended without an eSIM, when reading finds its booking all the same. */
export const FOUND_AFTER_END = "the booking is there after the order has ended";

/** Begins the event of a paid order that a brake holds back; the brake follows. */
export const HELD_BACK = "held back: ";

/** Event of an order that its customer has paid on the supplier's page, when a read shows no eSIM of it yet. */
export const PAID_WITHOUT_ESIM = "paid, its eSIM is not there yet";

/** Event of an order that its customer has paid on the supplier's page too late, when a read shows that the supplier returns it. */
export const PAID_AND_RETURNED = "paid too late, and returned";

/** Event of an order of which fewer eSIMs came than were bought; the store looks for it with `%` for any number. */
export function partCame(came: number | "%", quantity: number | "%"): string {
  return `${came} of ${quantity} came`;
}

/** Event of an order that staff closed short, when reading finds more of its eSIMs all the same. */
export const FOUND_AFTER_CLOSE = "more of its eSIMs came after it was closed short";

/** Event of an order whose process ended between the commit of `sending` and the outcome: it says nothing about the supplier. */
export const ABANDONED = "the process ended while sending";
