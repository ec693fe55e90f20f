import { describe, expect, test } from "vitest";
import { ABANDONED, CONTRADICTIONS, FAILURE_REASONS, FOUND_AFTER_END } from "../../../src/domain/order.ts";
import { TOPUP_TAKEN } from "../../../src/domain/topup.ts";
import { showAudit, showStaffOrder } from "../../../src/screens/index.ts";
import { tellStored } from "../../../src/screens/staff/told.ts";
import { OWED_REMINDED } from "../../../src/services/index.ts";
import { bengali, english, readText } from "./read-screen.ts";
import { NOW_MS } from "./sample-models.ts";
import { quietStaffOrder } from "./sample-staff-order.ts";

const BENGALI = /[\u0980-\u09ff]/;

describe("what is stored of an order", () => {
  test.each([...CONTRADICTIONS, ...FAILURE_REASONS, FOUND_AFTER_END, ABANDONED, TOPUP_TAKEN, OWED_REMINDED])(
    "is told in Bengali: %s",
    (stored) => {
      expect(tellStored(stored, bengali)).toMatch(BENGALI);
      expect(tellStored(stored, bengali)).not.toMatch(/[a-z]{4,}/);
    },
  );

  test.each([
    ["staff 4242 saw the money", "4242 saw the money", "4242 টাকা পেয়েছেন"],
    ["2 of 3 came", "2 of 3 came", "৩টির মধ্যে ২টি এসেছে"],
    ["settled by staff 7, after staff 8", "settled by 7, after 8", "8-এর পরে 7 মিটিয়েছেন"],
    ["not connected: ECONNREFUSED", "not connected: ECONNREFUSED", "সংযোগ হয়নি: ECONNREFUSED"],
    [
      "not connected: connection refused (ECONNREFUSED)",
      "not connected: the connection was refused (ECONNREFUSED)",
      "সংযোগ হয়নি: সংযোগ নেয়নি (ECONNREFUSED)",
    ],
    [
      "connection reset (UND_ERR_SOCKET)",
      "the connection broke (UND_ERR_SOCKET)",
      "সংযোগ ছিন্ন হয়েছে (UND_ERR_SOCKET)",
    ],
    ["2 found: T7K-4QX K7T-XQ4", "2 found: T7K-4QX K7T-XQ4", "২টি পাওয়া গেছে: T7K-4QX K7T-XQ4"],
    ["refused: only an admin may", "refused: only an admin may", "করা হয়নি: এটি শুধু অ্যাডমিন করতে পারেন"],
    [
      "confirmed by the customer, agency_balance",
      "confirmed by the customer, on our account",
      "গ্রাহক নিশ্চিত করেছেন, আমাদের হিসাবে",
    ],
    ["held back: spend", "held back: today's spending limit", "আটকানো হয়েছে: আজকের খরচের সীমা শেষ"],
    ["refused: state is delivered", "refused: it is delivered", "করা হয়নি: অবস্থা পৌঁছেছে"],
    ["nothing to read: cancelled", "nothing to read: cancelled", "দেখার কিছু নেই: বাতিল"],
    [
      "updateCustomer: unavailable, nothing was sent",
      "no answer (updateCustomer), nothing was sent",
      "উত্তর নেই (updateCustomer), কিছু পাঠানো হয়নি",
    ],
  ])("is told with what was filled in: %s", (stored, inEnglish, inBengali) => {
    expect(tellStored(stored, english)).toBe(inEnglish);
    expect(tellStored(stored, bengali)).toBe(inBengali);
  });

  test.each(["written by an older version", "Booking XY was found", "constructor", ""])(
    "stands as it is where nobody knows it: “%s”",
    (stored) => {
      expect(tellStored(stored, bengali)).toBe(stored);
      expect(tellStored(stored, english)).toBe(stored);
    },
  );

  test("keeps the supplier's own words within ours", () => {
    expect(tellStored("refused: Booking not found", bengali)).toBe("করা হয়নি: Booking not found");
  });

  test("is read in Bengali on staff's card, the supplier's side and why it failed with it", () => {
    const model = quietStaffOrder({
      order: { state: "failed", failure: "sold_out" },
      events: [{ from: "sending", to: "failed", detail: "refused, and no booking is there", atMs: NOW_MS }],
      supplier: { found: "unclear", detail: "HTTP 502" },
    });
    const card = readText(showStaffOrder(model, bengali));
    expect(card).toContain("সরবরাহকারী নেয়নি, কোনো বুকিংও নেই");
    expect(card).toContain("HTTP 502");
    expect(card).not.toMatch(/sold_out|refused/);
  });
});

test("what staff did is told in Bengali, the command as it is typed", () => {
  const line = { atMs: NOW_MS, staffId: 7, subject: "T7K-4QX", reason: null };
  const lines = [
    { ...line, action: "find", outcome: "2 found" },
    { ...line, action: "show-details", outcome: "personal details shown" },
    { ...line, action: "resolve void", outcome: "second-person" },
  ];
  const [, first, second, third] = readText(showAudit(lines, "Asia/Dhaka", bengali)).split("\n");
  expect(first).toMatch(/ · find · T7K-4QX · ২টি পাওয়া গেছে$/);
  expect(second).toMatch(/ · 👤 বিস্তারিত · T7K-4QX · ব্যক্তিগত তথ্য দেখানো হয়েছে$/);
  expect(third).toMatch(/ · resolve void · T7K-4QX · দ্বিতীয় একজনের অপেক্ষায়$/);
});
