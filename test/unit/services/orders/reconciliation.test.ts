import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, openDesk, SECOND, type OrderDesk } from "../../../chaos/support/order-desk.ts";
import { anUnknownOrder, LOST, onPost } from "./unknown-order.ts";

const onRead = { operation: "booking-details" } as const;

const REFUSED = { kind: "refused", reason: "The operator said something new" } as const;

function alarms(desk: OrderDesk): readonly string[] {
  return desk.log.filter(({ level }) => level === "error").map(({ event }) => event);
}

describe("an order that a dead process was sending", () => {
  it("is left alone while its lease lasts, and unknown after it", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.itt.control.addFault({ kind: "delayMs", ms: 200, ...onPost });
    const fulfilled = desk.fulfilment.fulfil(id);
    await expect.poll(() => desk.postCount()).toBe(1);
    await desk.reconciliation.sweep();
    expect(desk.onDisk(id).state).toBe("sending");
    desk.sleep(8 * SECOND);
    await desk.reconciliation.sweep();
    expect(desk.onDisk(id).state).toBe("unknown");
    await fulfilled;
  });
});

describe("reading a booking whose answer was lost", () => {
  it("delivers what it finds, without a second POST", async () => {
    const { desk, id } = await anUnknownOrder({ kind: "resetAfterCommit" });
    await desk.pass(5 * SECOND);
    const [booking] = desk.itt.control.bookings();
    expect(await desk.order(id)).toMatchObject({
      state: "issued",
      bookingId: booking?.bookingId,
      attempts: 1,
    });
    expect(desk.told(id)).toEqual(["order-unknown", "esim"]);
    expect(desk.postCount()).toBe(1);
  });

  it("begins after five seconds, doubles its waits to five minutes, and is hourly after the first hour", async () => {
    const { desk } = await anUnknownOrder(LOST);
    await desk.pass(DAY - HOUR);
    const times = desk.readTimes();
    expect(times.slice(0, 7).map((ms) => ms / SECOND)).toEqual([5, 10, 20, 40, 80, 160, 320]);
    const waits = times.slice(1).map((ms, index) => ms - (times[index] ?? 0));
    const inFirstHour = times.filter((ms) => ms <= HOUR).length - 1;
    expect(Math.max(...waits.slice(0, inFirstHour))).toBeLessThanOrEqual(5 * MINUTE);
    expect(Math.max(...waits)).toBe(HOUR);
  });

  it("begins after five seconds too when the POST hung for a minute and a half", async () => {
    const desk = await openDesk({ client: { spendTimeoutMs: 300 } });
    const id = await desk.accept();
    desk.itt.control.addFault({ kind: "hang", ...onPost });
    const fulfilled = desk.fulfilment.fulfil(id);
    await expect.poll(() => desk.postCount()).toBe(1);
    // The job that looks after the order finds its lease renewed, again and again.
    for (let beat = 0; beat < 12; beat += 1) {
      desk.sleep(7.5 * SECOND);
      await desk.storage.orders.annotate(id, { leaseUntilMs: desk.clockMs() + 8 * SECOND }, desk.clockMs());
      await desk.pass(0);
    }
    await fulfilled;
    const lostAtMs = desk.now();
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(45 * SECOND);
    expect(desk.readTimes().map((ms) => (ms - lostAtMs) / SECOND)).toEqual([5, 10, 20, 40]);
  });

  it("never ends the order by itself where the supplier wants the booking id that nobody has", async () => {
    const { desk, id } = await anUnknownOrder(LOST, { itt: { detailsMode: "needs-booking-id" } });
    await desk.pass(3 * DAY);
    expect(await desk.order(id)).toMatchObject({ state: "staff", notFoundReads: 0 });
  });
});

