import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asciiDigits,
  readAge,
  readEmail,
  readFirstName,
  readLastName,
  readPhone,
  readTitle,
} from "../../../../src/services/checkout/traveller-answers.ts";

describe("names", () => {
  it.each(["Md.", "O'Neil", "José", "Anne-Marie", "Ng", "Nguyễn", "de la Cruz", "Łukasz", "D’Angelo"])(
    "accepts %s as in a passport",
    (name) => {
      expect(readFirstName(name)).toMatchObject({ ok: true });
    },
  );
  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["জসিম", "not_latin"],
    ["12345", "not_letters"],
    ["Ann@", "not_letters"],
    ["😀", "not_letters"],
    ["a".repeat(41), "too_long"],
    ["...", "not_letters"],
  ])("refuses %j as %s", (name, problem) => {
    expect(readLastName(name)).toEqual({ ok: false, problem });
  });
  it("never throws and never lets through more than forty letters, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const answer = readFirstName(text);
        if (answer.ok === true) expect([...(answer.patch.firstName ?? "")].length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe("title and age", () => {
  it.each([
    ["MR", { title: "MR" }],
    ["ms.", { title: "MS" }],
    ["Mrs 41", { title: "MRS", age: 41 }],
    ["Ms ৩০", { title: "MS", age: 30 }],
  ])("reads %j", (text, patch) => {
    expect(readTitle(text)).toEqual({ ok: true, patch });
  });
  it.each([
    ["30", { ok: true, patch: { age: 30 } }],
    ["৩০", { ok: true, patch: { age: 30 } }],
    ["٣٠", { ok: true, patch: { age: 30 } }],
    ["30 years", { ok: true, patch: { age: 30 } }],
    ["11", { ok: false, problem: "too_young" }],
    ["121", { ok: false, problem: "too_old" }],
    ["-5", { ok: false, problem: "not_a_number" }],
    ["thirty", { ok: false, problem: "not_a_number" }],
    ["3.5", { ok: false, problem: "not_a_number" }],
  ])("judges the age %j", (text, answer) => {
    expect(readAge(text)).toEqual(answer);
  });
  it("turns every Bengali and Arabic number into the same ASCII digits", () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        for (const locale of ["bn-BD-u-nu-beng", "ar-EG-u-nu-arab"])
          expect(asciiDigits(value.toLocaleString(locale, { useGrouping: false }))).toBe(String(value));
      }),
    );
  });
});

describe("phone", () => {
  const nadia = { phone: "+8801966330000", phoneIsd: "880", phoneNational: "1966330000" };
  it.each(["+880 1966 330000", "01966330000", "০১৯৬৬৩৩০০০০", "008801966330000", "8801966330000"])(
    "reads %s as the same number",
    (typed) => {
      expect(readPhone(typed, "BD")).toEqual({ ok: true, patch: nadia });
    },
  );
  it.each([
    ["hello", "phone_invalid"],
    ["+1", "phone_invalid"],
    ["0123", "phone_invalid"],
    ["555", "phone_needs_country"],
  ])("refuses %j as %s", (typed, problem) => {
    expect(readPhone(typed, "BD")).toEqual({ ok: false, problem });
  });
});

describe("e-mail", () => {
  it.each(["nadia@example.com", "n.a+b@sub.example.co.uk", "MAILTO:x@example.org", "me@mail.ru"])(
    "accepts %s",
    (typed) => {
      expect(readEmail(typed).ok).not.toBe(false);
    },
  );
  it("asks about a near miss of a well-known domain", () => {
    expect(readEmail("nadia@gmial.com")).toEqual({
      ok: "ask",
      patch: { email: "nadia@gmial.com" },
      suggestion: "nadia@gmail.com",
    });
  });
  it.each([
    "nadia",
    "nadia@",
    "@example.com",
    "a b@example.com",
    "a..b@example.com",
    `${"a".repeat(65)}@example.com`,
  ])("refuses %j", (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, problem: "email_invalid" });
  });
});
