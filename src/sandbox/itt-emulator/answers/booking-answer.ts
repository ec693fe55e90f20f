import {
  CURRENCY,
  SUPPLIER_CODE,
  SUPPLIER_PARTNER_CODE,
  SUPPLIER_UID,
  type CataloguePackage,
} from "../catalogue/package.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { eSimsOf, paymentStatusOf, phaseOf, type BookingPhase } from "../state/booking-status.ts";
import { payAddressOf } from "../payment/purchases.ts";
import type { EmulatedBooking, EmulatedESim } from "../state/state.ts";
import { dhakaText, epochSecondsText } from "../times.ts";
import type { World } from "../world.ts";
import { eSimAnswer } from "./esim-answer.ts";
import { orderAnswer, orderCode, orderText } from "./order-answer.ts";
import { packageAnswer } from "./package-answer.ts";
import { paxAnswer } from "./passenger-answer.ts";
import { amountText } from "./price-answer.ts";

/** ITT's word for a booking. That an unpaid one says `confirm` is the contract's warning. */
export function statusWord(world: World, phase: BookingPhase): string {
  switch (phase) {
    case "confirmed":
      return "confirm";
    case "on-hold":
      return world.options.unpaidBookingStatus;
    case "cancelled":
      return "cancelled";
  }
}

function generalAnswer(world: World, booking: EmulatedBooking, entry: CataloguePackage): JsonObject {
  return {
    service_type: "ESIM",
    service_details: orderText(entry),
    booking_remarks: null,
    generated_date: dhakaText(booking.createdAtMs).slice(0, 10),
    partner_id: "1",
    master_partner_id: "1",
    branch_id: "BDHE001",
    tracking_id: booking.trackingId,
    booking_id: booking.bookingId,
    supplier_confirmation_id: orderCode(booking),
    supplier_others_id_a: booking.orderNumber === null ? null : String(booking.orderNumber),
    supplier_others_id_b: null,
    member_id: world.options.memberId,
    book_by: "Demo Agent",
    ip_address: "203.0.113.7",
    timestamp: epochSecondsText(booking.createdAtMs),
    last_update: epochSecondsText(booking.paidAtMs ?? booking.createdAtMs),
    supplier_invoice_company: null,
    supplier_invoice_number: null,
  };
}

function statusAnswer(world: World, booking: EmulatedBooking): JsonObject {
  const phase = phaseOf(booking);
  const word = statusWord(world, phase);
  return {
    status: "success",
    booking_status: word,
    booking_supplier_status: word,
    voucher_status: phase === "confirmed" && booking.orderNumber !== null ? "issued" : "queue",
    payment_status: paymentStatusOf(world, booking),
    auto_cancel_status: phase === "cancelled" ? "success" : "pending",
    auto_cancel: dhakaText(booking.autoCancelAtMs),
    auto_cancel_timestamp: epochSecondsText(booking.autoCancelAtMs),
  };
}

function eSimPart(world: World, eSims: readonly EmulatedESim[]): Record<string, JsonValue> {
  const entries = eSims.map((eSim) => eSimAnswer(world.options, eSim));
  switch (world.options.eSimShape) {
    case "list":
      return { eSim: entries };
    case "object":
      return { eSim: entries[0] ?? null };
    case "absent":
      return {};
  }
}

/** Where a customer pays by card: its key and place are the contract's guesses, hence options. */
function paymentPart(world: World, booking: EmulatedBooking): JsonObject {
  if (phaseOf(booking) !== "on-hold") return {};
  return { [world.options.paymentUrlKey]: payAddressOf(world, { kind: "booking", record: booking }) };
}

/** The search's `search_parameter` as narrowed to the chosen package. */
export function narrowedParameter(world: World, searchTrackingId: string): JsonObject {
  return {
    ...world.store.state.searches[searchTrackingId]?.parameter,
    supplier_uid: SUPPLIER_UID,
    tracking_id: searchTrackingId,
    supplier_type: "ESIM",
    supplier_code: SUPPLIER_CODE,
    supplier_partner_code: SUPPLIER_PARTNER_CODE,
  };
}

/** A booking as *create booking* answers and *booking details* repeats it. */
export function bookingAnswer(
  world: World,
  booking: EmulatedBooking,
  entry: CataloguePackage,
  eSims: readonly EmulatedESim[] = eSimsOf(world, booking),
): JsonObject {
  const ids = {
    booking_tracking_id: booking.trackingId,
    package_tracking_id: `${booking.trackingId}||${entry.key}`,
  };
  const place = world.options.paymentUrlPlace;
  const payment = paymentPart(world, booking);
  return {
    tracking_id: booking.trackingId,
    booking_id: booking.bookingId,
    general: generalAnswer(world, booking, entry),
    ...eSimPart(world, eSims),
    voucher: {},
    booking: { ...statusAnswer(world, booking), ...(place === "booking" ? payment : {}) },
    ...(place === "top" ? payment : {}),
    ...(place === "payment" && Object.keys(payment).length > 0 ? { payment } : {}),
    price: {
      currency: "BDT",
      total_amount: amountText(booking.purchaseMinor * booking.quantity),
      sell_total_price: amountText(booking.sellMinor * booking.quantity),
      sales_comission: "0",
    },
    eSim_package: {
      search_parameter: narrowedParameter(world, booking.searchTrackingId),
      data: packageAnswer(entry, booking, ids),
    },
    pax: paxAnswer(booking),
    partner: { partner_id: "1", brand_name: "Demo Travel Tech", legal_name: "Demo Solution", country: "SG" },
    supplier: { info: { supplier_type: null, supplier_title: null, supplier_code: null } },
    terms: { status: null, text: null },
    cancellation_terms: { status: null, text: null },
    special_notice_status: world.options.specialNotice === null ? "disable" : "active",
    special_notice: world.options.specialNotice,
    response_data: orderAnswer(world, booking, entry, eSims),
  };
}

/**
 * `refund_data` of *booking details*. The page's sample has an empty list and, beside it, the words of its status; the
 * other fields are our guess.
 */
export function refundRows(booking: EmulatedBooking): JsonObject[] {
  if (booking.refundedAtMs === null) return [];
  return [
    {
      booking_id: booking.bookingId,
      status: "refunded",
      reason: "Paid after the booking was cancelled.",
      currency: CURRENCY,
      amount: amountText(booking.sellMinor * booking.quantity),
      created_at: dhakaText(booking.refundedAtMs),
    },
  ];
}

/** What *booking details* adds: the things ITT would let the agency do. */
export function actionAnswer(world: World, booking: EmulatedBooking): JsonObject {
  const phase = phaseOf(booking);
  const title = phase === "confirmed" ? "Confirm" : phase === "on-hold" ? "Hold" : "Cancelled";
  return {
    bookingStatus: title,
    bookingStatusInfo: title,
    cancel_booking: phase === "on-hold" ? "YES" : "NO",
    issue_ticket: phase === "on-hold" ? "YES" : "NO",
    issue_ticket_card: phase === "on-hold" ? "YES" : "NO",
    refund_quote: "NO",
    sync_booking: "YES",
  };
}
