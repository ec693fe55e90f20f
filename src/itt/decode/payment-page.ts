import { firstValue, numberOf, objectOf, textOf } from "./fields.ts";
import type { JsonObject } from "./json.ts";

/** Where the customer may pay, in the order of preference. The address is not documented: these keys, at top level or under `booking` or `payment`. */
export function paymentAddressesOf(answer: JsonObject): readonly string[] {
  const data = objectOf(answer["data"]);
  const scopes = [answer, data].flatMap((scope) => [
    scope,
    objectOf(scope?.["booking"]),
    objectOf(scope?.["payment"]),
  ]);
  const keys = ["payment_url", "payment_link", "redirect_url"];
  return keys.flatMap((key) => scopes.flatMap((scope) => textOf(scope?.[key]) ?? []));
}

/** Until when an unpaid purchase is kept, epoch milliseconds; null where the answer tells no sane time. */
export function autoCancelAtMsOf(answer: JsonObject): number | null {
  const data = objectOf(answer["data"]);
  const scopes = [objectOf(answer["booking"]), objectOf(data?.["booking"]), answer];
  const seconds = numberOf(firstValue(scopes, "auto_cancel_timestamp"));
  return isEpochSeconds(seconds) ? seconds * 1000 : null;
}

/** Between 2001 and 2286: anything else is not the epoch seconds that the page documents. */
function isEpochSeconds(value: number | null): value is number {
  return value !== null && Number.isSafeInteger(value) && value >= 1e9 && value < 1e10;
}
