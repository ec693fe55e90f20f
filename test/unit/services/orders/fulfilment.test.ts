import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { createIttSupplier } from "../../../../src/itt/index.ts";
import { MINUTE, openDesk, SECOND } from "../../../chaos/support/order-desk.ts";
import { waitUntil } from "../../../support/wait-until.ts";
import { recordingLogger, testConfig } from "../../itt/support/client.ts";

const onPost = { operation: "create-booking" } as const;

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

describe("the one POST", () => {
  it("leaves when `sending` and its one attempt are on disk, and not before", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    const seen: unknown[] = [];
    const look = () => {
      seen.push({ ...desk.onDisk(id), isBeating: desk.isBeating() });
      return true;
    };
    desk.itt.control.addFault({ kind: "delayMs", ms: 1, ...onPost }, look);
    await desk.pass(0);
    expect(seen).toEqual([{ state: "sending", attempts: 1, isBeating: true }]);
    expect(await desk.order(id)).toMatchObject({ state: "issued", attempts: 1, leaseUntilMs: null });
    expect(desk.told(id)).toEqual(["esim"]);
  });

  it("is made once, however often and however much at once the order is fulfilled", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    await Promise.all([desk.fulfilment.fulfil(id), desk.fulfilment.fulfil(id), desk.fulfilment.fulfil(id)]);
    await desk.fulfilment.fulfil(id);
    await desk.pass(MINUTE);
    expect(desk.postCount()).toBe(1);
    expect(desk.itt.control.ledger()).toHaveLength(1);
  });
});

describe("an order fails", () => {
  for (const [what, fault, failure] of [
    ["sold out", { kind: "soldOut" }, "sold_out"],
    ["an empty balance", { kind: "insufficientBalance" }, "agency_balance"],
    ["a listed code", { kind: "refused", code: 34, reason: "Error" }, "package_gone"],
    ["maintenance", { kind: "refused", reason: "Operator under maintenance" }, "supplier_unavailable"],
  ] as const)
    it(`on ${what}, once a read has found no booking`, async () => {
      const desk = await openDesk();
      const id = await desk.accept();
      desk.itt.control.addFault({ ...fault, ...onPost });
      await desk.pass(MINUTE);
      expect(await desk.order(id)).toMatchObject({ state: "failed", failure, attempts: 1 });
      expect(desk.told(id)).toEqual(["order-failed"]);
      expect(desk.readTimes()).toHaveLength(1);
      expect(desk.itt.control.ledger()).toEqual([]);
    });

  it("where the connection was never made", async () => {
    const config = testConfig(`http://127.0.0.1:${await closedPort()}`);
    const dead = createIttSupplier({ config, logger: recordingLogger(), clock: { now: Date.now } });
    const desk = await openDesk({
      around: () => ({ createBooking: dead.createBooking }),
    });
    const id = await desk.accept();
    await desk.pass(MINUTE);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "supplier_unavailable" });
    expect(desk.told(id)).toEqual(["order-failed"]);
    await dead.close();
  });

  it("with nothing sent when the price moved while the shop was down", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.itt.control.setPrice((await desk.order(id)).package.packageId, 99_999);
    desk.sleep(16 * MINUTE);
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "price_changed", attempts: 0 });
    expect(desk.postCount()).toBe(0);
  });

  it("with nothing sent when the supplier stays away for ten minutes", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.itt.control.addFault({ kind: "status500Before", operation: "update-customer", times: "always" });
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("accepted");
    await desk.pass(10 * SECOND);
    expect(await desk.order(id)).toMatchObject({
      state: "failed",
      failure: "supplier_unavailable",
      attempts: 0,
    });
    expect(desk.postCount()).toBe(0);
  });
});

describe("an order that was accepted before", () => {
  for (const [what, options, failure] of [
    ["booking was switched off", { policy: { isBookingEnabled: false } }, "shop_closed"],
    [
      "the agency stopped paying for the customer",
      { payments: { agencyBalanceCustomers: [] } },
      "not_offered",
    ],
  ] as const)
    it(`${what} fails with nothing sent`, async () => {
      const desk = await openDesk(options);
      const id = await desk.accept();
      await desk.pass(0);
      expect(await desk.order(id)).toMatchObject({ state: "failed", failure, attempts: 0 });
      expect(desk.told(id)).toEqual(["order-failed"]);
      expect(desk.postCount()).toBe(0);
    });

  it("a long downtime is not bought long after the tap", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.sleep(31 * MINUTE);
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "supplier_unavailable" });
    expect(desk.postCount()).toBe(0);
  });

  it("the supplier forgot the search is booked under a fresh one", async () => {
    const desk = await openDesk({ itt: { searchLifetimeMs: 10 * MINUTE } });
    const id = await desk.accept();
    desk.sleep(16 * MINUTE);
    await desk.pass(0);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.postCount()).toBe(1);
  });
});

