import { z } from "zod";
import { actionAnswer, bookingAnswer, refundRows } from "../answers/booking-answer.ts";
import { shownESims } from "../faults/shown-esims.ts";
import type { JsonObject } from "../json.ts";
import { refusals } from "../refusal.ts";
import { findBooking } from "../state/booking-status.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const bookingDetailsSchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  booking_id: z.union([z.string(), z.number()]).transform(String),
});

/** A refund under way, as ITT's other APIs would list it. Its words are a guess. */
const REFUND_ROW = {
  id: 1,
  type: "refund",
  status: "processing",
  reason: "Cancelled by the operator",
  created_at: "2026-03-05 10:00:00",
};

const NOTES = {
  terms: { status: "active", text: "<p>The plan starts on its first connection.</p>" },
  cancellation_terms: { status: "active", text: "No refund once it is installed." },
};

/** The page's own sample is a flight's: the same envelope, with nothing of an eSIM, and refunds under other names. */
function flightShaped(answer: JsonObject, refunds: JsonObject[]): JsonObject {
  const { eSim: _esim, eSim_package: _package, response_data: _response, ...envelope } = answer;
  return { ...envelope, voidRefundData: refunds, reIssueData: [], refund_data: [] };
}

/**
 * *Get booking details*. Whether a booking can be read without its booking id is not known: `by-tracking-id` takes an
 * empty `booking_id` or the tracking id in its place, `needs-booking-id` insists on the real one.
 */
export const bookingDetails: Handler = (world, body, faults) => {
  const request = readRequest(bookingDetailsSchema, body);
  checkMember(world, request.member_id);
  const needsBookingId = world.options.detailsMode === "needs-booking-id";
  if (needsBookingId && request.booking_id === "") throw refusals.required("booking_id");
  const isStandIn = request.booking_id === "" || request.booking_id === request.tracking_id;
  const bookingId = isStandIn && !needsBookingId ? undefined : request.booking_id;
  const booking = findBooking(world, request.tracking_id, bookingId);
  const entry = booking && world.catalogue.find(booking.packageId);
  if (booking === undefined || entry === undefined) throw refusals.bookingUnknown();
  const { detailsNotes, detailsShape } = world.options;
  const refunds = detailsNotes ? [REFUND_ROW] : refundRows(booking);
  const answer = {
    status: "success",
    reason: `Booking Details For Tracking Id ${booking.trackingId}`,
    ...bookingAnswer(world, booking, entry, shownESims(world, booking, faults)),
    ...(detailsNotes ? NOTES : {}),
    changeLogs: [],
    action: actionAnswer(world, booking),
    voidRefundData: [],
    bookingPaymentRequestDtata: [],
    invoice_data: [],
    refund_status_list: ["requested", "processing", "refunded"],
    refund_data: refunds,
  };
  return detailsShape === "flight" ? flightShaped(answer, refunds) : answer;
};
