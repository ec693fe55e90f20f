import { describe, expect, it } from "vitest";
import { openBraking } from "../../../chaos/support/braking.ts";
import { DAY, HOUR, MINUTE, openDesk, SECOND } from "../../../chaos/support/order-desk.ts";

const onPost = { operation: "create-booking" } as const;
const PAID = { paymentStatusAfterBalance: "paid" } as const;

it("tells once of orders whose outcome is not known, and once when none is left", async () => {
  const desk = await openDesk({ itt: { ...PAID, commitLagMs: 20 * MINUTE } });
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "resetAfterCommit", ...onPost });
  await desk.pass(4 * MINUTE);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual([]);
  await desk.pass(5 * MINUTE);
  await desk.incidentWatch.run();
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["unknown-orders opened"]);
  await desk.pass(30 * MINUTE);
  await desk.storage.orders.transition({
    orderId: id,
    from: ["issued"],
    to: "delivered",
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["unknown-orders opened", "unknown-orders closed"]);
});

it("tells of each order that becomes unknown while the alarm is open, once, and of none twice", async () => {
  const desk = await openDesk({ itt: { ...PAID, commitLagMs: 5 * HOUR } });
  desk.itt.control.addFault({ kind: "resetAfterCommit", times: 2, ...onPost });
  await desk.accept();
  await desk.pass(6 * MINUTE);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["unknown-orders opened"]);
  await desk.accept();
  await desk.pass(6 * MINUTE);
  await desk.incidentWatch.run();
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["unknown-orders opened", "unknown-orders opened"]);
});

it("tells that the balance is too low, until an order goes through", async () => {
  const desk = await openDesk({ itt: PAID });
  desk.itt.control.addFault({ kind: "insufficientBalance", ...onPost });
  await desk.accept();
  await desk.pass(0);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["agency-balance opened"]);
  await desk.pass(SECOND);
  await desk.accept();
  await desk.pass(0);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["agency-balance opened", "agency-balance closed"]);
});

it("does not take what happens to a refused order later for another refusal", async () => {
  const desk = await openDesk({ itt: PAID });
  desk.itt.control.addFault({ kind: "insufficientBalance", ...onPost });
  const id = await desk.accept();
  await desk.pass(0);
  await desk.incidentWatch.run();
  await desk.pass(SECOND);
  await desk.accept();
  await desk.pass(0);
  await desk.incidentWatch.run();
  await desk.pass(HOUR);
  const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
  await desk.storage.orders.transition({ ...move, from: ["failed"], to: "failed" });
  await desk.storage.orders.transition({ ...move, from: ["failed"], to: "refunding" });
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["agency-balance opened", "agency-balance closed", "undelivered opened"]);
});

it("is not called off by what another process heard before, and writes nothing while nothing changes", async () => {
  const desk = await openDesk({ client: { apiKey: "another-key" } });
  await desk.askSupplier();
  await desk.incidentWatch.run();
  const writes: string[] = [];
  const { incidents } = desk.storage;
  const counted: typeof incidents = {
    ...incidents,
    open: (kind, ...args) => (writes.push(kind), incidents.open(kind, ...args)),
    close: (kind, ...args) => (writes.push(kind), incidents.close(kind, ...args)),
  };
  const ours = { supplier: desk.supplier, logger: desk.logger, clock: { now: desk.clockMs } };
  const watchOf = (lastAnswerMs: number) =>
    openBraking({
      ...ours,
      storage: { ...desk.storage, incidents: counted },
      wake: () => undefined,
      health: { state: () => "answers", lastCallMs: desk.clockMs, lastAnswerMs: () => lastAnswerMs },
    }).incidentWatch;
  await watchOf(desk.clockMs() - SECOND).run();
  // The brakes look after the disk's alarm themselves.
  expect([desk.alarmed(), writes]).toEqual([["credentials opened"], ["brake-disk"]]);
  await watchOf(desk.clockMs() + SECOND).run();
  expect([desk.alarmed(), writes]).toEqual([
    ["credentials opened", "credentials closed"],
    ["brake-disk", "credentials", "brake-disk"],
  ]);
});

it("tells that the supplier does not answer, asks by itself, and tells when it does", async () => {
  let isDown = true;
  const desk = await openDesk({
    around: (client) => ({
      compatibleDevices: () =>
        isDown
          ? Promise.resolve({
              ok: false,
              failure: { kind: "unavailable", operation: "compatibleDevices", detail: "down" },
            })
          : client.compatibleDevices(),
    }),
  });
  const ask = async () => {
    desk.sleep(31 * SECOND);
    await desk.askSupplier();
    await desk.incidentWatch.run();
  };
  for (let count = 0; count < 4; count += 1) await ask();
  expect(desk.alarmed()).toEqual(["supplier-down opened"]);
  isDown = false;
  desk.sleep(31 * SECOND);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["supplier-down opened", "supplier-down closed"]);
});

it("tells that the supplier does not accept the key", async () => {
  const desk = await openDesk({ client: { apiKey: "another-key" } });
  await desk.askSupplier();
  await desk.incidentWatch.run();
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["credentials opened"]);
});

