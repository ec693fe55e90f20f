import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyExponent } from "../../../src/domain/money.ts";
import { starsFor, withMarkup } from "../../../src/domain/payment.ts";

const currency = fc.constantFrom("BDT", "USD", "JPY", "KWD");
const percent = fc
  .tuple(fc.integer({ min: 0, max: 499 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, "0")}`);

describe("the mark-up", () => {
  it("changes nothing at zero, however it is written", () => {
    for (const zero of ["0", "0.0", "0.00"])
      expect(withMarkup({ minor: 48_941, currency: "BDT" }, zero)).toEqual({
        minor: 48_941,
        currency: "BDT",
      });
  });

  it.each([
    ["10", 48_941, "BDT", 53_900],
    ["7.5", 10_000, "BDT", 10_800],
    ["10", 10_000, "BDT", 11_000],
    ["10", 489, "JPY", 538],
    ["1", 1_500, "KWD", 2_000],
  ])("of %s %% on %d %s is rounded up to a whole major unit", (markup, minor, code, expected) => {
    expect(withMarkup({ minor, currency: code }, markup)).toEqual({ minor: expected, currency: code });
  });

  it("is never less than the percentage, and above it by less than one major unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), currency, percent, (minor, code, markup) => {
        const factor = BigInt(markup.replace(".", ""));
        fc.pre(factor > 0n);
        const { minor: marked } = withMarkup({ minor, currency: code }, markup);
        const exact = BigInt(minor) * (10_000n + factor);
        const unit = 10 ** currencyExponent(code);
        expect(marked % unit).toBe(0);
        expect(BigInt(marked) * 10_000n >= exact).toBe(true);
        expect(BigInt(marked - unit) * 10_000n < exact).toBe(true);
      }),
    );
  });
});

describe("a price in Stars", () => {
  it.each([
    [10_000, "0.55", 55],
    [10_001, "0.55", 56],
    [1, "0.55", 1],
    [48_941, "0.55", 270],
    [100, "66", 66],
  ])("of %d minor units at %s is %d whole Stars, rounded up", (minor, rate, stars) => {
    expect(starsFor({ minor, currency: "BDT" }, { BDT: rate })).toBe(stars);
  });

  it("is none without a rate, for nothing, and beyond what an invoice may ask", () => {
    expect(starsFor({ minor: 100, currency: "USD" }, { BDT: "1" })).toBeUndefined();
    expect(starsFor({ minor: 0, currency: "BDT" }, { BDT: "1" })).toBeUndefined();
    expect(starsFor({ minor: 10_000_100, currency: "BDT" }, { BDT: "1" })).toBeUndefined();
  });
});
