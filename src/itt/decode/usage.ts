import type { Allowance } from "../../domain/usage.ts";
import type { DataUsage } from "../../services/ports/supplier.ts";
import { firstValue, flagOf, MissingField, numberOf, objectsUnder, textOf } from "./fields.ts";
import type { JsonObject } from "./json.ts";
import { zonedTimeToEpochMs } from "./zoned-time.ts";

/** Where the figures may stand, the documented place first. */
const NESTS = ["instructions", "data", "usage", "data_usage"];

/**
 * The figures of *data usage*, under `instructions` (as the sample has them), under `data`, or at the top. Times without a zone
 * are read in `timeZone`. An answer that holds neither a status, nor an end, nor a data figure is a contract failure.
 */
export function decodeUsage(answer: JsonObject, timeZone: string): DataUsage {
  const nested = NESTS.flatMap((key) => objectsUnder([answer], key));
  const scopes = [...nested, answer];
  const hasData = objectsUnder(scopes, "data_amount").length > 0;
  // At the top `status` is the envelope's own word.
  const status = textOf(firstValue(nested, "status")) ?? textOf(firstValue(scopes, "esim_status"));
  const expireAtText = textOf(firstValue(scopes, "expire_at"));
  if (!hasData && status === null && expireAtText === null) throw new MissingField("data_amount");
  return {
    status,
    expireAtText,
    expireAtMs: expireAtText === null ? null : zonedTimeToEpochMs(expireAtText, timeZone),
    data: allowance(scopes, "data_amount"),
    voice: allowance(scopes, "voice_amount"),
    text: allowance(scopes, "text_amount"),
  };
}

function allowance(scopes: readonly JsonObject[], key: string): Allowance {
  const figures = objectsUnder(scopes, key)[0];
  return {
    total: numberOf(figures?.["total"]),
    remaining: numberOf(figures?.["remaining"]),
    isUnlimited: flagOf(figures?.["unlimited"]) ?? flagOf(figures?.["is_unlimited"]) ?? false,
  };
}