it("tells of an eSIM that is booked and not in the chat, until it is", async () => {
  const desk = await openDesk({ itt: PAID });
  const id = await desk.accept();
  await desk.pass(6 * MINUTE);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["undelivered opened"]);
  const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
  await desk.storage.orders.transition({ ...move, from: ["issued"], to: "delivered" });
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["undelivered opened", "undelivered closed"]);
});

it("tells once of bookings that the supplier calls unpaid near its deadline, and that it has passed", async () => {
  const desk = await openDesk({ itt: { balanceHoldMs: 10 * HOUR } });
  await desk.accept();
  await desk.accept();
  await desk.pass(7 * HOUR);
  expect(desk.alarmed()).toEqual([]);
  await desk.pass(2 * HOUR);
  expect(desk.alarmed()).toEqual(["payment-pending opened"]);
  await desk.pass(2 * HOUR);
  expect(desk.alarmed()).toEqual(["payment-pending opened", "payment-pending past"]);
  await desk.pass(2 * DAY);
  expect(desk.alarmed()).toEqual(["payment-pending opened", "payment-pending past"]);
  expect(await desk.storage.incidents.listOpen()).toEqual([]);
});

describe("a booking that the supplier calls unpaid", () => {
  const open = async () => {
    const desk = await openDesk({ itt: { balanceHoldMs: 10 * HOUR } });
    const ids = [await desk.accept(), await desk.accept()] as const;
    await desk.pass(0);
    let answer: "real" | "cancelled" | "none" | "paid" | "silent" = "real";
    const { autoCancel } = openBraking({
      ...{ storage: desk.storage, logger: desk.logger, clock: { now: desk.clockMs }, wake: () => undefined },
      health: { state: () => undefined, lastCallMs: desk.clockMs, lastAnswerMs: desk.clockMs },
      supplier: {
        ...desk.supplier,
        async readBooking(trackingId, bookingId) {
          const reading = await desk.supplier.readBooking(trackingId, bookingId);
          if (reading.found !== "booking" || answer === "none") return { found: "none" };
          if (answer === "real") return reading;
          if (answer === "paid" || answer === "silent")
            return {
              found: "booking",
              booking: { ...reading.booking, paymentStatus: answer === "paid" ? "paid" : null },
            };
          return { found: "booking", booking: { ...reading.booking, bookingStatus: "cancelled" } };
        },
      },
    });
    return { desk, ids, autoCancel, answers: (as: typeof answer) => (answer = as) };
  };

  it("is told of by itself when it was cancelled, and stands for no later one", async () => {
    const { desk, ids, autoCancel, answers } = await open();
    desk.sleep(8.5 * HOUR);
    for (const id of ids) await autoCancel.run(id, 1);
    expect(desk.alarmed()).toEqual(["payment-pending opened"]);
    desk.sleep(2 * HOUR);
    answers("cancelled");
    for (const id of ids) expect(await autoCancel.run(id, 9)).toEqual({ done: true });
    expect(desk.alarmed()).toEqual([
      "payment-pending opened",
      "payment-pending cancelled",
      "payment-pending cancelled",
    ]);
    for (const id of ids) await autoCancel.run(id, 9);
    expect(desk.alarmed()).toHaveLength(3);
    expect(await desk.storage.incidents.listOpen()).toEqual([]);
  });

  it("is called all clear by a read that shows it paid, and by nothing else", async () => {
    const { desk, ids, autoCancel, answers } = await open();
    desk.sleep(8.5 * HOUR);
    await autoCancel.run(ids[0], 1);
    desk.sleep(2 * HOUR);
    expect(await autoCancel.run(ids[0], 9)).toHaveProperty("again");
    answers("silent");
    expect(await autoCancel.run(ids[0], 10)).toHaveProperty("again");
    expect(desk.alarmed()).toEqual(["payment-pending opened", "payment-pending past"]);
    answers("paid");
    expect(await autoCancel.run(ids[0], 11)).toEqual({ done: true });
    expect(desk.alarmed()).toEqual([
      "payment-pending opened",
      "payment-pending past",
      "payment-pending closed",
    ]);
  });

  it("is looked for until a day after its deadline when it is not found", async () => {
    const { desk, ids, autoCancel, answers } = await open();
    answers("none");
    let looks = 0;
    desk.sleep(8 * HOUR);
    for (let isOver = false; !isOver && looks < 500; looks += 1) {
      isOver = "done" in (await autoCancel.run(ids[0], looks + 1));
      desk.sleep(15 * MINUTE);
    }
    expect(looks).toBe((26 * HOUR) / (15 * MINUTE) + 1);
    expect(desk.alarmed()).toEqual(["payment-pending gone"]);
    expect(await desk.storage.incidents.listOpen()).toEqual([]);
  });
});

it("tells of an order whose answers bear another order's eSIM", async () => {
  const desk = await openDesk({ itt: PAID });
  await desk.accept();
  await desk.pass(0);
  await desk.accept();
  desk.itt.control.addFault({ kind: "duplicateIccid", from: "others", ...onPost });
  await desk.pass(SECOND);
  await desk.incidentWatch.run();
  expect(desk.alarmed()).toEqual(["contradiction opened"]);
});
