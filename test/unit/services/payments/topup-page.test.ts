import { describe, expect, it } from "vitest";
import { DAY, MINUTE } from "../../../chaos/support/order-desk.ts";
import { openTopupDesk, type TopupDesk } from "../../../chaos/support/topup-desk.ts";

type Options = NonNullable<Parameters<typeof openTopupDesk>[0]>;

/** A top-up whose customer has confirmed to pay on the supplier's page. */
async function aPageTopup(
  itt: Options["itt"] = {},
  more: Options = {},
): Promise<{ desk: TopupDesk; id: string }> {
  const desk = await openTopupDesk({ ...more, itt, payments: { isSupplierPageForTopups: true } });
  const order = await desk.choose();
  const accepted = await desk.checkout.accept(desk.customerId, order.nonce ?? "", "supplier_page");
  expect(accepted.kind).toBe("accepted");
  await desk.pass(0);
  return { desk, id: order.id };
}

/** The customer pays; the emulated page knows the top-up by its tracking id. */
async function pay(desk: TopupDesk, id: string): Promise<boolean> {
  return desk.itt.control.markPaid((await desk.order(id)).quote?.packageTrackingId ?? "");
}

const onPost = { operation: "create-topup-booking" } as const;

describe("a top-up that is paid on the supplier's page", () => {
  it("waits with the page's address, and is issued when the history shows it", async () => {
    const { desk, id } = await aPageTopup();
    const waiting = await desk.order(id);
    expect(waiting).toMatchObject({ state: "awaiting_supplier", attempts: 1 });
    expect(waiting.paymentUrl).toMatch(/^https:\/\/pay\.demo\.example\/pay\/topup-/);
    expect(waiting.paymentDueAtMs).toBe(desk.clockMs() + 30 * MINUTE);
    expect(waiting.topup?.acknowledgedAtMs).toBeNull();
    expect(desk.told(id)).toEqual(["payment-due"]);
    await desk.pass(5 * MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    expect(await pay(desk, id)).toBe(true);
    await desk.pass(MINUTE);
    expect(await desk.order(id)).toMatchObject({ state: "issued", receiptNumber: 2 });
    expect(desk.told(id)).toEqual(["payment-due", "topup-done"]);
    expect(desk.topupPosts()).toBe(1);
  });

  it("is not offered unless the deployer says that it works there", async () => {
    const desk = await openTopupDesk();
    const order = await desk.choose();
    const options = await desk.checkout.paymentOptions(order);
    expect(options.map(({ method }) => method)).not.toContain("supplier_page");
    const accepted = await desk.checkout.accept(desk.customerId, order.nonce ?? "", "supplier_page");
    expect(accepted.kind).toBe("pay-otherwise");
  });

  it("is reminded of twice, and ends when nothing shows within what the operator takes", async () => {
    const { desk, id } = await aPageTopup();
    await desk.pass(30 * MINUTE);
    expect(desk.told(id)).toEqual(["payment-due", "payment-reminder", "payment-reminder"]);
    await desk.pass(38 * MINUTE);
    expect((await desk.order(id)).state).toBe("awaiting_supplier");
    await desk.pass(5 * MINUTE);
    expect((await desk.order(id)).state).toBe("expired");
    expect(desk.told(id).at(-1)).toBe("payment-expired");
    // Nothing hinders the next.
    expect((await desk.choose()).state).toBe("ready");
    expect(desk.topupCharges()).toBe(0);
  });

  it("paid in the last minute and confirmed late is not ended", async () => {
    const { desk, id } = await aPageTopup({ topUpLagMs: 30 * MINUTE });
    await desk.pass(29 * MINUTE);
    expect(await pay(desk, id)).toBe(true);
    await desk.pass(35 * MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).not.toContain("payment-expired");
  });

  it("paid after it ended is found all the same", async () => {
    const { desk, id } = await aPageTopup({ latePayment: "issued" });
    await desk.pass(80 * MINUTE);
    expect((await desk.order(id)).state).toBe("expired");
    expect(await pay(desk, id)).toBe(true);
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).at(-1)).toBe("topup-done");
  });

  it.each([
    ["no address", { topUpPaymentUrl: "absent" }],
    ["a foreign address", { paymentBaseUrl: "https://pay.evil.example/pay" }],
  ] as const)("with %s is unknown, alarms staff, and is void after a day of silence", async (_, itt) => {
    const { desk, id } = await aPageTopup(itt, { supportChatId: -100_200 });
    expect(await desk.order(id)).toMatchObject({
      state: "unknown",
      paymentUrl: null,
      topup: { acknowledgedAtMs: null },
    });
    expect(desk.told(id)).toEqual(["order-unknown", "staff-alarm"]);
    await desk.pass(DAY + 2 * 60 * MINUTE);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.topupPosts()).toBe(1);
  });

  it("whose answer was lost is unknown, and found when it is there", async () => {
    const desk = await openTopupDesk({ payments: { isSupplierPageForTopups: true } });
    const order = await desk.choose();
    desk.itt.control.addFault({ kind: "resetAfterCommit", ...onPost });
    await desk.checkout.accept(desk.customerId, order.nonce ?? "", "supplier_page");
    await desk.pass(MINUTE);
    expect((await desk.order(order.id)).state).toBe("unknown");
    expect(await pay(desk, order.id)).toBe(true);
    await desk.pass(10 * MINUTE);
    expect((await desk.order(order.id)).state).toBe("issued");
    expect(desk.topupPosts()).toBe(1);
  });

  it("that can be read no more goes to people, never to a second POST", async () => {
    const { desk, id } = await aPageTopup();
    desk.itt.control.addFault({ kind: "status500Before", operation: "topup-history", times: "always" });
    desk.itt.control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    await desk.pass(DAY + 2 * 60 * MINUTE);
    expect((await desk.order(id)).state).toBe("staff");
    expect(desk.told(id)).not.toContain("payment-expired");
    expect(desk.topupPosts()).toBe(1);
  });
});
