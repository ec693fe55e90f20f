import { expect } from "vitest";
import { canMove, type Order, type OrderState } from "../../../../src/domain/order.ts";
import { shortfallOf } from "../../../../src/domain/shortfall.ts";
import type { OrderEvent } from "../../../../src/services/ports/index.ts";

/** What is expected of an order at every moment, and of each path that it can have gone. */
export function expectLawful(order: Order, events: readonly OrderEvent[], posts: number): void {
  const story = events.map(({ from, to }) => `${String(from)}→${to}`).join(" ");
  expect(order.attempts, story).toBeLessThanOrEqual(1);
  expect(posts, story).toBeLessThanOrEqual(order.attempts);
  expect(events[0]?.from ?? null, story).toBeNull();
  expect(events.at(-1)?.to, story).toBe(order.state);
  let isUnknown = false;
  for (const [index, { from, to }] of events.entries()) {
    if (index > 0) expect(from, `${story}: the path has a gap`).toBe(events[index - 1]?.to);
    if (from !== null && from !== to) expect(canMove(from, to), `${story}: ${from} → ${to}`).toBe(true);
    isUnknown ||= to === "unknown";
    if (isUnknown) expect(to, `${story}: failed after unknown`).not.toBe("failed");
  }
  expect(events.filter(({ from, to }) => to === "sending" && from !== to).length, story).toBe(order.attempts);
}

/** What is expected of an order that staff closed short, and of any other, with the eSIMs that have come. */
export function expectTrue(order: Order, came: number): void {
  const { state, quantity, shortfall, charged } = order;
  const story = `${state}, ${came} of ${quantity} came, ${JSON.stringify(shortfall)}`;
  if (!shortfall) {
    if (state === "issued" || state === "delivered") expect(came, story).toBe(quantity);
    return;
  }
  expect(["issued", "delivered"], story).toContain(state);
  expect(came + shortfall.missing, story).toBe(quantity);
  expect(shortfall.share?.minor ?? 0, story).toBeLessThan(charged?.minor ?? 0);
  if (shortfall.missing > 0)
    expect(shortfall, story).toEqual({
      ...shortfallOf(order, came, 0),
      returnedAtMs: shortfall.returnedAtMs,
    });
}

/** An event that was written is never changed and never goes. */
export function expectAppended(before: readonly OrderEvent[], after: readonly OrderEvent[]): void {
  expect(after.slice(0, before.length)).toEqual(before);
}

const ENDS: readonly OrderState[] = [
  "delivered",
  "failed",
  "void",
  "cancelled",
  "expired",
  "refunded",
  "refunding",
];

/** What an order has come to once nothing more happens by itself. */
export interface End {
  readonly order: Order;
  readonly isBooked: boolean;
  /** What the ledger says of the order, minor units. */
  readonly ledgerMinor: number;
}

/** At the end everybody has the eSIM or the money. */
export function expectSettled({ order, isBooked, ledgerMinor }: End, events: readonly OrderEvent[]): void {
  const { state, paymentMethod: method } = order;
  const story = `${method}: ${events.map(({ to, detail }) => `${to} (${detail})`).join(", ")}`;
  if (state === "ready") return;
  expect(ENDS, story).toContain(state);
  expect(state === "delivered", `${story}; booked: ${String(isBooked)}`).toBe(isBooked);
  const isTaken = method === "credit" ? order.acceptedAtMs !== null : order.paidAtMs !== null;
  if (isTaken && state !== "delivered")
    // Only people hand back what people took: the order waits for them, and what is owed is no credit meanwhile.
    expect(method === "manual" ? ["refunding", "refunded"] : ["refunded"], story).toContain(state);
  const charged = order.charged?.minor ?? 0;
  const due =
    method === "credit" && state === "delivered" ? (order.shortfall?.share?.minor ?? 0) - charged : 0;
  expect(ledgerMinor, story).toBe(due);
}
