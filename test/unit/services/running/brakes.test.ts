import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, openDesk, SECOND } from "../../../chaos/support/order-desk.ts";

const LOST = { kind: "resetBeforeCommit", operation: "create-booking" } as const;
/** A supplier that calls what the agency's balance paid "paid". */
const PAID = { itt: { paymentStatusAfterBalance: "paid" } } as const;
const MANUAL = { paymentMethod: "manual" } as const;

/** What one order of the desk costs the agency, in minor units of BDT. */
async function priceOf(desk: Awaited<ReturnType<typeof openDesk>>, id: string): Promise<number> {
  return (await desk.order(id)).package.price.total.minor;
}

/** Gives the order what a quote would have told: purchase and charge. */
async function priced(desk: Awaited<ReturnType<typeof openDesk>>, id: string): Promise<string> {
  const { package: plan } = await desk.order(id);
  const price = plan.price.total;
  await desk.storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "accepted",
    patch: { purchase: price, sell: price, charged: price },
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  return id;
}

/** The same order, as if its customer had paid by hand. */
async function paid(desk: Awaited<ReturnType<typeof openDesk>>, id: string): Promise<string> {
  const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
  await desk.storage.orders.transition({
    ...move,
    from: ["accepted"],
    to: "awaiting_payment",
    patch: MANUAL,
  });
  await desk.storage.orders.transition({
    ...move,
    from: ["awaiting_payment"],
    to: "paid",
    patch: { paidAtMs: desk.clockMs() },
  });
  return id;
}

async function loseThree(desk: Awaited<ReturnType<typeof openDesk>>): Promise<void> {
  desk.itt.control.addFault({ ...LOST, times: 3 });
  for (let count = 0; count < 3; count += 1) {
    await desk.accept();
    await desk.pass(0);
  }
}

describe("three unknown outcomes within ten minutes", () => {
  it("are not three orders of which fewer eSIMs came than were bought", async () => {
    const desk = await openDesk(PAID);
    desk.itt.control.addFault({ kind: "shortIssue", operation: "create-booking", times: 3 });
    for (let count = 0; count < 3; count += 1) {
      const id = await desk.accept(2);
      await desk.pass(0);
      expect((await desk.order(id)).state).toBe("unknown");
    }
    expect(await desk.brakes.holding()).toBeUndefined();
  });

  it("stop all sending until an admin releases it, and staff hear once", async () => {
    const desk = await openDesk(PAID);
    await loseThree(desk);
    const posts = desk.postCount();
    const held = await desk.accept();
    await desk.pass(0);
    expect(await desk.order(held)).toMatchObject({ state: "failed", failure: "shop_closed", attempts: 0 });
    expect(desk.told(held)).toEqual(["order-failed"]);
    await desk.pass(HOUR);
    const later = await desk.accept();
    await desk.pass(0);
    expect((await desk.order(later)).state).toBe("failed");
    expect(desk.postCount()).toBe(posts);
    expect(desk.alarmed()).toEqual(["brake-unknowns opened"]);

    expect(await desk.brakes.release("unknowns")).toBe(true);
    expect(await desk.brakes.release("unknowns")).toBe(false);
    const sold = await desk.accept();
    await desk.pass(0);
    expect((await desk.order(sold)).state).toBe("issued");
    expect(desk.alarmed()).toEqual(["brake-unknowns opened", "brake-unknowns closed"]);
  });

  it("are seen by a look that stops nothing and alarms nobody", async () => {
    const desk = await openDesk();
    expect(await desk.brakes.isOn()).toBe(false);
    await loseThree(desk);
    const before = desk.alarmed();
    expect(await desk.brakes.isOn()).toBe(true);
    expect(await desk.storage.brakes.held()).toEqual([]);
    expect(desk.alarmed()).toEqual(before);
    expect(await desk.checkout.isTakingOrders()).toBe(false);
    await desk.brakes.holding();
    expect(await desk.brakes.isOn()).toBe(true);
    desk.sleep(SECOND);
    await desk.brakes.release("unknowns");
    expect(await desk.checkout.isTakingOrders()).toBe(true);
    desk.changePolicy({ isBookingEnabled: false });
    expect(await desk.checkout.isTakingOrders()).toBe(false);
  });

  it("do not count from before the release", async () => {
    const desk = await openDesk();
    await loseThree(desk);
    expect(await desk.brakes.holding()).toBe("unknowns");
    desk.sleep(SECOND);
    await desk.brakes.release("unknowns");
    expect(await desk.brakes.holding()).toBeUndefined();
  });

  it("stop an order on its way, though they came after its first look at the brake", async () => {
    const desk: Awaited<ReturnType<typeof openDesk>> = await openDesk({
      ...PAID,
      around: (client) => ({
        async updateCustomer(...details) {
          await desk.storage.brakes.apply("unknowns", desk.clockMs());
          return client.updateCustomer(...details);
        },
      }),
    });
    const id = await desk.accept();
    await desk.fulfilment.fulfil(id);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "shop_closed", attempts: 0 });
    expect(desk.postCount()).toBe(0);
  });

  it("keep a paid order, tell its customer once, and send it after the release", async () => {
    const desk = await openDesk();
    await loseThree(desk);
    const id = await paid(desk, await desk.accept());
    await desk.pass(40 * MINUTE);
    expect(await desk.order(id)).toMatchObject({ state: "paid", attempts: 0 });
    expect(desk.told(id)).toEqual(["order-kept"]);
    await desk.brakes.release("unknowns");
    await desk.pass(MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
  });

  it("are no brake when they are spread over more than ten minutes", async () => {
    const desk = await openDesk();
    desk.itt.control.addFault({ ...LOST, times: 3 });
    for (let count = 0; count < 3; count += 1) {
      await desk.accept();
      await desk.pass(5 * MINUTE + SECOND);
    }
    expect(await desk.brakes.holding()).toBeUndefined();
  });
});