describe("the second message", () => {
  it("comes within fifteen minutes, once", async () => {
    const { desk, id } = await anUnknownOrder(LOST);
    await desk.pass(9 * MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown"]);
    await desk.pass(6 * MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown"]);
    await desk.pass(2 * HOUR);
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown"]);
  });

  it("does not come on the heels of the first after a night without the shop", async () => {
    const desk = await openDesk({ client: { spendTimeoutMs: 100 } });
    const id = await desk.accept();
    await desk.storage.orders.transition({
      orderId: id,
      from: ["accepted"],
      to: "sending",
      patch: { sentAtMs: desk.clockMs(), leaseUntilMs: desk.clockMs() + 8 * SECOND },
      detail: "by a process that died",
      nowMs: desk.clockMs(),
      jobs: [{ kind: "reconcile", key: id, runAtMs: desk.clockMs() + 8 * SECOND }],
    });
    desk.sleep(8 * HOUR);
    await desk.pass(9 * MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown"]);
    await desk.pass(6 * MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown"]);
  });
});

describe("an explicit refusal", () => {
  it("is void after three authoritative not-founds over ten minutes, and the customer hears so", async () => {
    const { desk, id } = await anUnknownOrder(REFUSED);
    await desk.pass(10 * MINUTE);
    expect(await desk.order(id)).toMatchObject({ state: "unknown", explicitRefusal: true });
    expect(desk.readTimes().length).toBeGreaterThanOrEqual(3);
    await desk.pass(6 * MINUTE);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.told(id).at(-1)).toBe("order-void");
    expect(desk.postCount()).toBe(1);
  });

  it("is not void while the reads prove nothing, however many not-founds came before", async () => {
    const { desk, id } = await anUnknownOrder(REFUSED);
    await desk.pass(4 * MINUTE);
    expect((await desk.order(id)).notFoundReads).toBeGreaterThanOrEqual(3);
    desk.itt.control.addFault({ kind: "status500Before", ...onRead, times: "always" });
    await desk.pass(HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "unknown", notFoundReads: 0 });
    desk.itt.control.clearFaults();
    const clearedAtMs = desk.now();
    while ((await desk.order(id)).state === "unknown") await desk.pass(MINUTE);
    // The ten minutes are counted anew from the first not-found after the gap.
    const [first] = desk.readTimes().filter((ms) => ms > clearedAtMs);
    expect(desk.now() - (first ?? 0)).toBeGreaterThanOrEqual(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("void");
  });
});

describe("a lost answer", () => {
  it("is void after a day of only authoritative not-founds, not before", async () => {
    const { desk, id } = await anUnknownOrder(LOST);
    await desk.pass(DAY);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(2 * HOUR);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown", "order-void"]);
    expect(desk.postCount()).toBe(1);
  });

  it("is not void after a day in which the supplier could hardly be read", async () => {
    const { desk, id } = await anUnknownOrder(LOST);
    desk.itt.control.addFault({ kind: "status500Before", ...onRead, times: "always" });
    await desk.pass(DAY - 2 * HOUR);
    desk.itt.control.clearFaults();
    await desk.pass(12 * HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "unknown" });
    expect((await desk.order(id)).notFoundReads).toBeGreaterThan(3);
    await desk.pass(DAY);
    expect((await desk.order(id)).state).toBe("void");
  });
});

describe("an order settled as void", () => {
  it("is reopened with an alarm by a booking found within the week", async () => {
    const { desk, id } = await anUnknownOrder(
      { kind: "resetAfterCommit" },
      { itt: { commitLagMs: 4 * DAY } },
    );
    await desk.pass(2 * DAY);
    expect((await desk.order(id)).state).toBe("void");
    expect(alarms(desk)).not.toContain("order.found-after-void");
    await desk.pass(3 * DAY);
    expect((await desk.order(id)).state).toBe("issued");
    expect(alarms(desk)).toContain("order.found-after-void");
    expect(desk.told(id).at(-1)).toBe("esim");
    expect(desk.itt.control.ledger()).toHaveLength(1);
  });

  it("delivers what a late find has when it is not all", async () => {
    const { desk, id } = await anUnknownOrder(
      { kind: "resetAfterCommit" },
      { quantity: 2, itt: { commitLagMs: 3 * DAY } },
    );
    const [booking] = desk.itt.control.bookings();
    const hidden = booking?.eSims[1]?.iccid;
    expect(hidden).toBeDefined();
    desk.hideEsim(hidden ?? "");
    await desk.pass(4 * DAY);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.told(id).filter((kind) => kind === "esim")).toHaveLength(1);
    desk.hideEsim(null);
    await desk.pass(2 * HOUR);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).filter((kind) => kind === "esim")).toHaveLength(2);
  });

  it("is read daily for a week, and then no more", async () => {
    const { desk } = await anUnknownOrder(REFUSED);
    await desk.pass(30 * DAY);
    const times = desk.readTimes().filter((ms) => ms > DAY / 2);
    expect(times.length).toBeGreaterThanOrEqual(7);
    expect(times.length).toBeLessThanOrEqual(9);
    expect(Math.max(...times)).toBeLessThan(9 * DAY);
  });
});

describe("a booking that is there and not complete", () => {
  it("is waited for and delivered once the operator issues it", async () => {
    const { desk, id } = await anUnknownOrder({ kind: "missingLpa" });
    await desk.pass(20 * MINUTE);
    const [booking] = desk.itt.control.bookings();
    expect(await desk.order(id)).toMatchObject({ state: "unknown", bookingId: booking?.bookingId });
    desk.itt.control.completeBooking(booking?.bookingId ?? "");
    await desk.pass(5 * MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown", "esim"]);
  });

  it("gets the missing eSIM of several delivered, and none of them twice", async () => {
    const { desk, id } = await anUnknownOrder({ kind: "shortIssue" }, { quantity: 3 });
    await desk.pass(MINUTE);
    desk.itt.control.completeBooking(desk.itt.control.bookings()[0]?.bookingId ?? "");
    await desk.pass(5 * MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).toEqual(["esim", "esim", "esim"]);
    expect(await desk.storage.esims.listOfOrder(id)).toHaveLength(3);
    expect(desk.itt.control.ledger()).toHaveLength(1);
  });

  it("goes to staff, never void, when it is not found any more", async () => {
    const { desk, id } = await anUnknownOrder({ kind: "missingLpa" });
    await desk.pass(MINUTE);
    desk.itt.control.reset();
    await desk.pass(3 * DAY);
    expect((await desk.order(id)).state).toBe("staff");
    expect(alarms(desk)).toContain("order.staff");
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown", "order-still-unknown"]);
  });
});

it("hands a booking that bears another order's eSIM to staff, and delivers it once that is put right", async () => {
  const desk = await openDesk();
  await desk.accept();
  await desk.pass(0);
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "duplicateIccid", ...onPost });
  await desk.pass(HOUR);
  expect((await desk.order(id)).state).toBe("staff");
  expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown", "order-still-unknown"]);
  desk.itt.control.completeBooking(desk.itt.control.bookings()[1]?.bookingId ?? "");
  await desk.pass(2 * HOUR);
  expect((await desk.order(id)).state).toBe("issued");
  expect(desk.told(id).at(-1)).toBe("esim");
  expect(desk.postCount()).toBe(2);
});
