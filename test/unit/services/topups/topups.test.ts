import { describe, expect, it } from "vitest";
import { DAY, MINUTE, SECOND } from "../../../chaos/support/order-desk.ts";
import { openTopupDesk } from "../../../chaos/support/topup-desk.ts";
import { aDraft } from "../../storage/fixtures.ts";

describe("the packages of one eSIM", () => {
  it("are asked for anew each time", async () => {
    const desk = await openTopupDesk();
    const priceNow = async () => {
      const list = await desk.topups.list(desk.customerId, desk.esimId);
      return list.kind === "packages" ? list.packages[0]?.plan.price.minor : list.kind;
    };
    const { packageId } = (await desk.choose()).package;
    const before = await priceNow();
    desk.itt.control.setPrice(packageId, 1_234);
    expect(before).not.toBe(1_234);
    expect(await priceNow()).toBe(1_234);
  });

  it("are told to the owner alone: somebody else's eSIM is as absent as none", async () => {
    const desk = await openTopupDesk();
    const [key = ""] = await desk.listed();
    const { length: before } = desk.itt.control.calls();
    for (const [customerId, esimId] of [
      [desk.customerId + 1, desk.esimId],
      [desk.customerId, "no-such-esim"],
    ] as const) {
      expect(await desk.topups.list(customerId, esimId)).toEqual({ kind: "absent" });
      expect(await desk.topups.choose(customerId, esimId, key, "en")).toEqual({ kind: "absent" });
    }
    expect(desk.itt.control.calls()).toHaveLength(before);
  });

  for (const [what, usage] of [
    ["by its word", { status: "EXPIRED" }],
    ["by its end, whatever the word", { status: "UNKNOWN", expireAtMs: Date.UTC(2020, 0, 1) }],
  ] as const)
    it(`can probably still be bought for one that is expired ${what}`, async () => {
      const desk = await openTopupDesk();
      desk.itt.control.setUsage(desk.iccid, usage);
      expect(await desk.topups.list(desk.customerId, desk.esimId)).toMatchObject({
        kind: "packages",
        isExpired: true,
      });
    });

  it("go by the figures that are known, and keep those that were asked for", async () => {
    const desk = await openTopupDesk();
    const list = () => desk.topups.list(desk.customerId, desk.esimId);
    const asked = () => desk.itt.control.calls().filter(({ operation }) => operation === "data-usage").length;
    await list();
    await list();
    expect(asked()).toBe(1);
    expect((await desk.storage.usage.getOwned(desk.customerId, desk.esimId))?.asOfMs).toBe(desk.clockMs());
    desk.sleep(20 * MINUTE);
    await list();
    expect(asked()).toBe(2);
  });

  it("are shown though usage does not answer", async () => {
    const desk = await openTopupDesk();
    desk.itt.control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    const list = await desk.topups.list(desk.customerId, desk.esimId);
    expect(list).toMatchObject({ kind: "packages", isExpired: false });
  });

  it("are none for one that the supplier has recycled, and for one with an empty list", async () => {
    const desk = await openTopupDesk();
    for (const each of desk.itt.control.packages("BD"))
      if (each.packageType === "topup") desk.itt.control.setSoldOut(each.packageId, true);
    const list = () => desk.topups.list(desk.customerId, desk.esimId);
    expect((await list()).kind).toBe("not-rechargeable");
    desk.itt.control.setUsage(desk.iccid, { status: "RECYCLED" });
    expect((await list()).kind).toBe("not-rechargeable");
    desk.itt.control.addFault({ kind: "status500Before", operation: "topup-packages", times: "always" });
    expect((await list()).kind).toBe("supplier-down");
  });
});

describe("the confirm card", () => {
  it("bears the price of this moment and the contact of the eSIM's own order", async () => {
    const desk = await openTopupDesk();
    const order = await desk.choose();
    const { traveller } = await desk.order(desk.parentId);
    expect(order).toMatchObject({ kind: "topup", state: "ready", traveller, charged: order.sell });
    expect(order.topup).toMatchObject({ esimId: desk.esimId, parentOrderId: desk.parentId, before: null });
  });

  it("is asked for again when it is older than the price is held", async () => {
    const desk = await openTopupDesk();
    const order = await desk.choose();
    desk.sleep(16 * MINUTE);
    const accepted = await desk.checkout.accept(desk.customerId, order.nonce ?? "", "agency_balance");
    expect(accepted.kind).toBe("prepare-again");
  });

  it("says that a package is gone, and that the shop does not sell to everybody", async () => {
    const desk = await openTopupDesk();
    const choose = (key: string) => desk.topups.choose(desk.customerId, desk.esimId, key, "en");
    const [key = ""] = await desk.listed();
    expect((await choose("no-such-key")).kind).toBe("package-gone");
    desk.changePayments({ methods: ["agency_balance"], agencyBalanceCustomers: [] });
    expect((await choose(key)).kind).toBe("not-for-you");
  });
});

describe("two top-ups at once of one eSIM", () => {
  it("are refused at the list, at the package and at the confirm tap", async () => {
    const desk = await openTopupDesk({ itt: { topUpLagMs: 20 * MINUTE } });
    const { customerId, esimId } = desk;
    const [key = ""] = await desk.listed();
    const first = await desk.confirm();
    // A second card that was made in the same moment.
    const { topup: _none, ...parent } = await desk.order(desk.parentId);
    const draft = aDraft({
      kind: "topup",
      topup: { esimId, parentOrderId: parent.id },
      customerId,
      chatId: customerId,
      package: parent.package,
    });
    const { orders } = desk.storage;
    const nowMs = desk.clockMs();
    await orders.createDraft(draft, nowMs);
    const move = { orderId: draft.id, detail: "by the test", nowMs };
    const quote = { bookingTrackingId: "b", packageTrackingId: "p", quotedAtMs: nowMs };
    await orders.transition({ ...move, from: ["draft"], to: "quoted", patch: { quote } });
    await orders.transition({ ...move, from: ["quoted"], to: "ready", patch: { nonce: "a-second-nonce" } });

    for (const state of ["accepted", "unknown"]) {
      expect((await desk.order(first)).state).toBe(state);
      const open = { kind: "open", order: { id: first } };
      expect(await desk.topups.list(customerId, esimId)).toMatchObject(open);
      expect(await desk.topups.choose(customerId, esimId, key, "en")).toMatchObject(open);
      expect((await desk.checkout.accept(customerId, "a-second-nonce", "agency_balance")).kind).toBe(
        "topup-open",
      );
      await desk.pass(10 * SECOND);
    }
    await desk.pass(DAY);
    expect((await desk.order(first)).state).toBe("issued");
    expect((await desk.order(draft.id)).state).toBe("ready");
    expect(desk.topupPosts()).toBe(1);
  });
});