it("books under a new offer at the same price after a short downtime", async () => {
  const desk = await openDesk();
  const id = await desk.accept();
  const before = (await desk.order(id)).quote?.bookingTrackingId;
  desk.sleep(16 * MINUTE);
  await desk.pass(0);
  const order = await desk.order(id);
  expect(order.state).toBe("issued");
  expect(order.quote?.bookingTrackingId).not.toBe(before);
  expect(desk.itt.control.bookings()[0]?.trackingId).toBe(order.quote?.bookingTrackingId);
});

describe("an order is unknown, never failed,", () => {
  for (const fault of [
    { kind: "resetBeforeCommit" },
    { kind: "resetAfterCommit" },
    { kind: "status500Before" },
    { kind: "status500After" },
    { kind: "status429" },
    { kind: "status400After", reason: "Insufficient balance" },
    { kind: "malformed" },
    { kind: "truncated" },
    { kind: "wrongId" },
    { kind: "missingLpa" },
    { kind: "hugeBody", bytes: 2 * 1024 * 1024 },
    { kind: "refused", reason: "Something else happened" },
  ] as const)
    it(`after ${fault.kind}${"reason" in fault ? ` (${fault.reason})` : ""}`, async () => {
      const desk = await openDesk();
      const id = await desk.accept();
      desk.itt.control.addFault({ ...fault, ...onPost });
      await desk.pass(0);
      const explicitRefusal = fault.kind === "refused";
      expect(await desk.order(id)).toMatchObject({ state: "unknown", attempts: 1, explicitRefusal });
      expect(desk.told(id)).toEqual(["order-unknown"]);
    });

  it("after a listed refusal while the booking cannot be read", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.itt.control.addFault({ kind: "soldOut", ...onPost });
    desk.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "unknown", explicitRefusal: true });
  });
});

it("keeps the lease until a refusal has been checked, so that no sweep takes the order away meanwhile", async () => {
  const desk = await openDesk();
  const id = await desk.accept();
  const beats: boolean[] = [];
  desk.itt.control.addFault({ kind: "soldOut", ...onPost });
  desk.itt.control.addFault({ kind: "delayMs", ms: 1, operation: "booking-details" }, () => {
    beats.push(desk.isBeating());
    return true;
  });
  await desk.pass(0);
  expect(beats).toEqual([true]);
  expect((await desk.order(id)).state).toBe("failed");
});

it("takes a complete answer that comes after the order was given up as unknown", async () => {
  const desk = await openDesk();
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "delayMs", ms: 300, ...onPost });
  const fulfilled = desk.fulfilment.fulfil(id);
  await waitUntil(() => desk.postCount() === 1, { what: "the POST" });
  desk.sleep(9 * SECOND);
  await desk.reconciliation.sweep();
  expect(desk.onDisk(id)).toEqual({ state: "unknown", attempts: 1 });
  await fulfilled;
  expect((await desk.order(id)).state).toBe("issued");
  expect(desk.told(id)).toEqual(["order-unknown", "esim"]);
  expect(desk.itt.control.ledger()).toHaveLength(1);
});

it("delivers what came when fewer came than were bought, and stays unknown for the rest", async () => {
  const desk = await openDesk();
  const id = await desk.accept(3);
  desk.itt.control.addFault({ kind: "shortIssue", count: 1, ...onPost });
  await desk.pass(0);
  expect((await desk.order(id)).state).toBe("unknown");
  expect(desk.told(id)).toEqual(["esim", "esim"]);
});

it("sends nobody an eSIM that was issued for another order", async () => {
  const desk = await openDesk();
  const first = await desk.accept();
  await desk.pass(0);
  const second = await desk.accept();
  desk.itt.control.addFault({ kind: "duplicateIccid", ...onPost });
  await desk.pass(0);
  expect(await desk.order(second)).toMatchObject({ state: "unknown", attempts: 1 });
  expect(desk.told(second)).toEqual(["order-unknown"]);
  expect(await desk.storage.esims.listOfOrder(second)).toEqual([]);
  expect(await desk.storage.esims.listOfOrder(first)).toHaveLength(1);
  expect(desk.log).toContainEqual(expect.objectContaining({ level: "error", event: "order.contradiction" }));
});
