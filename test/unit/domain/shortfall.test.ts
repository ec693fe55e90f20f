import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/order.ts";
import { PAYMENT_METHODS } from "../../../src/domain/payment.ts";
import {
  isClosedShort,
  isOwedByHand,
  returnedOf,
  shareOf,
  shareWay,
  shortfallOf,
} from "../../../src/domain/shortfall.ts";

const bdt = (minor: number) => ({ minor, currency: "BDT" });

describe("the share of eSIMs that never came", () => {
  it.each([
    [146_823, 1, 3, 48_941],
    [100, 1, 3, 34],
    [100, 2, 3, 67],
    [1, 1, 9, 1],
    [489, 0, 3, 0],
    [100, 3, 3, 100],
    [Number.MAX_SAFE_INTEGER, 8, 9, 8_006_399_337_547_548],
  ])("of %i for %i missing of %i is %i", (charged, missing, quantity, share) => {
    expect(shareOf(bdt(charged), missing, quantity)).toEqual(bdt(share));
  });

  it("is rounded up by less than one minor unit, never more than was charged, and the same whoever counts", () => {
    const orders = fc.tuple(fc.maxSafeNat(), fc.integer({ min: 1, max: 9 })).chain(([charged, quantity]) =>
      fc.record({
        charged: fc.constant(charged),
        quantity: fc.constant(quantity),
        missing: fc.nat(quantity),
      }),
    );
    fc.assert(
      fc.property(orders, ({ charged, quantity, missing }) => {
        const { minor } = shareOf(bdt(charged), missing, quantity);
        expect(Number.isSafeInteger(minor)).toBe(true);
        expect(minor).toBeLessThanOrEqual(charged);
        // In the customer's favour: what is kept for those that came is never more than their part of the price.
        const exact = BigInt(charged) * BigInt(missing);
        expect(BigInt(minor) * BigInt(quantity) >= exact).toBe(true);
        expect((BigInt(minor) - 1n) * BigInt(quantity) < exact || minor === 0).toBe(true);
        // More that is missing is never worth less.
        if (missing > 0)
          expect(minor).toBeGreaterThanOrEqual(shareOf(bdt(charged), missing - 1, quantity).minor);
      }),
    );
  });

  it("is nothing of what cannot be", () => {
    for (const [missing, quantity] of [
      [4, 3],
      [-1, 3],
      [0, 0],
    ] as const)
      expect(() => shareOf(bdt(100), missing, quantity)).toThrow(RangeError);
  });
});

describe("an order that is closed short", () => {
  const order = (paymentMethod: Order["paymentMethod"], charged: Order["charged"] = bdt(100)) => ({
    ...{ quantity: 3, paymentMethod, charged, state: "delivered" as const },
  });

  it("has its credit back at once, owes by hand what Telegram and people took, and holds no money of the others", () => {
    const shares = PAYMENT_METHODS.map((method) => [
      method,
      shareWay(method),
      shortfallOf(order(method), 2, 7),
    ]);
    expect(shares).toEqual([
      ["agency_balance", "none", { missing: 1, share: null, returnedAtMs: null }],
      ["credit", "account", { missing: 1, share: bdt(34), returnedAtMs: 7 }],
      ["manual", "hand", { missing: 1, share: bdt(34), returnedAtMs: null }],
      ["telegram", "hand", { missing: 1, share: bdt(34), returnedAtMs: null }],
      ["supplier_page", "none", { missing: 1, share: null, returnedAtMs: null }],
    ]);
  });

  it("owes nothing where nothing was charged", () => {
    expect(shortfallOf(order("manual", bdt(0)), 1, 7).share).toBeNull();
    expect(shortfallOf(order("manual", null), 1, 7).share).toBeNull();
  });

  it("owes by hand until it is handed back, or until nothing is to go back", () => {
    const closed = { ...order("manual"), shortfall: shortfallOf(order("manual"), 2, 7) };
    expect([isOwedByHand(closed), isClosedShort(closed), returnedOf(closed)]).toEqual([true, true, bdt(34)]);
    const handed = { ...closed, shortfall: { ...closed.shortfall, returnedAtMs: 9 } };
    expect([isOwedByHand(handed), returnedOf(handed)]).toEqual([false, bdt(34)]);
    const whole = { ...closed, shortfall: { missing: 0, share: null, returnedAtMs: null } };
    expect([isOwedByHand(whole), isClosedShort(whole)]).toEqual([false, false]);
    expect(isOwedByHand(order("manual"))).toBe(false);
    expect(isOwedByHand({ ...order("manual"), state: "refunding" })).toBe(true);
    expect(isOwedByHand({ ...order("telegram"), state: "refunding" })).toBe(false);
  });
});
