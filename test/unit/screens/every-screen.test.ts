import { describe, expect, test } from "vitest";
import { labelLength, noticeText, withNotice, type Button, type Screen } from "../../../src/screens/index.ts";
import { extremeScreens } from "./extreme-screens.ts";
import { readText, translators } from "./read-screen.ts";

/** Actions whose button names a plan, a price or a country: alone in their row they may be a little longer. */
const DATA_ACTIONS = new Set([
  "plan",
  "country",
  "esim",
  "usage",
  "steps",
  "confirm",
  "review-order",
  "resume-order",
  "topup",
  "topup-plan",
]);

function longestAllowed(button: Button, row: readonly Button[]): number {
  if (row.length > 1) return 20;
  return "action" in button && DATA_ACTIONS.has(button.action.do) ? 40 : 35;
}

const tooLong = (screen: Screen): readonly string[] =>
  screen.rows.flatMap((row) =>
    row
      .filter((button) => labelLength(button.label) > longestAllowed(button, row))
      .map((button) => button.label),
  );

const isCaptioned = (screen: Screen): boolean =>
  [screen.qrLpa, screen.usagePicture, screen.offlineCard, screen.photoFileId, screen.file].some(
    (part) => part !== undefined,
  );

describe.each(translators)("every screen in $language", (t) => {
  const all = extremeScreens(t);

  test("has a text within Telegram's limits", () => {
    for (const [name, screen] of all) {
      const { length } = readText(screen);
      expect(length, name).toBeGreaterThan(0);
      expect(length, name).toBeLessThanOrEqual(isCaptioned(screen) ? 1024 : 4096);
      expect(readText(withNotice(screen, "too-long", t)).length, name).toBeLessThanOrEqual(4096);
    }
  });

  test("has labels that a phone shows whole", () => {
    const offenders = all.flatMap(([name, screen]) => tooLong(screen).map((label) => `${name}: ${label}`));
    expect([...new Set(offenders)]).toEqual([]);
  });

  test("leaves no placeholder, tag or missing value in what is read", () => {
    for (const [name, screen] of all) {
      const labels = screen.rows.flat().map((button) => button.label);
      for (const text of [...screen.text.map((span) => span.text), ...labels])
        expect(text, name).not.toMatch(/\{\{|\}\}|<\/?(?:b|i|code)>|undefined|null|NaN|\[object/);
      for (const text of [readText(screen), ...labels]) expect(text.trim(), name).not.toBe("");
    }
  });

  test("fits a phone: at most twelve rows of at most three buttons", () => {
    for (const [name, screen] of all) {
      expect(screen.rows.length, name).toBeLessThanOrEqual(12);
      for (const row of screen.rows) {
        expect(row.length, name).toBeGreaterThanOrEqual(1);
        expect(row.length, name).toBeLessThanOrEqual(3);
      }
    }
  });

  test("links by https only and copies no more than a copy button takes", () => {
    for (const [name, screen] of all) {
      for (const button of screen.rows.flat()) {
        if ("url" in button) expect(button.url, name).toMatch(/^https:\/\//);
        if ("copy" in button) expect(button.copy.length, name).toBeLessThanOrEqual(256);
      }
    }
  });

  test("has notices short enough for a toast", () => {
    for (const notice of [
      "stale",
      "button-due",
      "text-due",
      "too-long",
      "language-set",
      "forgotten",
    ] as const)
      expect(noticeText(notice, t).length).toBeLessThanOrEqual(200);
  });
});
