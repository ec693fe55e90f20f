import {
  hadGoneBack,
  HELD_BACK,
  PAID_AND_RETURNED,
  PAID_WITHOUT_ESIM,
  wasFoundAfterEnd,
  type Order,
  type OrderState,
} from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { cameOf, type ShortOrder } from "../order/short.ts";
import { isWaitingForRest, shareStep } from "./short.ts";
import type { SupplierSide } from "./supplier-side.ts";
import { tellStored } from "./told.ts";

/** What the plain sentence is said from. */
export interface PlainModel {
  readonly order: ShortOrder & Pick<Order, "kind" | "topup" | "acceptedAtMs" | "failure" | "paymentDueAtMs">;
  /** How many of its eSIMs have come. */
  readonly issued: number;
  readonly events: readonly { readonly to: OrderState; readonly detail: string }[];
  readonly payments: readonly Pick<Payment, "state">[];
  readonly hasBlocked: boolean;
  /** When the bot looks again by itself, epoch milliseconds; null where it does not. */
  readonly nextLookMs: number | null;
  /** Whether "Read again" is offered. */
  readonly isReadable: boolean;
  /** What the supplier said of it just now. */
  readonly supplier: SupplierSide;
  readonly timeZone: string;
}

/** How an order stands, in one plain sentence. */
export function plainSentence(model: PlainModel, t: Translator): string {
  const { order, payments, hasBlocked } = model;
  if (isFoundLate(model)) return t.text("staff.now.found-late");
  if (isRefundedToo(model)) return t.text("staff.now.refunded-too");
  if (order.shortfall) return shortSentence(model, t);
  if (isWaitingForRest(order, model.issued))
    return t.text("staff.now.short", { came: model.issued, quantity: order.quantity });
  if (isKept(model)) return t.text("staff.now.kept");
  if (isPaidUnissued(model)) return t.text("staff.now.paid-unissued");
  if (isIssuedLate(model)) return t.text(`staff.now.issued-late-${order.kind}`);
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
      return t.text("staff.now.failed", { reason: tellStored(order.failure ?? "—", t) });
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
export function nextStep(model: PlainModel, t: Translator): string {
  const { order, payments, nextLookMs, timeZone } = model;
  if (isFoundLate(model)) {
    if (!model.isReadable) return t.text("staff.next.found-resolve", { reference: order.reference });
    return t.text(wasRefunded(model) ? "staff.next.found-refunded" : "staff.next.found-read");
  }
  if (isRefundedToo(model)) return t.text("staff.next.talk");
  if (hasRestAfterAll(model)) return t.text("staff.next.found-read");
  if (order.shortfall) return shareStep(order, t);
  if (isWaitingForRest(order, model.issued)) return t.text("staff.next.short");
  if (isKept(model)) return t.text("staff.next.kept");
  if (isPaidUnissued(model)) return t.text("staff.next.paid-unissued");
  if (isIssuedLate(model)) return t.text("staff.next.issued-late");
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

const ENDED: readonly OrderState[] = ["failed", "void", "refunding", "refunded"];

/** It ended without an eSIM, and the supplier has its booking all the same. */
function isFoundLate({ order, supplier }: PlainModel): boolean {
  if (!ENDED.includes(order.state) || supplier.found !== "booking") return false;
  const { esims, bookingStatus } = supplier.booking;
  return esims.length > 0 || !/cancel|fail|refund/i.test(bookingStatus ?? "");
}

/** A brake holds it back, as far as the last look at it told. */
function isKept({ order, events }: PlainModel): boolean {
  return order.state === "paid" && events.at(-1)?.detail.startsWith(HELD_BACK) === true;
}

/** The customer has paid on the supplier's page, and neither the eSIM nor the money has come from there. */
function isPaidUnissued({ order, events }: PlainModel): boolean {
  const isNoted = (detail: string) => events.some((event) => event.detail === detail);
  const isWatched = order.state === "awaiting_supplier" || order.state === "expired";
  return isWatched && isNoted(PAID_WITHOUT_ESIM) && !isNoted(PAID_AND_RETURNED);
}

function wasRefunded({ order, events }: PlainModel): boolean {
  return hadGoneBack(order, [{ to: order.state }, ...events]);
}

/** The customer read that nothing was charged, and may have bought again: whether that is settled, only a person knows. */
function isIssuedLate({ order, events }: PlainModel): boolean {
  return (order.state === "issued" || order.state === "delivered") && wasFoundAfterEnd(events);
}

/** The books gave the price back before the eSIM was found. */
function isRefundedToo(model: PlainModel): boolean {
  return (model.order.state === "issued" || model.order.state === "delivered") && wasRefunded(model);
}

/** It was closed short, and the supplier shows more than came until then. */
function hasRestAfterAll({ order, issued, supplier }: PlainModel): boolean {
  return isClosedShort(order) && supplier.found === "booking" && supplier.booking.esims.length > issued;
}

function shortSentence(model: PlainModel, t: Translator): string {
  const { order } = model;
  if (hasRestAfterAll(model)) return t.text("staff.now.found-rest");
  const { came, quantity } = cameOf(order);
  return isClosedShort(order)
    ? t.text("staff.now.closed", { came, quantity })
    : t.text("staff.now.closed-late", { quantity });
}
