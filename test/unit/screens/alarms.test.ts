import { describe, expect, test } from "vitest";
import { INCIDENT_KINDS } from "../../../src/domain/incident.ts";
import { labelLength, showAlarm } from "../../../src/screens/index.ts";
import { readText, translators } from "./read-screen.ts";

const orders = [
  { id: "0123456789abcdef", reference: "T7K-4QX" },
  { id: "123456789abcdef0", reference: "K7T-XQ4" },
  { id: "23456789abcdef01", reference: "M3N-PQR" },
];
const [first] = orders.slice(0, 1);
const actsOf = (rows: ReturnType<typeof showAlarm>["rows"]) =>
  rows.map((row) => row.map((button) => ("action" in button ? button.action.do : "")));

describe.each(translators)("alarms in $language", (t) => {
  test.each(INCIDENT_KINDS)("say in one sentence what is so, what to do and that it is over: %s", (kind) => {
    for (const isOver of [false, true]) {
      const screen = showAlarm({ kind, isOver, orders: first ? [first] : [], customerId: 4711 }, t);
      const text = readText(screen);
      expect(text.length).toBeLessThanOrEqual(4_096);
      expect(text).not.toMatch(/\{\{|undefined|null|\[object|–/);
      expect(text.startsWith("✅")).toBe(isOver);
      for (const { label } of screen.rows.flat()) expect(labelLength(label)).toBeLessThanOrEqual(20);
    }
  });

  test("name each order of three unknown outcomes with a button, above the one that releases", () => {
    const screen = showAlarm({ kind: "brake-unknowns", isOver: false, orders }, t);
    expect(readText(screen)).toContain("T7K-4QX K7T-XQ4 M3N-PQR");
    expect(actsOf(screen.rows)).toEqual([
      ["staff-order"],
      ["staff-order"],
      ["staff-order"],
      ["release-brake"],
    ]);
  });

  test.each(["paid-unissued", "stars-unreturned", "undelivered", "late-find", "payment-pending"] as const)(
    "open the order that they are about: %s",
    (kind) => {
      const screen = showAlarm({ kind, isOver: false, orders: first ? [first] : [] }, t);
      expect(readText(screen)).toContain("T7K-4QX");
      expect(actsOf(screen.rows)).toEqual([["staff-order"]]);
    },
  );

  test("name the customer whose Stars came for no order", () => {
    for (const isOver of [false, true]) {
      const screen = showAlarm({ kind: "stray-stars", isOver, orders: [], customerId: 4711 }, t);
      expect(readText(screen)).toContain("4711");
    }
  });
});
