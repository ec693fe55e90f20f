import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Action } from "../../src/screens/index.ts";
import { unpackAction } from "../../src/telegram/callback-data.ts";
import type { Customer } from "../support/customer.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { speakBengali } from "../support/care.ts";
import { ageUsage } from "./support/usage-rows.ts";
import { buyEsim, reachTopupConfirm, topupPosts } from "../support/topup.ts";

/** Whether a button names an eSIM, an order or a nonce of somebody. */
function namesSomething(action: Action | undefined): boolean {
  return action !== undefined && ("esim" in action || "order" in action || "nonce" in action);
}

describe("a top-up that the operator confirms a little later", () => {
  let shop: Shop;
  let nadia: Customer;
  let iccid: string;
  beforeAll(async () => {
    shop = await startShop({ itt: { topUpLagMs: 8_000 } });
    nadia = shop.customer();
    iccid = await buyEsim(shop, nadia);
    shop.itt.control.setUsage(iccid, { usedMb: 768 });
  });
  afterAll(() => shop?.close());

  it("shows what is bought for which eSIM, and to whom the details go", async () => {
    await reachTopupConfirm(nadia);
    await nadia.see(new RegExp(`For eSIM …${iccid.slice(-4)}, bought with order`), { inLast: true });
    await nadia.see("jasim@example.com", { inLast: true });
    expect(topupPosts(shop)).toHaveLength(0);
  });

  it("is accepted first, and refuses a second one meanwhile", async () => {
    await nadia.tap(/Confirm/, { inLast: true });
    await nadia.see("Your top-up was accepted.");
    await nadia.see("The operator confirms within 30 minutes");
    await nadia.send("/topup");
    await nadia.see("A top-up of this eSIM is under way.");
    expect(nadia.transcript()).not.toMatch(/not confirmed it|checking it/);
  });

  it("is done when the history shows it, with the figures before and after", async () => {
    const done = await nadia.see(/Your top-up is there\./, { timeoutMs: 40_000 });
    expect(done.text).toMatch(/Added: .* · ৳/);
    expect(done.text).toMatch(/Before: .* left/);
    expect(done.text).toMatch(/Now: .* left/);
    expect(done.text).toMatch(/Receipt 2 · order/);
    const posts = topupPosts(shop);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toMatchObject({
      payment_type: "account_balance",
      isd_code: "880",
      contact_no: "1966330000",
      email_address: "jasim@example.com",
      agency_email: "agency@example.com",
    });
    expect(posts[0]?.body["redirect_url"]).toMatch(/^https:\/\/t\.me\/\w+\?start=o_[0-9a-f]{16}$/);
    expect(shop.itt.control.ledger()).toHaveLength(2);
  });

  it("is shown by the link that the supplier was given to come back by, to nobody else", async () => {
    const sent = JSON.stringify(topupPosts(shop)[0]?.body);
    const payload = /\?start=(o_[0-9a-f]{16})"/.exec(sent)?.[1] ?? "none";
    const { message_id: afterId } = await nadia.start(payload);
    await nadia.see(/Your top-up for .* is there\. Order/, { afterId });
    const eve = shop.customer({ firstName: "Eve" });
    await eve.start(payload);
    await eve.see("Travel eSIMs by", { inLast: true });
    expect(eve.messages().filter(({ from }) => from.is_bot)).toHaveLength(1);
  });

  it("is listed under /topups and /orders, with a receipt each", async () => {
    await nadia.send("/topups");
    await nadia.see(/Your top-ups[\s\S]*· done/, { inLast: true });
    await nadia.send("/orders");
    const list = await nadia.see(/^Your orders/, { inLast: true });
    expect(list.text).toMatch(/1\. .* · ➕ .* more\n +৳.* · done/);
    expect(list.text).toMatch(/2\. .* × 1\n +৳.* · done/);
    await nadia.tap(/^1\. /, { inLast: true });
    await nadia.see(/Order .* · done/, { inLast: true });
    await nadia.tap(/Receipt/, { inLast: true });
    const receipt = await nadia.see(/^Receipt 2 · Test Travel/, { inLast: true });
    expect(receipt.text).toMatch(/For: Mr Jasim Karim/);
    expect(receipt.text).toMatch(/Total: ৳/);
  });

  it("shows the booking as the operator has it now, and the last known when it does not answer", async () => {
    await nadia.send("/orders");
    await nadia.tap(/^2\. /, { inLast: true });
    await nadia.see(/Operator's booking/, { inLast: true });
    await nadia.tap(/Ask the operator/, { inLast: true });
    const state = await nadia.see(/at the operator[\s\S]*Booking: confirm/, { inLast: true });
    expect(state.text).toMatch(/Payment between us and the operator: pending/);
    expect(state.text).toMatch(/waits for that payment until/);
    shop.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    await nadia.tap(/Try again/, { inLast: true });
    await nadia.see(/no clear answer right now\. What we know, from .*: done/, { timeoutMs: 30_000 });
    shop.itt.control.clearFaults();
  });

  it("says the same in Bengali", async () => {
    await nadia.send("/language");
    await nadia.tap("বাংলা", { inLast: true });
    await nadia.send("/topup");
    await nadia.tap(/জিবি · .*৳/, { inLast: true });
    await nadia.see("টপ-আপটি অনুগ্রহ করে মিলিয়ে নিন", { inLast: true });
    await nadia.tap(/নিশ্চিত/, { inLast: true });
    await nadia.see("আপনার টপ-আপ গৃহীত হয়েছে।");
    await nadia.see(/আপনার টপ-আপ যোগ হয়েছে।[\s\S]*আগে:/, { timeoutMs: 40_000 });
    await nadia.send("/orders");
    await nadia.see(/^আপনার অর্ডারগুলো[\s\S]*সম্পন্ন/, { inLast: true });
    expect(topupPosts(shop)).toHaveLength(2);
  });

  it("gives somebody else's eSIM and order the same answer as an absent one", async () => {
    const eve = shop.customer({ firstName: "Eve" });
    await eve.start();
    const { message_id } = await eve.see("Travel eSIMs by");
    const foreign = nadia
      .allOldButtons()
      .map((button) => button.callback_data)
      .filter((data, index, all) => all.indexOf(data) === index && namesSomething(unpackAction(data)));
    expect(foreign.length).toBeGreaterThan(5);
    for (const data of foreign) await (await eve.tapData(message_id, data)).answered();
    await eve.send("/orders");
    await eve.see("You have not ordered anything yet.", { inLast: true });
    for (const secret of [iccid.slice(-4), "Jasim", "jasim@example.com"])
      expect(eve.transcript()).not.toContain(secret);
    expect(topupPosts(shop)).toHaveLength(2);
  });
});

describe("trouble with a top-up", () => {
  let shop: Shop;
  let nadia: Customer;
  let iccid: string;
  beforeAll(async () => {
    shop = await startShop();
    nadia = shop.customer();
    iccid = await buyEsim(shop, nadia);
  });
  afterAll(() => shop?.close());
  const topUpKeys = () =>
    shop.itt.control.packages("BD").flatMap((each) => (each.packageType === "topup" ? [each] : []));

  it("explains an eSIM without packages, and offers a new one", async () => {
    for (const each of topUpKeys()) shop.itt.control.setSoldOut(each.packageId, true);
    await nadia.send("/topup");
    await nadia.see("This eSIM cannot be topped up.", { inLast: true });
    await nadia.see("lists no top-up for it now", { inLast: true });
    for (const each of topUpKeys()) shop.itt.control.setSoldOut(each.packageId, false);
  });

  it("says that the supplier does not answer, and charges nothing", async () => {
    shop.itt.control.addFault({ kind: "status500Before", operation: "topup-packages", times: "always" });
    await nadia.send("/topup");
    await nadia.see("The operator does not answer right now.", { inLast: true, timeoutMs: 30_000 });
    shop.itt.control.clearFaults();
    await nadia.tap(/Try again/, { inLast: true });
    await nadia.see(/Top up .*Bangladesh/, { inLast: true });
  });

  it("says of an expired eSIM with a list that it can probably still be topped up", async () => {
    shop.itt.control.setUsage(iccid, { status: "EXPIRED", expireAtMs: Date.now() - 86_400_000 });
    ageUsage(shop, nadia.id, 20);
    await nadia.send("/topup");
    await nadia.see("it can probably still be topped up", { inLast: true });
  });

  it("says all of that in Bengali", async () => {
    await speakBengali(nadia);
    await nadia.send("/topup");
    await nadia.see("সম্ভবত এখনো টপ-আপ করা যাবে", { inLast: true });
    for (const each of topUpKeys()) shop.itt.control.setSoldOut(each.packageId, true);
    await nadia.send("/topup");
    await nadia.see("অপারেটর এখন এর জন্য কোনো টপ-আপ দেখাচ্ছে না", { inLast: true });
    for (const each of topUpKeys()) shop.itt.control.setSoldOut(each.packageId, false);
    shop.itt.control.addFault({ kind: "status500Before", operation: "topup-packages", times: "always" });
    await nadia.send("/topup");
    await nadia.see("অপারেটরের সাড়া পাওয়া যাচ্ছে না", { inLast: true, timeoutMs: 30_000 });
    shop.itt.control.clearFaults();
    await nadia.send("/language");
    await nadia.tap("English", { inLast: true });
    await nadia.see("Travel eSIMs by", { inLast: true });
  });

  it("stops before sending when the price moved after the confirm card", async () => {
    await reachTopupConfirm(nadia);
    for (const each of topUpKeys())
      shop.itt.control.setPrice(each.packageId, each.price.sellMinor + 5_000, each.price.sellMinor + 5_000);
    await nadia.tap(/Confirm/, { inLast: true });
    await nadia.see("The price changed at the last moment");
    expect(topupPosts(shop)).toHaveLength(0);
  });

  it("alarms only after a lost answer, and finds the top-up by reading", async () => {
    await reachTopupConfirm(nadia);
    shop.itt.control.addFault({ kind: "resetAfterCommit", operation: "create-topup-booking" });
    await nadia.tap(/Confirm/, { inLast: true });
    await nadia.see("We are checking your top-up with the operator.");
    await nadia.see(/Your top-up is there\./, { timeoutMs: 40_000 });
    expect(topupPosts(shop)).toHaveLength(1);
    expect(shop.itt.control.ledger()).toHaveLength(2);
    expect(nadia.transcript()).not.toContain("Your top-up was accepted");
  });

  it("ends a refused one with nothing charged, and takes two taps for one", async () => {
    await reachTopupConfirm(nadia);
    shop.itt.control.addFault({ kind: "insufficientBalance", operation: "create-topup-booking" });
    const { messageId } = await nadia.tap(/Confirm/, { inLast: true });
    await nadia.see("We cannot complete this order right now.");
    const old = nadia.allOldButtons().findLast(({ text }) => text.includes("Confirm"));
    await (await nadia.tapData(messageId, old?.callback_data ?? "")).answered();
    expect(topupPosts(shop)).toHaveLength(2);
    expect(shop.itt.control.ledger()).toHaveLength(2);
    expect(shop.telegram.control.unknownMethods()).toEqual([]);
  });
});
