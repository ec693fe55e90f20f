import { z } from "zod";
import { actionAnswer, bookingAnswer, refundRows } from "../answers/booking-answer.ts";
import { shownESims } from "../faults/shown-esims.ts";
import { refusals } from "../refusal.ts";
import { findBooking } from "../state/booking-status.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const bookingDetailsSchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  booking_id: z.union([z.string(), z.number()]).transform(String),
});

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
  return {
    status: "success",
    reason: `Booking Details For Tracking Id ${booking.trackingId}`,
    ...bookingAnswer(world, booking, entry, shownESims(world, booking, faults)),
    changeLogs: [],
    action: actionAnswer(world, booking),
    voidRefundData: [],
    bookingPaymentRequestDtata: [],
    invoice_data: [],
    refund_status_list: ["requested", "processing", "refunded"],
    refund_data: refundRows(booking),
  };
};
