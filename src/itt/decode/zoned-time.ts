import { wallTimeMs } from "../../domain/zone.ts";

/**
 * A text such as "2026-03-12 06:53:53" as epoch milliseconds. `timeZone` (IANA) is used where the text names no offset of its own.
 * Null for anything that is not a real date and time. A time that the zone skips or repeats is read with the offset before it.
 */
export function zonedTimeToEpochMs(text: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  );
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return null;
  const asUtc = Date.UTC(year, month - 1, day, hour ?? 0, minute ?? 0, second ?? 0);
  const isReal =
    new Date(asUtc).toISOString().slice(0, 16) ===
    `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}`;
  if (!isReal) return null;
  const offset = match[7];
  if (offset !== undefined) return asUtc - offsetOf(offset);
  return wallTimeMs(asUtc, timeZone);
}

function offsetOf(offset: string): number {
  if (offset === "Z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000;
}
