import { z } from "zod";
import { passengerAnswer } from "../answers/passenger-answer.ts";
import { isJsonObject, jsonObjectSchema } from "../json.ts";
import { refusals } from "../refusal.ts";
import { findQuote } from "./find-quote.ts";
import type { Handler } from "./handler.ts";
import { checkMember, optionalText, readRequest, requiredText } from "./read-request.ts";

const updateCustomerSchema = z.looseObject({
  booking_tracking_id: requiredText,
  member_id: requiredText,
  save_pax: optionalText.pipe(z.enum(["yes", "no"]).nullable()),
  passenger: z.array(jsonObjectSchema),
});

const passengerSchema = z.looseObject({
  title: requiredText,
  first_name: requiredText,
  last_name: requiredText,
});

/** *Update customer information*: keeps the travellers with the quote, names in capitals. */
export const updateCustomer: Handler = (world, body) => {
  const request = readRequest(updateCustomerSchema, body);
  checkMember(world, request.member_id);
  const quote = findQuote(world, request.booking_tracking_id);
  if (request.passenger.length === 0) throw refusals.required("passenger");
  for (const passenger of request.passenger) readRequest(passengerSchema, passenger);
  quote.passengers = request.passenger.filter(isJsonObject);
  world.store.save();
  return {
    status: "success",
    reason: "Customer data has been successfully updated.",
    tracking_id: quote.bookingTrackingId,
    total_guest: quote.passengers.length,
    data: quote.passengers.map((passenger, index) =>
      passengerAnswer(quote.bookingTrackingId, passenger, index),
    ),
  };
};
