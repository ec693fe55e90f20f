import type { BookingReading, Supplier } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { decodeBooking } from "../decode/booking.ts";
import { judgeNotFound } from "../refusals.ts";
import type { Calls } from "../transport/calls.ts";
import { bookingDetailsBody } from "./requests.ts";

/** One details read; `bad-booking-id` is the supplier rejecting the booking id that was sent. */
type Reading = BookingReading | { readonly found: "bad-booking-id" };

const ID_WANTED = {
  found: "unclear",
  detail: "the supplier wants a booking id that is not known",
  isIdWanted: true,
} as const;

interface ReadBookingDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
}

/**
 * Builds *booking details* as the contract wants it read after a lost answer: with the booking id where it is known; else with an
 * empty one, then with the tracking id in its place.
 *
 * `none` needs a listed not-found. With a made-up booking id a not-found may only be about that id, so it counts when the read
 * with the *empty* id said it (it was looked up by tracking id), and the second read does not contradict it. "Field required",
 * transport errors, malformed and foreign answers are `unclear`.
 */
export function createReadBooking(deps: ReadBookingDeps): Supplier["readBooking"] {
  const { calls, config } = deps;

  const readOnce = async (trackingId: string, bookingId: string): Promise<Reading> => {
    const result = await calls.read<Reading>({
      operation: "bookingDetails",
      body: bookingDetailsBody(config, trackingId, bookingId),
      decode: (answer, raw) => {
        const { booking, lacking } = decodeBooking(answer, trackingId, raw);
        // An id that lost its digits will not come back on a later read.
        if (lacking === "eSim.iccid")
          return { found: "unclear", detail: "the answer lacks a usable eSim.iccid" };
        return { found: "booking", booking };
      },
      decodeRefusal: (refusal) => {
        const verdict = judgeNotFound(refusal);
        if (verdict === "id-wanted") return { ...ID_WANTED };
        return verdict === "silent" ? undefined : { found: verdict };
      },
    });
    if (result.ok) return result.value;
    const { failure } = result;
    switch (failure.kind) {
      case "refused":
        return { found: "unclear", detail: `refused: ${failure.reason}` };
      case "contract":
        return { found: "unclear", detail: `the answer lacks ${failure.field}` };
      case "unavailable":
      case "unknown":
        return { found: "unclear", detail: failure.detail };
    }
  };

  return async (trackingId, bookingId) => {
    if (bookingId !== null) {
      const reading = await readOnce(trackingId, bookingId);
      if (reading.found === "booking" && reading.booking.bookingId !== bookingId)
        return { found: "unclear", detail: "the answer bears another booking id" };
      if (reading.found === "unclear") return { found: "unclear", detail: reading.detail };
      return reading.found === "bad-booking-id" ? { found: "none" } : reading;
    }
    const byTracking = await readOnce(trackingId, "");
    if (byTracking.found === "booking") return byTracking;
    const byEither = await readOnce(trackingId, trackingId);
    if (byEither.found === "booking") return byEither;
    if (byTracking.found === "none" && byEither.found !== "unclear") return { found: "none" };
    const unclear = [byTracking, byEither].find(
      (reading) => reading.found === "unclear" && !reading.isIdWanted,
    );
    return unclear?.found === "unclear" ? unclear : { ...ID_WANTED };
  };
}
