import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, openDesk, SECOND } from "../../chaos/support/order-desk.ts";
import { settlingOf } from "./settling.ts";
import { NADIA, openShort, RAHIM } from "./short-desk.ts";

const onPost = { operation: "create-booking" } as const;
const onRead = { operation: "booking-details" } as const;

describe("an order of which fewer eSIMs came than were bought", () => {
  it("is closed by two people: the customer keeps what came, and it is delivered", async () => {
    const { desk, id, order, came, close, deliver } = await openShort();
    await deliver();
    expect(await close()).toEqual({ kind: "closed" });
    expect(await order()).toMatchObject({
      ...{ state: "issued", receiptNumber: 1, issuedAtMs: desk.clockMs() },
      shortfall: { missing: 1, share: null, returnedAtMs: null },
    });
    await desk.pass(0);
    expect((await order()).state).toBe("delivered");
    expect(await came()).toBe(2);
    const told = desk.told(id);
    expect(told.filter((kind) => kind === "order-closed")).toHaveLength(1);
    expect(told).toContain("when-travel");
    const events = await desk.storage.orders.events(id);
    expect(events.find(({ to }) => to === "issued")?.detail).toBe(
      "closed with 2 of 3 eSIMs by staff 12, after staff 11",
    );
    expect(desk.postCount()).toBe(1);
  });

  it("waits for the chat where what came is not there yet", async () => {
    const { desk, order, close, deliver } = await openShort();
    await close();
    await desk.pass(HOUR);
    expect((await order()).state).toBe("issued");
    await deliver();
    await desk.pass(DAY);
    expect((await order()).state).toBe("delivered");
  });

  it("is closed by the only one of the staff who types it twice, thirty minutes apart", async () => {
    const { desk, order, closing } = await openShort({ adminIds: [11] });
    expect(await closing.closeShort(await order(), false, NADIA)).toEqual({ kind: "typed" });
    const atMs = desk.clockMs() + 30 * MINUTE;
    expect(await closing.closeShort(await order(), true, NADIA)).toEqual({ kind: "later", atMs });
    desk.sleep(30 * MINUTE);
    expect(await closing.closeShort(await order(), false, NADIA)).toEqual({ kind: "typed" });
    expect(await closing.closeShort(await order(), true, NADIA)).toEqual({ kind: "closed" });
    expect(await closing.closeShort(await order(), true, NADIA)).toEqual({ kind: "settled" });
  });

  it("is closed from `staff` too, where the booking is no longer shown", async () => {
    const { desk, order, close } = await openShort();
    desk.itt.control.reset();
    await desk.pass(3 * DAY);
    expect((await order()).state).toBe("staff");
    expect(await close()).toEqual({ kind: "closed" });
  });

  it("is not closed while the supplier cannot be read, which proves nothing", async () => {
    const { desk, order, closing, outcomes } = await openShort();
    desk.itt.control.addFault({ kind: "status500Before", ...onRead, times: "always" });
    for (const act of [NADIA, RAHIM])
      expect(await closing.closeShort(await order(), false, act)).toEqual({ kind: "unreadable" });
    expect((await order()).state).toBe("unknown");
    expect((await outcomes())[0]).toBe("resolve short: refused: unreadable");
    // Nor did these words count as a first one.
    desk.itt.control.clearFaults();
    expect(await closing.closeShort(await order(), false, NADIA)).toEqual({ kind: "second-person" });
  });

  it("is not closed where the supplier shows the rest at the second word", async () => {
    const { desk, id, order, closing, complete } = await openShort();
    await closing.closeShort(await order(), false, NADIA);
    complete();
    expect(await closing.closeShort(await order(), false, RAHIM)).toEqual({ kind: "found" });
    expect((await order()).state).toBe("issued");
    expect((await order()).shortfall).toBeNull();
    expect(desk.told(id).filter((kind) => kind === "esim")).toHaveLength(3);
  });

  it("is not closed where more of it came, and the first word, which was about less, counts no longer", async () => {
    const { desk, order, came, closing, complete } = await openShort({ missing: 2 });
    await closing.closeShort(await order(), false, NADIA);
    desk.sleep(MINUTE);
    complete();
    desk.hideEsim(desk.itt.control.bookings()[0]?.eSims[2]?.iccid ?? null);
    expect(await closing.closeShort(await order(), false, RAHIM)).toEqual({ kind: "more" });
    expect(await came()).toBe(2);
    expect((await order()).state).toBe("unknown");
    desk.sleep(MINUTE);
    expect(await closing.closeShort(await order(), false, RAHIM)).toEqual({ kind: "second-person" });
    expect(await closing.closeShort(await order(), false, NADIA)).toEqual({ kind: "closed" });
    expect((await order()).shortfall?.missing).toBe(1);
  });

  it("is no way out for an order of which nothing came, nor for a single eSIM", async () => {
    for (const quantity of [1, 2]) {
      const desk = await openDesk();
      const { closing } = settlingOf(desk, [11, 12]);
      const id = await desk.accept(quantity);
      desk.itt.control.addFault({ kind: "resetBeforeCommit", ...onPost });
      await desk.pass(0);
      expect(await closing.closeShort(await desk.order(id), false, NADIA)).toEqual({ kind: "not-short" });
      expect(await desk.storage.voidProposals.get(id)).toBeUndefined();
    }
  });

  it("is not closed with what was counted before more came in the same moment", async () => {
    const { desk, id, came } = await openShort();
    const { orders } = desk.storage;
    const change = { orderId: id, from: ["unknown"], to: "issued", detail: "closed", nowMs: 1 } as const;
    expect(await orders.transition({ ...change, withEsims: (await came()) - 1 })).toBe(false);
    expect(await orders.transition({ ...change, withEsims: await came() })).toBe(true);
  });
});

