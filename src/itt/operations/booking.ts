import type { Traveller } from "../../domain/traveller.ts";
import type { Booking, Supplier } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { decodeBooking, decodeIssuedBooking } from "../decode/booking.ts";
import { objectsOf, textOf } from "../decode/fields.ts";
import type { JsonObject } from "../decode/json.ts";
import type { Calls } from "../transport/calls.ts";
import { createBookingBody, updateCustomerBody } from "./requests.ts";

interface BookingDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
}

/** Builds *update customer* (free, repeatable) and *create booking* (spends money, one attempt). */
export function createBookingCalls(deps: BookingDeps): Pick<Supplier, "updateCustomer" | "createBooking"> {
  const { calls, config } = deps;
  return {
    updateCustomer: (bookingTrackingId, traveller) =>
      calls.read<null>({
        operation: "updateCustomer",
        body: updateCustomerBody(config, bookingTrackingId, traveller),
        personal: wordsOf(traveller),
        // The status is all that matters: in the page's own sample the answer bears another id than the request.
        decode: () => null,
        isWhole: (_value, answer) => namesPassenger(answer),
      }),
    createBooking: (request) =>
      calls.spend<Booking>({
        operation: "createBooking",
        trackingId: request.bookingTrackingId,
        body: createBookingBody(config, request),
        personal: wordsOf(request.traveller),
        // What the customer is still to pay has no eSIM yet.
        decode: (answer, raw) =>
          request.paymentType === "onlinepayment"
            ? decodeBooking(answer, request.bookingTrackingId, raw).booking
            : decodeIssuedBooking(answer, request.bookingTrackingId, raw),
      }),
  };
}

function wordsOf(traveller: Traveller): readonly string[] {
  return [traveller.firstName, traveller.lastName, traveller.phoneNational, traveller.email];
}

/** Whether the answer shows a passenger as saved. */
function namesPassenger(answer: JsonObject): boolean {
  const saved = [...objectsOf(answer["data"]), ...objectsOf(answer["passenger"])];
  return saved.some((passenger) => textOf(passenger["first_name"]) !== null);
}
