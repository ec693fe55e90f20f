import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, openDesk, SECOND, type OrderDesk } from "../../../chaos/support/order-desk.ts";

const onPost = { operation: "create-booking" } as const;
/** Bookings that reads show only after three days. */
const LATE = { paymentStatusAfterBalance: "paid", commitLagMs: 3 * DAY } as const;

/** An order that was booked, whose answer was lost. */
async function bookedAndLost(desk: OrderDesk): Promise<string> {
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "resetAfterCommit", ...onPost });
  await desk.pass(0);
  return id;
}

describe("an order that ended, and whose booking shows up later", () => {
  it("is delivered from void, with one alarm", async () => {
    const desk = await openDesk({ itt: LATE });
    const id = await bookedAndLost(desk);
    await desk.pass(DAY + 2 * HOUR);
    expect((await desk.order(id)).state).toBe("void");
    await desk.pass(2 * DAY);
    expect((await desk.order(id)).state).toBe("issued");
    await desk.incidentWatch.run();
    await desk.incidentWatch.run();
    expect(desk.alarmed().filter((each) => each.startsWith("late-find"))).toEqual(["late-find opened"]);
  });

  it("is delivered after its money went back, too", async () => {
    const desk = await openDesk({ itt: LATE });
    const id = await bookedAndLost(desk);
    await desk.pass(DAY + 2 * HOUR);
    const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
    await desk.storage.orders.transition({ ...move, from: ["void"], to: "refunding" });
    await desk.storage.orders.transition({ ...move, from: ["refunding"], to: "refunded" });
    await desk.pass(2 * DAY);
    expect((await desk.order(id)).state).toBe("issued");
    await desk.incidentWatch.run();
    expect(desk.alarmed()).toContain("late-find opened");
  });
});

it("tells once of an ended order whose booking shows up without its eSIM, and reads it for a week only", async () => {
  const desk = await openDesk({ itt: LATE });
  const id = await bookedAndLost(desk);
  desk.hideEsim(desk.itt.control.bookings()[0]?.eSims[0]?.iccid ?? null);
  await desk.pass(DAY + 2 * HOUR);
  expect((await desk.order(id)).state).toBe("void");
  await desk.pass(2 * DAY);
  await desk.incidentWatch.run();
  await desk.pass(30 * DAY);
  await desk.incidentWatch.run();
  expect(desk.alarmed().filter((each) => each.startsWith("late-find"))).toEqual(["late-find opened"]);
  expect((await desk.order(id)).state).toBe("void");
  expect(Math.max(...desk.readTimes())).toBeLessThanOrEqual(9 * DAY);
});

describe("an order that failed after a listed refusal", () => {
  it("is read again daily for a week", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    desk.itt.control.addFault({ kind: "soldOut", ...onPost });
    await desk.pass(0);
    expect((await desk.order(id)).state).toBe("failed");
    await desk.pass(20 * DAY);
    const days = desk.readTimes().map((ms) => Math.round(ms / DAY));
    expect(days.length).toBeGreaterThanOrEqual(7);
    expect(Math.max(...days)).toBeLessThanOrEqual(9);
    expect((await desk.order(id)).state).toBe("failed");
  });

  it("is delivered, with an alarm, when its booking shows up within that week", async () => {
    const desk = await openDesk({
      itt: LATE,
      around: (supplier) => ({
        async createBooking(request) {
          await supplier.createBooking(request);
          return {
            ok: false,
            failure: {
              kind: "refused",
              operation: "createBooking",
              reason: "insufficient balance",
              isListed: true,
              isPlain: true,
              cause: "agency_balance",
            },
          };
        },
      }),
    });
    const id = await desk.accept();
    await desk.pass(0);
    expect((await desk.order(id)).state).toBe("failed");
    while ((await desk.order(id)).state === "failed" && desk.now() < 8 * DAY) await desk.pass(HOUR);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).at(-1)).toBe("esim");
    await desk.incidentWatch.run();
    expect(desk.alarmed()).toContain("late-find opened");
    expect(desk.postCount()).toBe(1);
  });

  it("is not read at all when its request never left", async () => {
    const desk = await openDesk({
      around: () => ({
        createBooking: async () => ({
          ok: false,
          failure: { kind: "unavailable", operation: "createBooking", detail: "not connected" },
        }),
      }),
    });
    await desk.accept();
    await desk.pass(2 * DAY);
    expect(desk.readTimes()).toEqual([]);
  });
});

describe("a refusal in words that leave it open", () => {
  it.each(["pending", "hold", "in_process"])("is no refusal under the status %s", async (status) => {
    const desk = await openDesk({
      around: () => ({
        createBooking: async () => ({
          ok: false,
          failure: {
            kind: "refused",
            operation: "createBooking",
            reason: `the booking is ${status}`,
            isListed: false,
            isPlain: false,
            cause: "other",
          },
        }),
      }),
    });
    const id = await desk.accept();
    await desk.pass(HOUR);
    // A plain refusal would be void by now.
    expect(await desk.order(id)).toMatchObject({ state: "unknown", explicitRefusal: false });
  });
});

it("keeps the booking id of an answer without its eSIM, and reads on under it", async () => {
  const desk = await openDesk({ itt: { detailsMode: "needs-booking-id" } });
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "missingLpa", ms: 10 * MINUTE, ...onPost });
  await desk.pass(SECOND);
  const [booking] = desk.itt.control.bookings();
  expect(await desk.order(id)).toMatchObject({ state: "unknown", bookingId: booking?.bookingId });
  await desk.pass(20 * MINUTE);
  expect((await desk.order(id)).state).toBe("issued");
  expect(desk.postCount()).toBe(1);
});

it("keeps the booking id of an answer that bears another order's eSIM, and reads on under it", async () => {
  const desk = await openDesk({ itt: { detailsMode: "needs-booking-id" } });
  await desk.accept();
  await desk.pass(0);
  const id = await desk.accept();
  desk.itt.control.addFault({ kind: "duplicateIccid", ...onPost });
  await desk.pass(SECOND);
  const booking = desk.itt.control.bookings()[1];
  expect(await desk.order(id)).toMatchObject({ state: "unknown", bookingId: booking?.bookingId });
  desk.itt.control.completeBooking(booking?.bookingId ?? "");
  await desk.pass(20 * MINUTE);
  expect((await desk.order(id)).state).toBe("issued");
  expect(desk.postCount()).toBe(2);
});
