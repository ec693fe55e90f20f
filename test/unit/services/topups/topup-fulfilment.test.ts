import { describe, expect, it } from "vitest";
import { MINUTE, SECOND } from "../../../chaos/support/order-desk.ts";
import { openTopupDesk } from "../../../chaos/support/topup-desk.ts";

const onPost = { operation: "create-topup-booking" } as const;

/** The plans that top up what was bought, by their packages' ids. */
function topupIds(desk: Awaited<ReturnType<typeof openTopupDesk>>): readonly string[] {
  const listed = desk.itt.control.packages("BD");
  return listed.flatMap((each) => (each.packageType === "topup" ? [each.packageId] : []));
}

describe("the one POST of a top-up", () => {
  it("leaves when `sending` is on disk, after packages, history and usage were read, with what the supplier demands", async () => {
    const desk = await openTopupDesk();
    const id = await desk.confirm();
    const seen: unknown[] = [];
    const look = () => {
      seen.push({ ...desk.onDisk(id), isBeating: desk.isBeating() });
      return true;
    };
    const { length: before } = desk.itt.control.calls();
    desk.itt.control.addFault({ kind: "delayMs", ms: 1, ...onPost }, look);
    await desk.pass(0);
    expect(seen).toEqual([{ state: "sending", attempts: 1, isBeating: true }]);
    const calls = desk.itt.control.calls().slice(before);
    const names = calls.map(({ operation }) => operation);
    expect(names[0]).toBe("topup-packages");
    expect(names.slice(1, 3).toSorted()).toEqual(["data-usage", "topup-history"]);
    expect(names.slice(3)).toEqual(["create-topup-booking"]);
    const order = await desk.order(id);
    expect(order.topup?.before).toMatchObject({ historyKeys: [], readAtMs: desk.clockMs() });
    expect(calls.at(-1)?.body).toMatchObject({
      booking_tracking_id: order.quote?.bookingTrackingId,
      topup_tracking_id: order.quote?.packageTrackingId,
      package_id: order.package.packageId,
      redirect_url: `https://t.me/a_shop_bot?start=o_${order.nonce}`,
      payment_type: "account_balance",
      isd_code: "880",
      contact_no: "1966330000",
      email_address: "wolfe@steinhausen.example",
      agency_email: "agency@example.com",
    });
  });

  it("is made once, however often and however much at once the order is fulfilled", async () => {
    const desk = await openTopupDesk();
    const id = await desk.confirm();
    const { fulfil } = desk.topupFulfilment;
    await Promise.all([fulfil(id), fulfil(id), fulfil(id)]);
    await fulfil(id);
    await desk.pass(MINUTE);
    expect([desk.topupPosts(), desk.topupCharges()]).toEqual([1, 1]);
    expect((await desk.order(id)).state).toBe("issued");
  });
});

