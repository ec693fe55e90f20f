const DAY_MS = 86_400_000;
/** ITT's zone by the sample's own timestamps; Bangladesh keeps no summer time. */
const DHAKA_OFFSET_MS = 6 * 3_600_000;

/** Epoch seconds as text: the form of every `timestamp` in ITT's samples. */
export function epochSecondsText(atMs: number): string {
  return String(Math.floor(atMs / 1000));
}

/** "2026-03-04 23:59:59" in an IANA zone. */
export function dateTimeText(atMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return format.format(atMs);
}

/** "2026-03-04 23:59:59" in ITT's zone. */
export function dhakaText(atMs: number): string {
  return dateTimeText(atMs, "Asia/Dhaka");
}

/** The last second of the day in ITT's zone: when the sample's booking is cancelled if still unpaid. */
export function endOfDhakaDayMs(atMs: number): number {
  const dayStart = Math.floor((atMs + DHAKA_OFFSET_MS) / DAY_MS) * DAY_MS;
  return dayStart + DAY_MS - 1000 - DHAKA_OFFSET_MS;
}

/** So many days later. */
export function addDaysMs(atMs: number, days: number): number {
  return atMs + days * DAY_MS;
}
