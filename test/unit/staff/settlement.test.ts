import { describe, expect, it } from "vitest";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import { DAY, MINUTE, openDesk, type OrderDesk } from "../../chaos/support/order-desk.ts";
import { settlingOf } from "./settling.ts";

const LOST = { kind: "resetBeforeCommit", operation: "create-booking" } as const;
const BOOKED = { kind: "resetAfterCommit", operation: "create-booking" } as const;
const NADIA = { staffId: 11, reason: "the portal has nothing" };
const RAHIM = { staffId: 12, reason: null };

type Fault = Parameters<OrderDesk["itt"]["control"]["addFault"]>[0];

async function openSettlement(
  adminIds: readonly number[],
  options: Parameters<typeof openDesk>[0] & { fault?: Fault; quantity?: number; method?: PaymentMethod } = {},
) {
  const desk = await openDesk(options);
  const { settlement } = settlingOf(desk, adminIds);
  const { storage } = desk;
  const id = await desk.accept(options.quantity, options.method);
  desk.itt.control.addFault(options.fault ?? LOST);
  await desk.pass(0);
  const order = () => desk.order(id);
  const audited = async () =>
    (await storage.audit.list({ orderId: id }, 9)).map(({ action, outcome }) => `${action}: ${outcome}`);
  return { desk, settlement, id, order, audited };
}

describe("an order that staff say is issued", () => {
  it("counts only when a read shows our tracking id, with the portal's booking id where the supplier insists", async () => {
    const { desk, settlement, order, audited } = await openSettlement([11], {
      itt: { detailsMode: "needs-booking-id" },
      fault: BOOKED,
    });
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("not-shown");
    expect(await settlement.markIssued(await order(), "999999", NADIA)).toBe("not-shown");
    const other = await desk.accept();
    await desk.pass(0);
    const { bookingId: others } = await desk.order(other);
    expect(await settlement.markIssued(await order(), others, NADIA)).toBe("not-shown");
    expect((await order()).state).toBe("unknown");
    const [booking] = desk.itt.control.bookings();
    expect(await settlement.markIssued(await order(), booking?.bookingId ?? "", NADIA)).toBe("issued");
    expect((await order()).state).toBe("issued");
    expect(desk.told((await order()).id)).toContain("esim");
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("settled");
    expect(await audited()).toContain("resolve issued: issued");
    expect(desk.postCount()).toBe(2);
  });

  it("is not delivered before the customer has paid on the supplier's page", async () => {
    for (const word of ["issued", "void"] as const) {
      const { desk, settlement, id, order } = await openSettlement([11, 12], {
        itt: { issueBeforePayment: true },
        fault: BOOKED,
        method: "supplier_page",
      });
      if (word === "issued") expect(await settlement.markIssued(await order(), null, NADIA)).toBe("unpaid");
      else await settlement.markVoid(await order(), false, NADIA);
      expect((await order()).state).toBe("awaiting_supplier");
      expect(desk.told(id)).not.toContain("esim");
      expect(desk.told(id)).toContain("payment-due");
      desk.itt.control.markPaid((await order()).bookingId ?? "");
      await desk.pass(10 * MINUTE);
      expect(desk.told(id)).toContain("esim");
    }
  });
});

