import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, openDesk, SECOND, type OrderDesk } from "../../../chaos/support/order-desk.ts";

type ItT = NonNullable<Parameters<typeof openDesk>[0]>["itt"];

/** An order whose customer is to pay on the supplier's page. */
async function anAwaitedOrder(itt: ItT = {}): Promise<{ desk: OrderDesk; id: string }> {
  const desk = await openDesk({ itt });
  const id = await desk.accept(1, "supplier_page");
  await desk.pass(0);
  return { desk, id };
}

/** The customer pays; ITT knows it as `id`. */
function pay(desk: OrderDesk): boolean {
  return desk.itt.control.markPaid(desk.itt.control.bookings().at(-1)?.bookingId ?? "");
}

const onPost = { operation: "create-booking" } as const;

describe("an order that is paid on the supplier's page", () => {
  it("waits with the page's address and ITT's own deadline, and is issued when it is paid", async () => {
    const { desk, id } = await anAwaitedOrder();
    const waiting = await desk.order(id);
    expect(waiting).toMatchObject({ state: "awaiting_supplier", attempts: 1 });
    expect(waiting.paymentUrl).toMatch(/^https:\/\/pay\.demo\.example\/pay\//);
    expect(waiting.paymentDueAtMs).toBe(desk.itt.control.bookings()[0]?.autoCancelAtMs);
    expect(desk.told(id)).toEqual(["payment-due"]);
    await desk.pass(MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    expect(pay(desk)).toBe(true);
    await desk.pass(MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).toEqual(["payment-due", "esim"]);
    expect(desk.postCount()).toBe(1);
  });

  it("is looked at after five seconds, then ever less often up to once a minute", async () => {
    const { desk } = await anAwaitedOrder();
    await desk.pass(5 * MINUTE);
    const times = desk.readTimes();
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times[0]).toBe(5 * SECOND);
    expect(Math.max(...waits)).toBe(MINUTE);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  });

  it.each([
    ["payment_url", "top"],
    ["payment_link", "booking"],
    ["redirect_url", "payment"],
  ] as const)("finds the address as %s at %s", async (paymentUrlKey, paymentUrlPlace) => {
    const { desk, id } = await anAwaitedOrder({ paymentUrlKey, paymentUrlPlace });
    expect((await desk.order(id)).paymentUrl).toMatch(/^https:\/\/pay\.demo\.example\/pay\//);
  });

  it("keeps an LPA that comes unpaid, and sends it only when it is paid", async () => {
    const { desk, id } = await anAwaitedOrder({ issueBeforePayment: true });
    await desk.pass(3 * MINUTE);
    expect(desk.itt.control.bookings()[0]?.eSims).toHaveLength(1);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    expect(await desk.storage.esims.listOfOrder(id)).toEqual([]);
    expect(desk.told(id)).toEqual(["payment-due"]);
    pay(desk);
    await desk.pass(MINUTE);
    expect(desk.told(id)).toEqual(["payment-due", "esim"]);
  });

  it("is reminded of twice, ten and three minutes before its time is over, and expires when ITT cancels it", async () => {
    const { desk, id } = await anAwaitedOrder();
    await desk.pass(19 * MINUTE);
    expect(desk.told(id)).toEqual(["payment-due"]);
    await desk.pass(MINUTE + SECOND);
    expect(desk.told(id)).toEqual(["payment-due", "payment-reminder"]);
    await desk.pass(7 * MINUTE);
    expect(desk.told(id).slice(1)).toEqual(["payment-reminder", "payment-reminder"]);
    await desk.pass(5 * MINUTE);
    expect((await desk.order(id)).state).toBe("expired");
    expect(desk.told(id).at(-1)).toBe("payment-expired");
    expect(desk.told(id)).toHaveLength(4);
    await desk.pass(2 * DAY);
    expect(desk.told(id)).toHaveLength(4);
    expect(desk.postCount()).toBe(1);
  });

  it("is delivered when it was paid late and ITT issues it all the same", async () => {
    const { desk, id } = await anAwaitedOrder({ latePayment: "issued" });
    await desk.pass(40 * MINUTE);
    expect((await desk.order(id)).state).toBe("expired");
    expect(pay(desk)).toBe(true);
    await desk.pass(HOUR);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).at(-1)).toBe("esim");
  });

  it("is told to be returned, once, when it was paid late and ITT gives it back", async () => {
    const { desk, id } = await anAwaitedOrder({ latePayment: "refunded" });
    await desk.pass(40 * MINUTE);
    pay(desk);
    await desk.pass(DAY);
    expect((await desk.order(id)).state).toBe("expired");
    expect(desk.told(id).filter((kind) => kind === "payment-late")).toHaveLength(1);
    expect(desk.told(id)).not.toContain("esim");
  });

  it("goes on waiting after a declined card, and for an eSIM that comes after its payment", async () => {
    const { desk, id } = await anAwaitedOrder({ failedWord: "failed", issueLagMs: 20 * MINUTE });
    desk.itt.control.markPaymentFailed(desk.itt.control.bookings()[0]?.bookingId ?? "");
    await desk.pass(MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    await desk.pass(24 * MINUTE);
    pay(desk);
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    await desk.pass(15 * MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
  });

  it("never takes a confirmed booking for a paid one", async () => {
    const { desk, id } = await anAwaitedOrder({ paidWord: "confirm", issueBeforePayment: true });
    pay(desk);
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    expect(desk.told(id)).toEqual(["payment-due"]);
  });

  it.each([
    ["a foreign host", "https://pay.evil.example/pay"],
    ["a host that only begins like ours", "https://pay.demo.example.evil.example/pay"],
    ["plain http", "http://pay.demo.example/pay"],
  ])("never sends its customer to %s: unknown, and staff are told", async (_what, paymentBaseUrl) => {
    const { desk, id } = await anAwaitedOrder({ paymentBaseUrl });
    const order = await desk.order(id);
    expect(order).toMatchObject({ state: "unknown", paymentUrl: null });
    expect(order.bookingId).not.toBeNull();
    expect(desk.told(id)).toEqual(["order-unknown", "staff-alarm"]);
    expect(desk.log.some(({ event }) => event === "order.payment-address")).toBe(true);
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).paymentUrl).toBeNull();
    expect(desk.told(id)).not.toContain("payment-due");
  });

  it("whose answer was lost is found unpaid by reading, and its customer gets the address then", async () => {
    const desk = await openDesk({ itt: { issueBeforePayment: true } });
    const id = await desk.accept(1, "supplier_page");
    desk.itt.control.addFault({ kind: "resetAfterCommit", ...onPost });
    await desk.pass(0);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(10 * SECOND);
    const order = await desk.order(id);
    expect(order.state).toBe("awaiting_supplier");
    expect(order.paymentUrl).toMatch(/^https:\/\/pay\.demo\.example\/pay\//);
    expect(desk.told(id)).toEqual(["order-unknown", "payment-due"]);
    pay(desk);
    await desk.pass(MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown", "payment-due", "esim"]);
    expect(desk.postCount()).toBe(1);
  });

  it("whose answer comes after it was given up as unknown gets its address from that answer", async () => {
    const desk: OrderDesk = await openDesk({
      around: (client) => ({
        async createBooking(request) {
          const answer = await client.createBooking(request);
          desk.sleep(9 * SECOND);
          await desk.reconciliation.sweep();
          return answer;
        },
      }),
    });
    const id = await desk.accept(1, "supplier_page");
    await desk.fulfilment.fulfil(id);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    expect(desk.told(id)).toEqual(["order-unknown", "payment-due"]);
  });

  it("that was found only after ITT had cancelled it ends as expired", async () => {
    const { desk, id } = await anAwaitedOrder({ paymentBaseUrl: "https://pay.evil.example/pay" });
    await desk.pass(45 * MINUTE);
    expect((await desk.order(id)).state).toBe("expired");
    expect(desk.told(id)).not.toContain("payment-due");
    expect(desk.told(id).at(-1)).toBe("payment-expired");
  });
});
