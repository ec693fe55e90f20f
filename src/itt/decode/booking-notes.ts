import type { BookingNotes } from "../../services/ports/supplier.ts";
import { flagOf, objectOf, objectsOf, textOf } from "./fields.ts";
import { plainLines } from "./html.ts";
import type { Json, JsonObject } from "./json.ts";

/** Where refunds, voids and cancellations are listed: eSIM-shaped and flight-shaped answers name them differently. */
const ROWS = ["refund_data", "voidRefundData", "void_refund_data", "cancel_data", "cancellation_data"];
/** What of such a row is told, in this order; amounts of ITT's own account are not. */
const ROW_FIELDS = ["type", "status", "refund_status", "reason", "remarks", "created_at", "updated_at"];
const TEXTS = ["text", "details", "description", "terms", "content", "data", "title"];

/** The special notice, the terms and the refund rows of a booking, as plain text. */
export function decodeBookingNotes(answer: JsonObject): BookingNotes {
  const scopes = [answer, objectOf(answer["data"])];
  const first = (read: (scope: JsonObject) => string | null): string | null =>
    scopes.flatMap((scope) => (scope ? (read(scope) ?? []) : []))[0] ?? null;
  return {
    notice: first((scope) => plainText(scope["special_notice"])),
    terms: first((scope) => plainText(scope["terms"])),
    cancellationTerms: first((scope) => plainText(scope["cancellation_terms"])),
    refunds: scopes.flatMap((scope) =>
      ROWS.flatMap((name) => objectsOf(scope?.[name]).flatMap((row) => rowText(row) ?? [])),
    ),
  };
}

function rowText(row: JsonObject): string | null {
  const words = ROW_FIELDS.flatMap((name) => textOf(row[name]) ?? []);
  return words.length === 0 ? null : words.join(" · ");
}

/** A text, or an object that holds one; HTML becomes lines. An object that is switched off says nothing. */
function plainText(value: Json | undefined): string | null {
  const own = textOf(value);
  if (own !== null) return plainLines(own).join("\n") || null;
  const object = objectOf(value);
  if (!object || flagOf(object["status"]) === false) return null;
  const text = TEXTS.flatMap((name) => textOf(object[name]) ?? [])[0];
  return text === undefined ? null : plainLines(text).join("\n") || null;
}
