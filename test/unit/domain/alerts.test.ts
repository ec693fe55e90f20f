import { describe, expect, it } from "vitest";
import { alertsAt, quietUntilMs, untold, type AlertFacts } from "../../../src/domain/alerts.ts";
import { amountOf, phaseOf, type UsageFigures } from "../../../src/domain/usage.ts";

const NOW = Date.UTC(2026, 10, 21, 8, 20);
const DAY = 24 * 3_600_000;
const none = { total: null, remaining: null, isUnlimited: false };

function figures(overrides: Partial<UsageFigures> = {}): UsageFigures {
  const data = { total: 1000, remaining: 500, isUnlimited: false };
  return { status: "ACTIVE", expireAtMs: NOW + 10 * DAY, data, voice: none, text: none, ...overrides };
}

function facts(overrides: Partial<UsageFigures> = {}, rest: Partial<AlertFacts> = {}): AlertFacts {
  const plan = { isUnlimited: false, validityDays: 15, issuedAtMs: NOW - 60 * DAY, installByMs: null };
  return { ...plan, figures: figures(overrides), ...rest };
}

const levels = (of: AlertFacts) => alertsAt(of, NOW).map(({ level }) => level);
const left = (remaining: number, total = 1000) => ({ data: { total, remaining, isUnlimited: false } });

describe("the phase of an eSIM", () => {
  it.each([
    ["NOT_ACTIVE", "not-active"],
    ["active", "active"],
    ["FINISHED", "finished"],
    ["EXPIRED", "expired"],
    ["Recycled", "recycled"],
    ["UNKNOWN", "unknown"],
    [null, "unknown"],
    ["not active", "not-active"],
    ["SUSPENDED", "other"],
  ])("of the word %s is %s", (status, phase) => {
    expect(phaseOf(figures({ status }), NOW)).toBe(phase);
  });

  it("is expired once its end has passed, whatever the word", () => {
    for (const status of ["ACTIVE", "FINISHED", "SUSPENDED", null])
      expect(phaseOf(figures({ status, expireAtMs: NOW }), NOW)).toBe("expired");
  });

  it("is finished when an active one has nothing left", () => {
    expect(phaseOf(figures(left(0)), NOW)).toBe("finished");
  });
});

describe("an amount", () => {
  it("never shows figures that contradict themselves", () => {
    const amount = (total: number | null, remaining: number | null) =>
      amountOf({ total, remaining, isUnlimited: false });
    expect(amount(1000, 250)).toEqual({ kind: "figures", total: 1000, left: 250, usedPercent: 75 });
    expect(amount(1000, 1)).toMatchObject({ usedPercent: 99 });
    expect(amount(1000, 1200)).toEqual({ kind: "left", left: 1200 });
    expect(amount(null, 250)).toEqual({ kind: "left", left: 250 });
    for (const [total, remaining] of [
      [1000, -1],
      [1000, null],
      [0, 0],
      [1000, 1e15],
      [1000, Number.NaN],
    ] as const)
      expect(amount(total, remaining)).toEqual({ kind: "none" });
    expect(amountOf({ total: 0, remaining: 0, isUnlimited: true })).toEqual({ kind: "unlimited" });
  });
});

describe("the alerts that hold", () => {
  it("are the strongest of each kind", () => {
    expect(levels(facts(left(251)))).toEqual([]);
    expect(levels(facts(left(250)))).toEqual(["data-75"]);
    expect(levels(facts(left(100)))).toEqual(["data-90"]);
    expect(levels(facts(left(0)))).toEqual(["used-up"]);
    expect(levels(facts({ expireAtMs: NOW + 3 * DAY }))).toEqual(["days-3"]);
    expect(levels(facts({ ...left(50), expireAtMs: NOW + DAY }))).toEqual(["data-90", "days-1"]);
    expect(levels(facts({ expireAtMs: NOW - 1 }))).toEqual(["expired"]);
  });

  it("are of time only for unlimited plans", () => {
    expect(levels(facts({ ...left(0), expireAtMs: NOW + DAY / 2 }, { isUnlimited: true }))).toEqual([]);
    const unlimited = { data: { total: 0, remaining: 0, isUnlimited: true }, expireAtMs: NOW + DAY / 2 };
    expect(levels(facts(unlimited, { isUnlimited: true }))).toEqual(["days-1"]);
  });

  it("say nothing of three days to who bought three", () => {
    const end = { expireAtMs: NOW + 2.9 * DAY };
    expect(levels(facts(end, { validityDays: 3 }))).toEqual([]);
    expect(levels(facts(end, { validityDays: 4 }))).toEqual(["days-3"]);
  });

  it("warn of the install-by day only as long as it is not in use", () => {
    const installByMs = NOW + 13 * DAY;
    const waiting = { status: "NOT_ACTIVE", expireAtMs: null };
    expect(levels(facts(waiting, { installByMs }))).toEqual(["install-14"]);
    expect(levels(facts(waiting, { installByMs: NOW + 2 * DAY }))).toEqual(["install-3"]);
    expect(levels(facts(waiting, { installByMs, issuedAtMs: NOW - DAY }))).toEqual([]);
    expect(levels(facts({}, { installByMs }))).toEqual([]);
  });

  it("are told once, and anew when a top-up made the total or the end grow", () => {
    const told = [{ level: "data-90", base: 1000 } as const];
    expect(untold([{ level: "data-75", base: 1000 }], told)).toEqual([]);
    expect(untold([{ level: "data-90", base: 1000 }], told)).toEqual([]);
    expect(untold([{ level: "used-up", base: 1000 }], told)).toHaveLength(1);
    expect(untold([{ level: "data-75", base: 2000 }], told)).toHaveLength(1);
    const end = [{ level: "days-3", base: NOW } as const];
    expect(untold([{ level: "days-3", base: NOW + 60_000 }], end)).toEqual([]);
    expect(untold([{ level: "days-3", base: NOW + 7 * DAY }], end)).toHaveLength(1);
  });
});

describe("quiet hours", () => {
  it("last from 22 to 8 o'clock in the zone", () => {
    const dhaka = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour - 6, minute);
    expect(quietUntilMs(dhaka(21, 59), "Asia/Dhaka")).toBeNull();
    expect(quietUntilMs(dhaka(8), "Asia/Dhaka")).toBeNull();
    expect(quietUntilMs(dhaka(22), "Asia/Dhaka")).toBe(dhaka(32));
    expect(quietUntilMs(dhaka(7, 30) + 1, "Asia/Dhaka")).toBe(dhaka(8));
    expect(quietUntilMs(dhaka(22), "Europe/London")).toBeNull();
  });
});
