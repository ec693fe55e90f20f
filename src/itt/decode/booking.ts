import type { Booking } from "../../services/ports/supplier.ts";
import { decodeBookingNotes } from "./booking-notes.ts";
import { refuseForeignTracking, requireText } from "./envelope.ts";
import { firstValue, MismatchedAnswer, MissingField, objectOf, textOf } from "./fields.ts";
import type { JsonObject } from "./json.ts";
import { autoCancelAtMsOf, paymentAddressesOf } from "./payment-page.ts";
import { decodeAmount } from "./price.ts";
import { decodeProfiles } from "./profiles.ts";

/**
 * A booking as the answer of *create booking* or *booking details* shows it. `trackingId` is ours: an answer that bears another
 * one, or none, or two booking ids, throws. Its eSIMs may still be missing; `lacking` says what the first unusable one lacks.
 */
export function decodeBooking(
  answer: JsonObject,
  trackingId: string,
  raw: string,
): { readonly booking: Booking; readonly lacking: string | null } {
  refuseForeignTracking(answer, trackingId);
  const data = objectOf(answer["data"]);
  const scopes = [answer, objectOf(answer["general"]), data, objectOf(answer["booking"])];
  scopes.push(objectOf(data?.["general"]), objectOf(data?.["booking"]));
  // Deeper down a `tracking_id` may be the search's: there only our own proves anything.
  const deeper = scopes.slice(2).flatMap((scope) => textOf(scope?.["tracking_id"]) ?? []);
  const named =
    scopes.slice(0, 2).flatMap((scope) => textOf(scope?.["tracking_id"]) ?? [])[0] ??
    deeper.find((id) => id === trackingId) ??
    null;
  requireText(ownTracking(scopes, trackingId) ?? named, "tracking_id");
  const bookingId = requireText(oneBookingId(scopes), "booking_id");

  const statuses = [objectOf(answer["booking"]), objectOf(objectOf(answer["data"])?.["booking"]), answer];
  const addresses = paymentAddressesOf(answer);
  const { complete, lacking } = decodeProfiles(answer, bookingId);
  return {
    lacking: complete.length > 0 ? null : (lacking ?? "eSim"),
    booking: {
      trackingId,
      bookingId,
      esims: complete,
      supplierConfirmationId: textOf(
        firstValue([objectOf(answer["general"]), ...scopes], "supplier_confirmation_id"),
      ),
      bookingStatus: textOf(firstValue(statuses, "booking_status"))?.toLowerCase() ?? null,
      paymentStatus: textOf(firstValue(statuses, "payment_status"))?.toLowerCase() ?? null,
      autoCancelAtMs: autoCancelAtMsOf(answer),
      total: totalOf(answer),
      ...(addresses.length > 0 ? { paymentAddresses: addresses } : {}),
      notes: decodeBookingNotes(answer),
      raw,
    },
  };
}

/** `booking_tracking_id` beside the package is the booking's own id too, as the create-booking sample shows. */
function ownTracking(scopes: readonly (JsonObject | undefined)[], trackingId: string): string | null {
  const theirs = textOf(firstValue(scopes, "booking_tracking_id"));
  if (theirs !== null && theirs !== trackingId)
    throw new MismatchedAnswer("the answer bears another tracking id");
  return theirs;
}

function oneBookingId(scopes: readonly (JsonObject | undefined)[]): string | null {
  const ids = new Set(scopes.flatMap((scope) => textOf(scope?.["booking_id"]) ?? []));
  if (ids.size > 1) throw new MismatchedAnswer("the answer bears two booking ids");
  return [...ids][0] ?? null;
}

/** What ITT takes for the booking: `price.total_amount`. */
function totalOf(answer: JsonObject): Booking["total"] {
  const prices = [objectOf(answer["price"]), objectOf(objectOf(answer["data"])?.["price"]), answer];
  return decodeAmount(firstValue(prices, "total_amount"), firstValue(prices, "currency"));
}

/** The booking of a *create booking* answer: complete, with at least one profile, or a contract failure. */
export function decodeIssuedBooking(answer: JsonObject, trackingId: string, raw: string): Booking {
  const { booking, lacking } = decodeBooking(answer, trackingId, raw);
  if (booking.esims.length === 0) throw new MissingField(lacking ?? "eSim", booking.bookingId);
  return booking;
}
