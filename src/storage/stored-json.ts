import { z } from "zod";
import { ALERT_KINDS, ALERT_LEVELS, type Alert, type AlertKind } from "../domain/alerts.ts";
import type { Money } from "../domain/money.ts";
import type { EsimPackage } from "../domain/package.ts";
import type { TopupProof, TopupSnapshot } from "../domain/topup.ts";
import { TITLES, type TravellerDraft } from "../domain/traveller.ts";
import type { Allowance, UsageFigures } from "../domain/usage.ts";

/*
 * What JSON columns hold. A field that is added to these types later needs a default here, for the rows that were
 * written without it.
 */

const money: z.ZodType<Money> = z.object({ minor: z.int().nonnegative(), currency: z.string() });

const esimPackage: z.ZodType<EsimPackage> = z.object({
  packageId: z.string(),
  searchTrackingId: z.string(),
  title: z.string(),
  operator: z.string().nullable(),
  dataMb: z.number().nullable(),
  isUnlimited: z.boolean(),
  voiceMinutes: z.number().nullable(),
  textMessages: z.number().nullable(),
  validityDays: z.number().nullable(),
  price: z.object({ total: money, tax: money.nullable(), fees: money.nullable() }),
  sell: money.exactOptional(),
  purchase: money.nullable(),
  promo: z.string().nullable(),
  coverageType: z.string().nullable(),
  coverage: z.array(
    z.object({ country: z.string(), networks: z.array(z.string()), networkTypes: z.array(z.string()) }),
  ),
  activationPolicy: z.enum(["first-usage", "installation"]).nullable(),
  installWithinDays: z.number().nullable(),
  isRechargeable: z.boolean().nullable(),
  hasFairUsagePolicy: z.boolean(),
  fairUsagePolicy: z.string().nullable(),
});

const travellerDraft: z.ZodType<TravellerDraft> = z.object({
  title: z.enum(TITLES).exactOptional(),
  firstName: z.string().exactOptional(),
  lastName: z.string().exactOptional(),
  age: z.number().exactOptional(),
  phone: z.string().exactOptional(),
  phoneIsd: z.string().exactOptional(),
  phoneNational: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

const allowance: z.ZodType<Allowance> = z.object({
  total: z.number().nullable(),
  remaining: z.number().nullable(),
  isUnlimited: z.boolean(),
});

const usageFigures: z.ZodType<UsageFigures> = z.object({
  status: z.string().nullable(),
  expireAtMs: z.number().nullable(),
  data: allowance,
  voice: allowance,
  text: allowance,
});

const alerts: z.ZodType<readonly Alert[]> = z.array(
  z.object({ level: z.enum(ALERT_LEVELS), base: z.number() }),
);

/** Usage as it was last told. Throws an error that names `place` when the JSON has another shape. */
export function parseUsage(json: string, place: string): UsageFigures {
  return parse(usageFigures, json, place);
}

/** Alerts that were told. Throws an error that names `place` when the JSON has another shape. */
export function parseAlerts(json: string, place: string): readonly Alert[] {
  return parse(alerts, json, place);
}

/** A price. Throws an error that names `place` when the JSON has another shape. */
export function parseMoney(json: string, place: string): Money {
  return parse(money, json, place);
}

/** Kinds of alerts, written with spaces between them; a word that is none is passed over. */
export function parseAlertKinds(words: string): readonly AlertKind[] {
  const named = words.split(" ");
  return ALERT_KINDS.filter((kind) => named.includes(kind));
}

const topupFigures = z.object({
  dataTotalMb: z.number().nullable(),
  dataRemainingMb: z.number().nullable(),
  isUnlimited: z.boolean(),
  expireAtMs: z.number().nullable(),
  readAtMs: z.number(),
});

const topupSnapshot = topupFigures.extend({ historyKeys: z.array(z.string()), pendingMb: z.number() });

const topupProof = z.object({ historyKey: z.string().nullable(), figures: topupFigures.nullable() });

/** What was read before a top-up was sent. Throws an error that names `place` when the JSON has another shape. */
export function parseTopupSnapshot(json: string, place: string): TopupSnapshot {
  return parse(topupSnapshot, json, place);
}

/** What proved a top-up. Throws as `parseTopupSnapshot` does. */
export function parseTopupProof(json: string, place: string): TopupProof {
  return parse(topupProof, json, place);
}

/** The package an order was made for. Throws an error that names `place` when the JSON has another shape. */
export function parsePackage(json: string, place: string): EsimPackage {
  return parse(esimPackage, json, place);
}

/** A traveller, complete or not. Throws an error that names `place`, and no value, when the JSON has another shape. */
export function parseTraveller(json: string, place: string): TravellerDraft {
  return parse(travellerDraft, json, place);
}

/** Neither the parser's nor the schema's own error is passed on: both may quote what they read. */
function parse<T>(schema: z.ZodType<T>, json: string, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`${place} is not JSON`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Error(`${place} has an unexpected shape at ${fields}`);
}
