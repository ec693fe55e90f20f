/** When the day of the IANA `zone` in which `nowMs` lies began, epoch milliseconds. Right across a change of clocks to the minute. */
export function shopDayStartMs(nowMs: number, zone: string): number {
  const dayOf = dayIn(zone);
  const today = dayOf(nowMs);
  // Halving finds the first millisecond of today: a day has 26 hours at most.
  let before = nowMs - 27 * 3_600_000;
  let within = nowMs;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(middle) === today) within = middle;
    else before = middle;
  }
  return within;
}

function dayIn(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (ms) => format.format(ms);
}
