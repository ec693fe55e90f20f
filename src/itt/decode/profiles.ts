import { parseLpa, type EsimProfile } from "../../domain/esim.ts";
import { firstValue, flagOf, MismatchedAnswer, objectsOf, textOf } from "./fields.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** The profiles of one booking, and what was found that could not be used. */
export interface FoundProfiles {
  /** ICCID and LPA complete, one per ICCID. */
  readonly complete: readonly EsimProfile[];
  /** What the first unusable entry lacks, as a field of the supplier's page; null when every entry is complete. */
  readonly lacking: string | null;
}

/**
 * The union by ICCID of `eSim` and `sims`, wherever the answer nests them; parts of one profile in two places complete each other.
 * Objects that bear another booking's id are passed over. Throws `MismatchedAnswer` where two places name different activation
 * codes for the same ICCID.
 */
export function decodeProfiles(answer: JsonObject, bookingId: string | null): FoundProfiles {
  const byIccid = new Map<string, JsonObject[]>();
  let lacking: string | null = null;
  for (const entry of entriesIn(answer, bookingId)) {
    const iccid = textOf(entry["iccid"]);
    if (iccid === null || !/^\d{18,22}$/.test(iccid)) lacking ??= "eSim.iccid";
    else byIccid.set(iccid, [...(byIccid.get(iccid) ?? []), entry]);
  }
  const complete: EsimProfile[] = [];
  for (const [iccid, entries] of byIccid) {
    const profile = joinProfile(iccid, entries);
    if (profile) complete.push(profile);
    else lacking ??= "eSim.qr_code";
  }
  return { complete, lacking };
}

function entriesIn(value: Json, bookingId: string | null): readonly JsonObject[] {
  if (isList(value)) return value.flatMap((item) => entriesIn(item, bookingId));
  if (!isObject(value)) return [];
  const theirs = textOf(value["booking_id"]);
  if (theirs !== null && bookingId !== null && theirs !== bookingId) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const isHome = /^(esims?|sims?)$/i.test(key);
    const entries = isHome ? objectsOf(item).filter((each) => "iccid" in each) : [];
    return entries.length > 0 ? entries : entriesIn(item, bookingId);
  });
}

function joinProfile(iccid: string, entries: readonly JsonObject[]): EsimProfile | undefined {
  const lpas = entries.flatMap(namedLpas);
  const matchingId = textOf(firstValue(entries, "matching_id"));
  const host = textOf(firstValue(entries, "lpa"));
  if (host !== null && matchingId !== null) lpas.push(`LPA:1$${host}$${matchingId}`);

  let chosen: { lpa: string; smdpAddress: string; activationCode: string } | undefined;
  for (const lpa of lpas) {
    const parts = parseLpa(lpa);
    if (!parts || parts.activationCode === "") continue;
    chosen ??= { lpa, ...parts };
    if (
      parts.activationCode !== chosen.activationCode ||
      parts.smdpAddress.toLowerCase() !== chosen.smdpAddress.toLowerCase()
    )
      throw new MismatchedAnswer("one ICCID bears two activation codes");
  }
  if (!chosen) return undefined;
  return {
    iccid,
    ...chosen,
    confirmationCode: textOf(firstValue(entries, "confirmation_code")),
    apnType: textOf(firstValue(entries, "apn_type")),
    apnValue: textOf(firstValue(entries, "apn_value")),
    isRoaming: flagOf(firstValue(entries, "is_roaming")),
    msisdn: textOf(firstValue(entries, "msisdn")),
  };
}

/** The LPA strings an entry names in full; `lpa` is mostly the bare SM-DP+ address. */
function namedLpas(entry: JsonObject): string[] {
  return ["qr_code", "qrcode", "lpa"].flatMap((key) => textOf(entry[key]) ?? []);
}
