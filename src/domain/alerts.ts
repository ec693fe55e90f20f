import { amountOf, isOver, phaseOf, type UsageFigures } from "./usage.ts";

/** What a customer can switch off, each by itself. */
export const ALERT_KINDS = ["data", "time", "install"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** The alerts of each kind, from the mildest to the strongest. */
const LEVELS = {
  data: ["data-75", "data-90", "used-up"],
  time: ["days-3", "days-1", "expired"],
  install: ["install-14", "install-3"],
} as const satisfies Record<AlertKind, readonly string[]>;

export const ALERT_LEVELS = [...LEVELS.data, ...LEVELS.time, ...LEVELS.install] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/**
 * An alert and what it was about: the total in MB, or the end in epoch milliseconds. A top-up makes that grow, and the levels begin
 * anew; otherwise each is told once.
 */
export interface Alert {
  readonly level: AlertLevel;
  readonly base: number;
}

/** What decides which alerts are due. */
export interface AlertFacts {
  readonly figures: UsageFigures;
  /** The plan is unlimited by its package: whatever figures come mean nothing. */
  readonly isUnlimited: boolean;
  readonly validityDays: number | null;
  readonly issuedAtMs: number;
  /** Until when it must be installed; null where not told. */
  readonly installByMs: number | null;
}

const DAY_MS = 24 * 3_600_000;
/** An end told again a little later is the same end. */
const SAME_END_MS = 3_600_000;

/** The kind of an alert. */
export function kindOf(level: AlertLevel): AlertKind {
  return ALERT_KINDS.find((kind) => LEVELS[kind].some((each) => each === level)) ?? "data";
}

/** What holds at `nowMs`: the strongest level of each kind, at most one each. */
export function alertsAt(facts: AlertFacts, nowMs: number): readonly Alert[] {
  return [dataAlert(facts, nowMs), timeAlert(facts, nowMs), installAlert(facts, nowMs)].filter(
    (alert) => alert !== undefined,
  );
}

/** Those of `due` that were not told yet, nor a stronger one of their kind about the same total or end. */
export function untold(due: readonly Alert[], told: readonly Alert[]): readonly Alert[] {
  return due.filter(({ level, base }) => {
    const kind = kindOf(level);
    const levels: readonly AlertLevel[] = LEVELS[kind];
    const tolerance = kind === "data" ? 0 : SAME_END_MS;
    return !told.some(
      (before) =>
        kindOf(before.level) === kind &&
        levels.indexOf(before.level) >= levels.indexOf(level) &&
        base <= before.base + tolerance,
    );
  });
}

function dataAlert({ figures, isUnlimited }: AlertFacts, nowMs: number): Alert | undefined {
  const data = amountOf(figures.data);
  if (isUnlimited || data.kind === "unlimited") return undefined;
  const base = data.kind === "figures" ? data.total : 0;
  const phase = phaseOf(figures, nowMs);
  if (phase === "finished") return { level: "used-up", base };
  if (phase !== "active" || data.kind !== "figures" || data.usedPercent < 75) return undefined;
  return { level: data.usedPercent >= 90 ? "data-90" : "data-75", base };
}

function timeAlert({ figures, validityDays }: AlertFacts, nowMs: number): Alert | undefined {
  const phase = phaseOf(figures, nowMs);
  if (isOver(phase)) return { level: "expired", base: figures.expireAtMs ?? 0 };
  if (phase !== "active" || figures.expireAtMs === null) return undefined;
  const daysLeft = (figures.expireAtMs - nowMs) / DAY_MS;
  // Who bought three days knows that they have three.
  const isNews = (days: number): boolean => validityDays === null || validityDays > days;
  if (daysLeft <= 1 && isNews(1)) return { level: "days-1", base: figures.expireAtMs };
  if (daysLeft <= 3 && isNews(3)) return { level: "days-3", base: figures.expireAtMs };
  return undefined;
}

function installAlert({ figures, issuedAtMs, installByMs }: AlertFacts, nowMs: number): Alert | undefined {
  if (installByMs === null || installByMs <= nowMs || phaseOf(figures, nowMs) !== "not-active")
    return undefined;
  const daysLeft = (installByMs - nowMs) / DAY_MS;
  const windowDays = (installByMs - issuedAtMs) / DAY_MS;
  const isNear = (days: number): boolean => daysLeft <= days && windowDays >= 2 * days;
  if (isNear(3)) return { level: "install-3", base: installByMs };
  return isNear(14) ? { level: "install-14", base: installByMs } : undefined;
}

const QUIET_FROM_HOUR = 22;
const QUIET_UNTIL_HOUR = 8;

/** When the quiet hours (22 to 8 o'clock in the IANA `zone`) that hold at `nowMs` end; null outside them. */
export function quietUntilMs(nowMs: number, zone: string): number | null {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(nowMs);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const hour = part("hour");
  if (hour >= QUIET_UNTIL_HOUR && hour < QUIET_FROM_HOUR) return null;
  const minutes = ((QUIET_UNTIL_HOUR - hour + 24) % 24) * 60 - part("minute");
  return nowMs + minutes * 60_000 - (nowMs % 60_000);
}
