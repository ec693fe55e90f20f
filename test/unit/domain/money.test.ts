import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyToDecimal, multiplyMoney, parseMoney } from "../../../src/domain/money.ts";

describe("money", () => {
  it.each([
    ["489.41", "BDT", 48941],
    ["4", "USD", 400],
    ["4.10", "USD", 410],
    ["1500", "JPY", 1500],
    ["1.234", "KWD", 1234],
    ["0.000", "USD", 0],
  ])("reads %s %s as %i minor units", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  it.each([
    ["489.419", "BDT"],
    ["1.5", "JPY"],
    ["-4", "USD"],
    ["1e3", "USD"],
    ["489.41,", "BDT"],
    ["1,020", "BDT"],
    ["", "BDT"],
    ["4", "usd"],
    ["4", ""],
  ])("makes no price of %j %j", (text, currency) => {
    expect(parseMoney(text, currency)).toBeUndefined();
  });

  it("writes back what it read, in every currency", () => {
    const currency = fc.constantFrom("BDT", "USD", "JPY", "KWD");
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), currency, (minor, code) => {
        expect(parseMoney(moneyToDecimal({ minor, currency: code }), code)).toEqual({
          minor,
          currency: code,
        });
      }),
    );
  });

  it("refuses a product beyond the safe integers", () => {
    expect(() => multiplyMoney({ minor: Number.MAX_SAFE_INTEGER, currency: "BDT" }, 2)).toThrow(RangeError);
  });
});
