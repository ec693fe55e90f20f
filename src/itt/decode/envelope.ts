import { isFailureWord, type Refusal } from "../refusals.ts";
import { MismatchedAnswer, MissingField, numberOf, objectOf, textOf } from "./fields.ts";
import { isList, isObject, parseAnswer, type Json, type JsonObject } from "./json.ts";

/** What an answer of HTTP 200 is: a success, a well-formed refusal, neither by its own word, or nothing to go by. */
export type Envelope =
  | { readonly kind: "success"; readonly answer: JsonObject }
  | { readonly kind: "refusal"; readonly answer: JsonObject; readonly refusal: Refusal }
  /** "pending", "processing", "ACTIVE": a read may still show what it was made for. */
  | { readonly kind: "unclear"; readonly answer: JsonObject; readonly refusal: Refusal }
  | { readonly kind: "malformed"; readonly detail: string };

/**
 * Opens an answer. Success is the word "success" in any case under `status` or `Status`; a word for failure with a reason is a refusal, and
 * any other word is neither. Two statuses that contradict each other, or none, are nothing to go by.
 */
export function openEnvelope(text: string): Envelope {
  const answer = parseAnswer(text);
  if (!answer) return { kind: "malformed", detail: "the answer is not a JSON object" };
  const statuses = Object.keys(answer)
    .filter((key) => key.toLowerCase() === "status")
    .flatMap((key) => statusWord(answer[key]) ?? []);
  const status = statuses[0];
  if (status === undefined) return { kind: "malformed", detail: "the answer has no status" };
  if (statuses.every((word) => word === "success")) return { kind: "success", answer };
  const reason = textOf(answer["reason"]) ?? textOf(answer["message"]) ?? textOf(answer["error"]);
  const code = codeOf(answer);
  const strange = statuses.find((word) => word !== "success" && !isFailureWord(word));
  if (!statuses.some(isFailureWord))
    return { kind: "unclear", answer, refusal: { status: strange ?? status, reason: reason ?? "", code } };
  if (!statuses.every(isFailureWord))
    return { kind: "malformed", detail: "the answer has two statuses that contradict" };
  if (reason === null) return { kind: "malformed", detail: "a failure without a reason" };
  return { kind: "refusal", answer, refusal: { status, reason, code } };
}

function statusWord(value: Json | undefined): string | undefined {
  if (typeof value === "boolean") return String(value);
  return textOf(value)?.toLowerCase();
}

function codeOf(answer: JsonObject): number | null {
  const scopes = [
    answer,
    objectOf(answer["error"]),
    objectOf(answer["data"]),
    objectOf(answer["response_data"]),
  ];
  for (const scope of scopes) {
    const code = numberOf(scope?.["code"]) ?? numberOf(scope?.["error_code"]);
    if (code !== null) return code;
  }
  return null;
}

/** The id at `key`, or a contract failure that names `field`. */
export function requireText(value: string | null, field: string): string {
  if (value === null) throw new MissingField(field);
  return value;
}

/** Refuses an answer that bears another tracking id than `ours`; one that bears none passes. */
export function refuseForeignTracking(answer: JsonObject, ours: string): void {
  const scopes = [answer, objectOf(answer["general"])];
  for (const scope of scopes) {
    const theirs = textOf(scope?.["tracking_id"]);
    if (theirs !== null && theirs !== ours)
      throw new MismatchedAnswer("the answer bears another tracking id");
  }
}

/** Whether the answer shows, anywhere, a booking id or an issued profile: such a refusal is none. */
export function showsBooking(value: Json): boolean {
  if (isList(value)) return value.some(showsBooking);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, item]) => {
    const name = key.toLowerCase();
    const isMark = name === "booking_id" || name === "iccid" || name === "qr_code";
    // An id that came as a number is one too, though its digits are not to be trusted.
    if (isMark && (typeof item === "number" || textOf(item) !== null)) return true;
    return showsBooking(item);
  });
}

/** Refuses an answer about another eSIM than the one that was asked for; one that names none passes. */
export function refuseForeignIccid(answer: JsonObject, ours: string): void {
  const theirs = textOf(answer["eSim_iccid"]);
  if (theirs !== null && theirs !== ours) throw new MismatchedAnswer("the answer is about another eSIM");
}
