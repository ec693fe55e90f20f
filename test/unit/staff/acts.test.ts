import { expect, it } from "vitest";
import { createStaffActs, isReadable } from "../../../src/services/index.ts";
import { DAY, HOUR, openDesk } from "../../chaos/support/order-desk.ts";

const NADIA = { staffId: 11, reason: null };

async function openActs() {
  const desk = await openDesk({ itt: { issueBeforePayment: true } });
  const { orders, esims, jobs, outbox, notes, audit, staffDesk } = desk.storage;
  const clock = { now: desk.clockMs };
  const acts = createStaffActs({ orders, esims, jobs, outbox, notes, audit, clock, wake: () => undefined });
  const id = await desk.accept(1, "supplier_page");
  await desk.pass(0);
  const payLate = async () => desk.itt.control.markPaid((await desk.order(id)).bookingId ?? "");
  const nextLookMs = () => staffDesk.nextLookMs(id);
  return { desk, acts, id, payLate, nextLookMs };
}

it("reads an order that its customer pays on the supplier's page, which is looked at by itself too", async () => {
  const { desk, acts, id, payLate, nextLookMs } = await openActs();
  expect((await desk.order(id)).state).toBe("awaiting_supplier");
  expect(await nextLookMs()).toBeGreaterThan(desk.clockMs());
  await payLate();
  expect(await acts.readNow(id, NADIA)).toBe(true);
  await desk.pass(0);
  expect((await desk.order(id)).state).toBe("issued");
});

it("reads one that ended unpaid on the supplier's page, also when nobody looks any more", async () => {
  const { desk, acts, id, nextLookMs } = await openActs();
  await desk.pass(4 * DAY);
  expect((await desk.order(id)).state).toBe("expired");
  expect(await nextLookMs()).toBeNull();
  const reads = desk.readTimes().length;
  expect(await acts.readNow(id, NADIA)).toBe(true);
  await desk.pass(0);
  expect(desk.readTimes()).toHaveLength(reads + 1);
});

it("offers a read of what was refused once the first day is over, and none of what never left", async () => {
  const { desk, id } = await openActs();
  const order = await desk.order(id);
  const sentAtMs = order.sentAtMs ?? 0;
  const refused = { ...order, state: "failed", explicitRefusal: true } as const;
  expect(isReadable(refused, sentAtMs + HOUR)).toBe(false);
  expect(isReadable(refused, sentAtMs + DAY)).toBe(true);
  expect(isReadable({ ...refused, explicitRefusal: false }, sentAtMs + DAY)).toBe(false);
  expect(isReadable({ ...order, state: "expired", paymentMethod: "manual" }, sentAtMs + DAY)).toBe(false);
});

it("writes down that nothing was sent again of an order whose customer was forgotten", async () => {
  const { desk, acts, id } = await openActs();
  await desk.pass(4 * DAY);
  const { customerId } = await desk.order(id);
  await desk.storage.personalData.erase(customerId, -5_000_000_001, ["sending"], desk.clockMs());
  expect(await acts.resend(id, "key", NADIA)).toBe(0);
  expect(await desk.storage.audit.list({ orderId: id }, 1)).toMatchObject([
    { staffId: 11, action: "resend", outcome: "nothing sent: the customer was forgotten" },
  ]);
});