describe("a top-up fails with nothing sent", () => {
  for (const [what, change, failure] of [
    ["the price moved after the confirm card", "price", "price_changed"],
    ["the package is listed no more", "gone", "package_gone"],
    ["nothing is listed any more", "none", "not_rechargeable"],
  ] as const)
    it(`where ${what}`, async () => {
      const desk = await openTopupDesk();
      const id = await desk.confirm();
      const { packageId } = (await desk.order(id)).package;
      const { control } = desk.itt;
      if (change === "price") control.setPrice(packageId, 99_999);
      if (change === "gone") control.setSoldOut(packageId, true);
      if (change === "none") for (const each of topupIds(desk)) control.setSoldOut(each, true);
      await desk.pass(0);
      expect(await desk.order(id)).toMatchObject({ state: "failed", failure, attempts: 0 });
      expect(desk.told(id)).toEqual(["order-failed"]);
      expect(desk.topupPosts()).toBe(0);
    });

  for (const operation of ["topup-history", "data-usage"] as const)
    it(`where ${operation} cannot be read for ten minutes: its outcome could not be told`, async () => {
      const desk = await openTopupDesk();
      const id = await desk.confirm();
      desk.itt.control.addFault({ kind: "status500Before", operation, times: "always" });
      await desk.pass(10 * MINUTE);
      expect((await desk.order(id)).state).toBe("accepted");
      await desk.pass(10 * SECOND);
      const expected = { state: "failed", failure: "supplier_unavailable", attempts: 0 };
      expect(await desk.order(id)).toMatchObject(expected);
      expect(desk.topupPosts()).toBe(0);
    });

  for (const [what, policy, payments, failure] of [
    ["booking was switched off", { isBookingEnabled: false }, {}, "shop_closed"],
    ["the agency stopped paying for the customer", {}, { agencyBalanceCustomers: [] }, "not_offered"],
  ] as const)
    it(`where ${what} after the tap`, async () => {
      const desk = await openTopupDesk();
      const id = await desk.confirm();
      desk.changePolicy(policy);
      desk.changePayments(payments);
      await desk.pass(0);
      expect(await desk.order(id)).toMatchObject({ state: "failed", failure, attempts: 0 });
      expect(desk.topupPosts()).toBe(0);
    });

  it("where the shop was down for long after the tap", async () => {
    const desk = await openTopupDesk();
    const id = await desk.confirm();
    desk.sleep(31 * MINUTE);
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "supplier_unavailable" });
    expect(desk.topupPosts()).toBe(0);
  });
});

it("says that an answer came too late for an order that people have taken over", async () => {
  const desk = await openTopupDesk();
  const id = await desk.confirm();
  desk.itt.control.addFault({ kind: "delayMs", ms: 300, ...onPost });
  const fulfilled = desk.topupFulfilment.fulfil(id);
  await expect.poll(() => desk.topupPosts()).toBe(1);
  const move = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
  await desk.storage.orders.transition({ ...move, from: ["sending"], to: "unknown" });
  await desk.storage.orders.transition({ ...move, from: ["unknown"], to: "staff" });
  await fulfilled;
  const events = desk.log.map(({ event }) => event);
  expect(events).toContain("topup.taken-late");
  expect(events).not.toContain("topup.taken");
});

describe("a listed refusal", () => {
  it("fails once the history shows nothing, and the next top-up may be sent", async () => {
    const desk = await openTopupDesk();
    const id = await desk.confirm();
    desk.itt.control.addFault({ kind: "insufficientBalance", ...onPost });
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "failed", failure: "agency_balance", attempts: 1 });
    expect(desk.told(id)).toEqual(["order-failed"]);
    const next = await desk.confirm();
    await desk.pass(10 * SECOND);
    expect((await desk.order(next)).state).toBe("issued");
    expect(desk.topupCharges()).toBe(1);
  });

  it("is not believed while the history cannot be read", async () => {
    const desk = await openTopupDesk();
    const id = await desk.confirm();
    desk.itt.control.addFault({ kind: "insufficientBalance", ...onPost });
    desk.itt.control.addFault({
      kind: "status500Before",
      operation: "topup-history",
      skip: 1,
      times: "always",
    });
    await desk.pass(0);
    expect(await desk.order(id)).toMatchObject({ state: "unknown", explicitRefusal: true });
  });
});

describe("a top-up is unknown, never failed,", () => {
  for (const fault of [
    { kind: "resetBeforeCommit" },
    { kind: "resetAfterCommit" },
    { kind: "status500Before" },
    { kind: "status500After" },
    { kind: "status429" },
    { kind: "status400After", reason: "Insufficient balance" },
    { kind: "malformed" },
    { kind: "truncated" },
    { kind: "refused", reason: "Something else happened" },
  ] as const)
    it(`after ${fault.kind}${"reason" in fault ? ` (${fault.reason})` : ""}`, async () => {
      const desk = await openTopupDesk();
      const id = await desk.confirm();
      desk.itt.control.addFault({ ...fault, ...onPost });
      await desk.pass(0);
      const explicitRefusal = fault.kind === "refused";
      expect(await desk.order(id)).toMatchObject({ state: "unknown", attempts: 1, explicitRefusal });
      expect(desk.told(id)).toEqual(["order-unknown"]);
    });
});
