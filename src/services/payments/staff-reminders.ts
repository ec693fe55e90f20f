import type { NewIntent } from "../ports/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a claim waits until staff are reminded of it; after the last of these daily. */
const AFTER_MS = [10 * MINUTE, 30 * MINUTE, 2 * HOUR] as const;

/** How long after the claim its reminder number `round` is due; the first is 1. */
export function reminderAfterMs(round: number): number {
  return AFTER_MS[round - 1] ?? AFTER_MS[2] + (round - AFTER_MS.length) * 24 * HOUR;
}

/** The reminder that is due for a claim of that age: told by its age, since a job's attempts count crashes too. */
export function reminderRound(ageMs: number): number {
  let round = 1;
  while (reminderAfterMs(round + 1) <= ageMs) round += 1;
  return round;
}

/** Stands in the place of a reminder's round where the customer has sent more. */
export const MORE = "more-";

/** Whether a `staff-payment` intent says that the customer has sent more since the first. */
export function isMoreProof({ dedupeKey }: Pick<NewIntent, "dedupeKey">): boolean {
  return dedupeKey.includes(` ${MORE}`);
}
