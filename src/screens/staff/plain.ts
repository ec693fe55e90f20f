import type { Order } from "../../domain/order.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";

/** What the plain sentence is said from. */
export interface PlainModel {
  readonly order: Pick<
    Order,
    "kind" | "state" | "topup" | "acceptedAtMs" | "failure" | "paymentDueAtMs" | "paymentMethod"
  >;
  readonly payments: readonly Pick<Payment, "state">[];
  readonly hasBlocked: boolean;
  /** When the bot looks again by itself, epoch milliseconds; null where it does not. */
  readonly nextLookMs: number | null;
  readonly timeZone: string;
}

/** How an order stands, in one plain sentence. */
export function plainSentence({ order, payments, hasBlocked }: PlainModel, t: Translator): string {
  switch (order.state) {
    case "draft":
    case "quoted":
    case "ready":
      return t.text("staff.now.choosing");
    case "awaiting_payment":
      return t.text(hasClaim(payments) ? "staff.now.claimed" : "staff.now.awaiting_payment");
    case "unknown":
      return t.text(order.topup?.acknowledgedAtMs != null ? "staff.now.taken" : "staff.now.unknown");
    case "issued":
    case "delivered":
      if (order.kind === "topup") return t.text("staff.now.topped-up");
      if (order.state === "delivered") return t.text("staff.now.delivered");
      return t.text(hasBlocked ? "staff.now.blocked" : "staff.now.issued");
    case "failed":
      return t.text("staff.now.failed", { reason: order.failure ?? "—" });
    case "expired":
      return t.text(order.acceptedAtMs === null ? "staff.now.cancelled" : "staff.now.expired");
    case "accepted":
    case "paid":
    case "sending":
    case "awaiting_supplier":
    case "staff":
    case "cancelled":
    case "void":
    case "refunding":
    case "refunded":
      return t.text(`staff.now.${order.state}`);
    default:
      return order.state satisfies never;
  }
}

/** What a person does next, if anything. */
export function nextStep({ order, payments, nextLookMs, timeZone }: PlainModel, t: Translator): string {
  switch (order.state) {
    case "awaiting_payment":
      if (hasClaim(payments)) return t.text("staff.next.claimed");
      return order.paymentDueAtMs === null
        ? t.text("staff.next.wait")
        : t.text("staff.next.payment", { time: t.moment(order.paymentDueAtMs, timeZone) });
    case "unknown":
    case "awaiting_supplier":
      return nextLookMs === null
        ? t.text("staff.next.read")
        : t.text("staff.next.reading", { time: t.time(nextLookMs, timeZone) });
    case "staff":
      return t.text("staff.next.staff");
    case "refunding":
      return t.text(order.paymentMethod === "manual" ? "staff.next.handover" : "staff.next.wait");
    case "issued":
      return t.text(order.kind === "topup" ? "staff.next.nothing" : "staff.next.again");
    case "accepted":
    case "paid":
    case "sending":
      return t.text("staff.next.wait");
    case "draft":
    case "quoted":
    case "ready":
    case "delivered":
    case "failed":
    case "cancelled":
    case "expired":
    case "void":
    case "refunded":
      return t.text("staff.next.nothing");
    default:
      return order.state satisfies never;
  }
}

function hasClaim(payments: PlainModel["payments"]): boolean {
  return payments.some(({ state }) => state === "claimed");
}