it("does not stop for orders that were cut off because our own process ended, and reads on about them", async () => {
  const desk = await openDesk(PAID);
  for (let count = 0; count < 4; count += 1) {
    const id = await desk.accept();
    await desk.storage.orders.transition({
      orderId: id,
      from: ["accepted"],
      to: "sending",
      patch: { sentAtMs: desk.clockMs(), leaseUntilMs: desk.clockMs() + SECOND },
      detail: "by a process that ends here",
      nowMs: desk.clockMs(),
    });
    desk.sleep(2 * SECOND);
    await desk.reconciliation.sweep();
    expect((await desk.order(id)).state).toBe("unknown");
  }
  expect(await desk.brakes.holding()).toBeUndefined();
});

describe("the day's spending limit", () => {
  it("ends the order that would pass it, unsent, and counts only the shop's own day", async () => {
    const probe = await openDesk();
    const price = await priceOf(probe, await probe.accept());
    const desk = await openDesk({ ...PAID, dailySpendLimits: [{ minor: price * 2, currency: "BDT" }] });
    for (let count = 0; count < 2; count += 1) await priced(desk, await desk.accept());
    await desk.pass(0);
    const third = await priced(desk, await desk.accept());
    await desk.pass(0);
    expect(await desk.order(third)).toMatchObject({ state: "failed", failure: "shop_closed", attempts: 0 });
    expect(desk.postCount()).toBe(2);
    expect(desk.alarmed()).toEqual(["brake-spend opened"]);

    await desk.pass(DAY);
    for (const { id } of await desk.storage.orders.listInStates(["issued"], 9))
      await desk.storage.orders.transition({
        orderId: id,
        from: ["issued"],
        to: "delivered",
        detail: "by the test",
        nowMs: desk.clockMs(),
      });
    await desk.incidentWatch.run();
    expect(desk.alarmed()).toEqual(["brake-spend opened", "brake-spend closed"]);
    const next = await priced(desk, await desk.accept());
    await desk.pass(0);
    expect((await desk.order(next)).state).toBe("issued");
  });

  it("cannot be passed by two orders at once", async () => {
    const probe = await openDesk();
    const price = await priceOf(probe, await probe.accept());
    const desk = await openDesk({ dailySpendLimits: [{ minor: price, currency: "BDT" }] });
    const ids = [await priced(desk, await desk.accept()), await priced(desk, await desk.accept())];
    await Promise.all(ids.map((id) => desk.fulfilment.fulfil(id)));
    const states = await Promise.all(ids.map(async (id) => (await desk.order(id)).state));
    expect([...states].sort()).toEqual(["failed", "issued"]);
    expect(desk.postCount()).toBe(1);
  });

  it("keeps a paid order for the next day", async () => {
    const desk = await openDesk({ dailySpendLimits: [{ minor: 1, currency: "BDT" }] });
    const id = await paid(desk, await priced(desk, await desk.accept()));
    await desk.pass(MINUTE);
    expect(await desk.order(id)).toMatchObject({ state: "paid", attempts: 0 });
    expect(desk.told(id)).toEqual(["order-kept"]);
  });
});

it("tells beforehand which brake would keep a paid order, and looks at the day's limit without spending", async () => {
  let freeBytes = 20 * 1024 ** 3;
  const diskSpace = async () => ({ freeBytes, totalBytes: 40 * 1024 ** 3 });
  const probe = await openDesk();
  const price = await priceOf(probe, await probe.accept());
  const desk = await openDesk({
    ...PAID,
    brakes: { diskSpace },
    dailySpendLimits: [{ minor: price, currency: "BDT" }],
  });
  const id = await priced(desk, await desk.accept());
  expect(await desk.brakes.keeping(id)).toBeUndefined();
  const other = await priced(desk, await desk.accept());
  await desk.fulfilment.fulfil(other);
  expect((await desk.order(other)).state).toBe("issued");
  expect(await desk.brakes.keeping(id)).toBe("spend");
  expect(desk.alarmed()).toEqual([]);
  freeBytes = 1;
  expect(await desk.brakes.keeping(id)).toBe("disk");
  await desk.storage.brakes.apply("restored", desk.clockMs());
  expect(await desk.brakes.keeping(id)).toBe("restored");
});

it("sells nothing while the disk is nearly full, and again by itself once there is room", async () => {
  let freeBytes = 199 * 1024 * 1024;
  const diskSpace = async () => ({ freeBytes, totalBytes: 40 * 1024 ** 3 });
  const desk = await openDesk({ brakes: { diskSpace } });
  const refused = await desk.accept();
  await desk.pass(0);
  expect(await desk.order(refused)).toMatchObject({ state: "failed", failure: "shop_closed", attempts: 0 });
  freeBytes = 20 * 1024 ** 3;
  const sold = await desk.accept();
  await desk.pass(0);
  expect((await desk.order(sold)).state).toBe("issued");
  expect(desk.alarmed()).toEqual(["brake-disk opened", "brake-disk closed"]);
});
