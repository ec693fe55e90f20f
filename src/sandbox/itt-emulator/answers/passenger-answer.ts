import type { JsonObject, JsonValue } from "../json.ts";
import type { EmulatedBooking } from "../state/state.ts";
import { dhakaText, epochSecondsText } from "../times.ts";
import { amountText } from "./price-answer.ts";

/** A field as text, or null. */
function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function upper(value: JsonValue | undefined): string | null {
  return textOf(value)?.toUpperCase() ?? null;
}

/** A passenger as *update customer* gives it back: names in capitals, the number as text. */
export function passengerAnswer(trackingId: string, passenger: JsonObject, index: number): JsonObject {
  return {
    tracking_id: trackingId,
    pax_id: textOf(passenger["pax_id"]) ?? String(index + 1),
    pax_type: textOf(passenger["pax_type"]) ?? "ADT",
    gender: null,
    title: upper(passenger["title"]) ?? "MR",
    first_name: upper(passenger["first_name"]),
    last_name: upper(passenger["last_name"]),
    pax_age: textOf(passenger["age"]),
    isd_code: textOf(passenger["isd_code"]),
    contact_no: textOf(passenger["contact_no"]),
    email_address: textOf(passenger["email_address"]),
  };
}

/** The lead traveller as ITT writes the name: title and names in capitals; empty where there is none. */
export function leadName(booking: EmulatedBooking): string {
  const [lead] = booking.passengers;
  if (lead === undefined) return "";
  const parts = [upper(lead["title"]) ?? "MR", upper(lead["first_name"]), upper(lead["last_name"])];
  return parts.map((part) => part ?? "").join(" ");
}

/** What the sample's passengers say of a refund. */
function refundOf({ refundedAtMs, sellMinor }: EmulatedBooking): JsonObject {
  if (refundedAtMs === null)
    return { isRefund: "0", refundDate: null, refundTimestamp: null, refundAmount: null };
  return {
    isRefund: "1",
    refundDate: dhakaText(refundedAtMs).slice(0, 10),
    refundTimestamp: epochSecondsText(refundedAtMs),
    refundAmount: amountText(sellMinor),
  };
}

/** `pax` of a booking: the lead traveller, then everyone. */
export function paxAnswer(booking: EmulatedBooking): JsonObject {
  const data = booking.passengers.map((passenger, index): JsonObject => ({
    Id: String(7670 + index),
    timestamp: epochSecondsText(booking.createdAtMs),
    service_type: "ESIM",
    ...passengerAnswer(booking.trackingId, passenger, index),
    booking_id: null,
    currency: "BDT",
    isVoid: "0",
    ...refundOf(booking),
  }));
  const lead = data[0];
  if (lead === undefined) return { primary: null, data };
  return {
    primary: {
      guest_name: leadName(booking),
      guest_isd_code: null,
      guest_contact_no: `${textOf(lead["isd_code"]) ?? ""}${textOf(lead["contact_no"]) ?? ""}`,
      guest_nationality: "",
    },
    data,
  };
}
