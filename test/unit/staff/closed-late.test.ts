import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../chaos/support/order-desk.ts";
import { settlingOf } from "./settling.ts";
import { NADIA, openShort } from "./short-desk.ts";

describe("eSIMs that come after an order was closed short", () => {
  it("are delivered within the week of daily reads, with one alarm that the money may have gone back as well", async () => {
    const { desk, id, order, came, close, deliver, complete, ledger } = await openShort({ method: "credit" });
    await deliver();
    await close();
    await desk.pass(5 * DAY);
    const books = await ledger();
    complete();
    await desk.pass(DAY);
    expect(await came()).toBe(3);
    expect(desk.told(id).filter((kind) => kind === "esim")).toHaveLength(3);
    expect(await order()).toMatchObject({ state: "delivered", shortfall: { missing: 0 } });
    expect((await order()).shortfall?.share).not.toBeNull();
    expect(await ledger()).toEqual(books);
    for (const _ of [1, 2]) await desk.incidentWatch.run();
    expect(desk.alarmed().filter((each) => each.startsWith("late-find"))).toEqual(["late-find opened"]);
    const reads = desk.readTimes().length;
    await desk.pass(9 * DAY);
    expect(desk.readTimes()).toHaveLength(reads);
  });

  it("are read for no longer than a week, though staff may have them read at any time", async () => {
    const { desk, order, came, close, deliver, complete, settlement } = await openShort();
    await desk.pass(20 * DAY);
    await deliver();
    await close();
    const closedAtMs = desk.now();
    await desk.pass(30 * DAY);
    const after = desk.readTimes().filter((ms) => ms > closedAtMs);
    expect(after.length).toBeGreaterThanOrEqual(7);
    expect(Math.max(...after) - closedAtMs).toBeLessThanOrEqual(8 * DAY + MINUTE);
    complete();
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("issued");
    expect(await came()).toBe(3);
  });

  it("leave nothing to hand back where the money had not gone yet", async () => {
    const { desk, id, order, close, complete, posts, ledger } = await openShort({ method: "manual" });
    await close();
    await desk.pass(SECOND);
    expect(posts()).toBe(1);
    const books = await ledger();
    complete();
    await desk.pass(DAY + HOUR);
    expect((await order()).shortfall).toEqual({ missing: 0, share: null, returnedAtMs: null });
    expect(await desk.refunds.markHandedBack(id, 11)).toBe(false);
    expect(await ledger()).toEqual(books);
    await desk.incidentWatch.run();
    expect(desk.alarmed()).toContain("late-find opened");
    const told = posts();
    await desk.pass(5 * DAY);
    expect(posts()).toBe(told);
  });

  it("never reach another customer where they are another order's", async () => {
    const { desk, id, order, close, came } = await openShort();
    const others = await desk.accept();
    await desk.pass(0);
    const [foreign] = await desk.storage.esims.listOfOrder(others);
    await close();
    const { supplier, ...rest } = desk;
    const { settlement } = settlingOf(
      {
        ...rest,
        supplier: {
          ...supplier,
          async readBooking(trackingId, bookingId) {
            const reading = await supplier.readBooking(trackingId, bookingId);
            if (reading.found !== "booking" || !foreign) return reading;
            return {
              found: "booking",
              booking: { ...reading.booking, esims: [...reading.booking.esims, foreign] },
            };
          },
        },
      },
      [11, 12],
    );
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("contradiction");
    expect(await came()).toBe(2);
    expect(desk.told(id).filter((kind) => kind === "esim")).toHaveLength(2);
  });
});
