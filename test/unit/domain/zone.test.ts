import fc from "fast-check";
import { expect, it } from "vitest";
import { dayStartMs, wallTimeMs, zoneOffsetMs } from "../../../src/domain/zone.ts";

const HOUR = 3_600_000;
const ZONES = [
  "Asia/Dhaka",
  "Asia/Kathmandu",
  "Europe/Berlin",
  "Africa/Cairo",
  "America/St_Johns",
  "Pacific/Apia",
  "UTC",
];

it("knows when a day began, also across a change of clocks, at midnight too", () => {
  expect(dayStartMs(Date.UTC(2026, 10, 22, 6), "Asia/Dhaka")).toBe(Date.UTC(2026, 10, 21, 18));
  expect(dayStartMs(Date.UTC(2026, 2, 29, 12), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 28, 23));
  // In Cairo the hour after midnight is skipped that day: it begins at one o'clock.
  expect(dayStartMs(Date.UTC(2026, 3, 24, 12), "Africa/Cairo")).toBe(Date.UTC(2026, 3, 23, 22));
});

it("finds a day's first instant in any zone: the one before belongs to another day", () => {
  const time = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
  fc.assert(
    fc.property(time, fc.constantFrom(...ZONES), (ms, zone) => {
      const dayOf = (at: number) =>
        new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
      const start = dayStartMs(ms, zone);
      expect(start).toBeLessThanOrEqual(ms);
      expect(ms - start).toBeLessThan(26 * HOUR);
      expect(dayOf(start)).toBe(dayOf(ms));
      expect(dayOf(start - 1)).not.toBe(dayOf(ms));
    }),
  );
});

it("turns a wall time into the instant at which the clocks show it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.constantFrom(...ZONES),
      (wall, zone) => {
        const second = Math.floor(wall / 1_000) * 1_000;
        const at = wallTimeMs(second, zone);
        const shown = at + zoneOffsetMs(at, zone);
        // But for the hour that a change of clocks skips.
        expect(Math.abs(shown - second)).toBeLessThanOrEqual(HOUR);
        if (zone === "Asia/Dhaka" || zone === "UTC") expect(shown).toBe(second);
      },
    ),
  );
});
