import { expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import { createCheckoutJudge } from "../../../../src/services/payments/checkout-judge.ts";

const OWNER = 7;
const DUE = { minor: 270, currency: "XTR" };

/** One order with the nonce "n", which costs 270 Stars while `isDue`. */
function judgeOf(isDue: boolean, paymentMethod: Order["paymentMethod"] = "telegram") {
  const order = { paymentMethod } as Order;
  return createCheckoutJudge({
    collection: {
      amountDue: async (id, nonce) =>
        id === OWNER && nonce === "n" && isDue ? { order, amount: DUE } : undefined,
    },
    orders: { getByNonce: async (id, nonce) => (id === OWNER && nonce === "n" ? order : undefined) },
  });
}

it("agrees to exactly what the order costs", async () => {
  expect(await judgeOf(true)(OWNER, "n", DUE)).toBe("due");
});

it.each([
  ["fewer Stars", { minor: 269, currency: "XTR" }],
  ["more Stars", { minor: 271, currency: "XTR" }],
  ["another currency", { minor: 270, currency: "BDT" }],
])("declines %s", async (_what, amount) => {
  expect(await judgeOf(true)(OWNER, "n", amount)).toBe("changed");
});

it("declines an order that waits for no payment, or is paid in another way", async () => {
  expect(await judgeOf(false)(OWNER, "n", DUE)).toBe("over");
  expect(await judgeOf(true, "manual")(OWNER, "n", DUE)).toBe("changed");
});

it("declines a payer who is not the order's customer, and an invoice that is none of ours", async () => {
  expect(await judgeOf(true)(8, "n", DUE)).toBe("foreign");
  expect(await judgeOf(true)(OWNER, "other", DUE)).toBe("foreign");
});
