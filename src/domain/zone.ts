/** How far the clocks of `zone` (IANA) are ahead of UTC at that instant, in milliseconds. */
export function zoneOffsetMs(epochMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(epochMs)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
}

/**
 * The instant at which the clocks of `zone` show `wallMs`, a wall time written as if it were UTC. One that the zone skips or repeats is read
 * with the offset before it: guessed, then moved by the offset that holds there.
 */
export function wallTimeMs(wallMs: number, zone: string): number {
  const guess = wallMs - zoneOffsetMs(wallMs, zone);
  return wallMs - zoneOffsetMs(guess, zone);
}

/** When the day of `zone` in which `epochMs` lies began, epoch milliseconds. */
export function dayStartMs(epochMs: number, zone: string): number {
  const local = new Date(epochMs + zoneOffsetMs(epochMs, zone));
  return wallTimeMs(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()), zone);
}

/** From when until before when a month lasts in a zone, epoch milliseconds; undefined for what is no month. `text` is "2026-11". */
export function monthBounds(
  text: string,
  zone: string,
): { readonly fromMs: number; readonly untilMs: number } | undefined {
  const match = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return {
    fromMs: wallTimeMs(Date.UTC(year, month - 1, 1), zone),
    untilMs: wallTimeMs(Date.UTC(year, month, 1), zone),
  };
}
