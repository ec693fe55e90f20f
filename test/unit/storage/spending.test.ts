import { expect, it } from "vitest";
import type { OrderState } from "../../../src/domain/order.ts";
import { SpendLimitReached } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { openNew, orderIn, T0 } from "./fixtures.ts";

const PRICE = 48_941;
const DAY_STARTED_MS = T0 - 1;

/** The way to a state, and what a purchase of `PRICE` looks like there. */
const WAYS: Readonly<Partial<Record<OrderState, readonly OrderState[]>>> = {
  accepted: ["accepted"],
  awaiting_payment: ["accepted", "awaiting_payment"],
  paid: ["accepted", "awaiting_payment", "paid"],
  sending: ["accepted", "sending"],
  unknown: ["accepted", "sending", "unknown"],
  staff: ["accepted", "sending", "unknown", "staff"],
  issued: ["accepted", "sending", "issued"],
  delivered: ["accepted", "sending", "issued", "delivered"],
  failed: ["accepted", "sending", "failed"],
  void: ["accepted", "sending", "unknown", "void"],
};

async function bought(storage: Storage, customerId: number, states: readonly OrderState[], sentAtMs = T0) {
  const { id } = await orderIn(storage, "ready", { customerId });
  const price = { minor: PRICE, currency: "BDT" };
  let from: OrderState = "ready";
  for (const to of states) {
    const patch = to === "sending" ? { sentAtMs } : to === "accepted" ? { purchase: price, sell: price } : {};
    await storage.orders.transition({ orderId: id, from: [from], to, patch, detail: "step", nowMs: T0 });
    from = to;
  }
  return id;
}

/** Whether one more purchase of `PRICE` may move so, on a day whose limit is one. */
async function mayMove(
  storage: Storage,
  from: OrderState,
  to: OrderState,
  minor = 2 * PRICE - 1,
): Promise<boolean> {
  const id = await bought(storage, 9_999, WAYS[from] ?? []);
  const price = { minor: PRICE, currency: "BDT" };
  try {
    return await storage.orders.transition({
      ...{ orderId: id, from: [from], to, detail: "the move", nowMs: T0 },
      patch: { purchase: price, sell: price },
      withinSpend: [{ currency: "BDT", minor, sinceMs: DAY_STARTED_MS }],
    });
  } catch (error) {
    if (error instanceof SpendLimitReached) return false;
    throw error;
  }
}

it.each([
  ["accepted", true, false],
  ["awaiting_payment", true, true],
  ["paid", true, false],
  ["sending", false, false],
  ["unknown", false, false],
  ["staff", false, false],
  ["issued", false, false],
  ["delivered", false, false],
  ["failed", true, true],
  ["void", true, true],
] as const)(
  "one purchase that is %s leaves room for another: sent %s, confirmed %s",
  async (state, sent, taken) => {
    const storage = await openNew();
    await bought(storage, 1, WAYS[state] ?? []);
    expect(await mayMove(storage, "accepted", "sending")).toBe(sent);
    const other = await openNew();
    await bought(other, 1, WAYS[state] ?? []);
    expect(await mayMove(other, "ready", "accepted")).toBe(taken);
    expect(await mayMove(other, "accepted", "awaiting_payment", 2 * PRICE)).toBe(true);
  },
);

it("counts from the day's first moment on", async () => {
  const storage = await openNew();
  await bought(storage, 1, ["accepted", "sending"], DAY_STARTED_MS - 1);
  expect(await mayMove(storage, "accepted", "sending")).toBe(true);
  await bought(storage, 2, ["accepted", "sending"], DAY_STARTED_MS);
  expect(await mayMove(storage, "accepted", "sending")).toBe(false);
});