describe("the money for eSIMs that never came", () => {
  it("is back on the account in the moment of the close", async () => {
    const { order, close, ledger, settlement, posts, desk } = await openShort({ method: "credit" });
    const charged = (await order()).charged?.minor ?? 0;
    expect(charged).toBeGreaterThan(0);
    await close();
    const minor = Math.ceil(charged / 3);
    expect((await order()).shortfall).toEqual({
      ...{ missing: 1, share: { minor, currency: "BDT" }, returnedAtMs: desk.clockMs() },
    });
    expect(await ledger()).toEqual([`refund ${minor}`]);
    await desk.pass(2 * DAY);
    expect(posts()).toBe(0);
    expect(await settlement.refund(await order(), NADIA)).toBe("done");
    expect(await ledger()).toEqual([`refund ${minor}`]);
  });

  it.each(["manual", "telegram"] as const)(
    "is owed by hand where it was paid by %s, until one of the staff says that it went back",
    async (method) => {
      const { desk, id, order, close, deliver, ledger, settlement, posts } = await openShort({ method });
      const charged = (await order()).charged?.minor ?? 0;
      const minor = Math.ceil(charged / 3);
      await deliver();
      await close();
      const books = [`payment ${charged}`, `sale ${-charged}`];
      // Owed by people is no credit: nobody can spend it meanwhile.
      expect(await ledger()).toEqual(books);
      await desk.pass(SECOND);
      expect((await order()).state).toBe("delivered");
      expect(posts()).toBe(1);
      expect(desk.told(id)).not.toContain("order-refunded");
      await desk.pass(HOUR);
      expect(posts()).toBe(2);
      const { customerId } = await order();
      const erase = () => desk.storage.personalData.erase(customerId, -5, ["issued"], desk.clockMs());
      expect(await erase()).toBe("open-order");
      // Three press at once: one of them handed it over.
      const pressed = await Promise.all([1, 2, 3].map((staffId) => desk.refunds.markHandedBack(id, staffId)));
      expect(pressed.filter(Boolean)).toHaveLength(1);
      expect(await ledger()).toEqual([...books, `refund ${minor}`, `payout ${-minor}`]);
      expect((await order()).shortfall).toMatchObject({ missing: 1, returnedAtMs: desk.clockMs() });
      expect(desk.told(id).filter((kind) => kind === "order-refunded")).toHaveLength(1);
      // What stands below the reminder is the last of the posts.
      expect(posts()).toBe(3);
      await desk.pass(3 * DAY);
      expect(posts()).toBe(3);
      expect(await settlement.refund(await order(), NADIA)).toBe("done");
      expect(await ledger()).toHaveLength(4);
      // The Stars themselves stay: Telegram returns a whole charge or none.
      const [payment] = await desk.storage.payments.listOfOrder(id);
      expect(payment?.state).toBe("received");
    },
  );

  it("is nothing that Issued brings back: the order is settled", async () => {
    const { order, close, settlement } = await openShort({ method: "manual" });
    await close();
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("settled");
  });

  it("is noted as handed back by the command as well", async () => {
    const { desk, id, order, close, settlement } = await openShort({ method: "manual" });
    await close();
    expect(await settlement.refund(await order(), NADIA)).toBe("handed-back");
    expect(desk.told(id)).toContain("order-refunded");
  });

  it.each([undefined, "supplier_page"] as const)("is none of ours where %s was paid", async (method) => {
    const { desk, order, close, ledger, settlement, posts } = await openShort(method ? { method } : {});
    await close();
    await desk.pass(2 * DAY);
    expect(posts()).toBe(0);
    expect((await ledger()).filter((row) => /refund|payout/.test(row))).toEqual([]);
    expect(await settlement.refund(await order(), NADIA)).toBe("not-owed");
  });
});