describe("an order that staff say is void", () => {
  it("takes two people, and one alone is not two", async () => {
    const { desk, settlement, order, id } = await openSettlement([11, 12]);
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "second-person" });
    desk.sleep(31 * MINUTE);
    expect(await settlement.markVoid(await order(), true, NADIA)).toEqual({ kind: "second-person" });
    expect((await order()).state).toBe("unknown");
    expect(await settlement.markVoid(await order(), false, RAHIM)).toEqual({ kind: "void" });
    expect((await order()).state).toBe("void");
    expect(desk.told(id)).toContain("order-void");
  });

  it("forgets a first word after a day", async () => {
    const { desk, settlement, order } = await openSettlement([11, 12]);
    await settlement.markVoid(await order(), false, NADIA);
    desk.sleep(DAY + MINUTE);
    expect(await settlement.markVoid(await order(), false, RAHIM)).toEqual({ kind: "second-person" });
  });

  it("takes the reference typed twice, thirty minutes apart, of somebody who is alone", async () => {
    const { desk, settlement, order } = await openSettlement([11]);
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "typed" });
    const atMs = desk.clockMs() + 30 * MINUTE;
    expect(await settlement.markVoid(await order(), true, NADIA)).toEqual({ kind: "later", atMs });
    desk.sleep(29 * MINUTE);
    expect(await settlement.markVoid(await order(), true, NADIA)).toEqual({ kind: "later", atMs });
    desk.sleep(MINUTE);
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "typed" });
    expect(await settlement.markVoid(await order(), true, NADIA)).toEqual({ kind: "void" });
  });

  it("is refused where the supplier has it: the customer gets it instead", async () => {
    const { settlement, order } = await openSettlement([11, 12], { fault: BOOKED });
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "found" });
    expect((await order()).state).toBe("issued");
    expect(await settlement.markVoid(await order(), false, RAHIM)).toEqual({ kind: "settled" });
  });

  it("is refused while the supplier cannot be read, which proves nothing", async () => {
    const { desk, settlement, order, audited } = await openSettlement([11, 12], { fault: BOOKED });
    desk.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    for (const act of [NADIA, RAHIM])
      expect(await settlement.markVoid(await order(), false, act)).toEqual({ kind: "unreadable" });
    expect((await order()).state).toBe("unknown");
    expect((await audited())[0]).toBe("resolve void: refused: unreadable");
  });

  it("goes on where the supplier insists on a booking id that nobody has: the portal has been looked into", async () => {
    const { settlement, order } = await openSettlement([11, 12], {
      itt: { detailsMode: "needs-booking-id" },
    });
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "second-person" });
    expect(await settlement.markVoid(await order(), false, RAHIM)).toEqual({ kind: "void" });
  });

  it("is refused once a part of its eSIMs came, also where the booking is no longer shown", async () => {
    const { desk, settlement, id, order } = await openSettlement([11, 12], {
      quantity: 2,
      fault: { kind: "shortIssue", operation: "create-booking" },
    });
    const { supplier, ...rest } = desk;
    const { settlement: gone } = settlingOf(
      { ...rest, supplier: { ...supplier, readBooking: async () => ({ found: "none" }) } },
      [11, 12],
    );
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "part" });
    expect(await settlement.markIssued(await order(), null, NADIA)).toBe("part");
    expect(await gone.markVoid(await order(), false, NADIA)).toEqual({ kind: "part" });
    expect(await gone.markVoid(await order(), false, RAHIM)).toEqual({ kind: "part" });
    expect(await gone.markIssued(await order(), null, NADIA)).toBe("part");
    expect(await desk.storage.esims.listOfOrder(id)).toHaveLength(1);
    expect((await order()).state).toBe("unknown");
  });

  it("does not count the first word of somebody who is no longer staff", async () => {
    const { desk, settlement, order, id } = await openSettlement([11, 12]);
    await desk.storage.voidProposals.put(id, 13, desk.clockMs());
    expect(await settlement.markVoid(await order(), false, NADIA)).toEqual({ kind: "second-person" });
    expect(await settlement.markVoid(await order(), false, RAHIM)).toEqual({ kind: "void" });
    const events = await desk.storage.orders.events(id);
    expect(events.findLast(({ to }) => to === "void")?.detail).toBe("settled by staff 12, after staff 11");
  });
});

describe("money that goes back by a person's word", () => {
  it("is noted as handed back where it was paid by hand", async () => {
    const { desk, settlement, order, id } = await openSettlement([11, 12]);
    const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
    const patch = { paymentMethod: "manual", paidAtMs: desk.clockMs() } as const;
    await desk.storage.orders.transition({ ...move, from: ["unknown"], to: "unknown", patch });
    expect(await settlement.refund(await order(), NADIA)).toBe("not-owed");
    await settlement.markVoid(await order(), false, NADIA);
    await settlement.markVoid(await order(), false, RAHIM);
    await desk.pass(0);
    expect((await order()).state).toBe("refunding");
    expect(await settlement.refund(await order(), NADIA)).toBe("handed-back");
    expect((await order()).state).toBe("refunded");
    expect(await settlement.refund(await order(), NADIA)).toBe("done");
  });

  it("is not owed where nothing was taken", async () => {
    const { settlement, order } = await openSettlement([11, 12]);
    expect(await settlement.refund(await order(), NADIA)).toBe("not-owed");
  });
});
