/** From when until before when a month lasts in a zone, epoch milliseconds; undefined for what is no month. `text` is "2026-11". */
export function monthBounds(
  text: string,
  timeZone: string,
): { readonly fromMs: number; readonly untilMs: number } | undefined {
  const match = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return { fromMs: startOf(year, month, 1, timeZone), untilMs: startOf(year, month + 1, 1, timeZone) };
}

/** When the day of `ms` began in the zone. */
export function dayStart(ms: number, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat("en-CA", { timeZone })
    .format(ms)
    .split("-")
    .map(Number);
  return startOf(year, month, day, timeZone);
}

/** Midnight there: guessed as if it were UTC, then moved by the zone's offset twice, since the offset may change in between. */
function startOf(year: number, month: number, day: number, timeZone: string): number {
  const utc = Date.UTC(year, month - 1, day);
  const first = utc - offsetMs(utc, timeZone);
  return utc - offsetMs(first, timeZone);
}

function offsetMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - Math.floor(ms / 1_000) * 1_000;
}
