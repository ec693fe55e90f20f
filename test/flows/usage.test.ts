import { afterEach, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { reachConfirm } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";

const HOUR = 3_600_000;

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A shop with one customer who has bought one eSIM for Bangladesh. */
async function withOneEsim(options: Parameters<typeof startShop>[0] = {}) {
  shop = await startShop(options);
  const nadia = shop.customer();
  await reachConfirm(nadia);
  await nadia.tap(/Confirm/);
  await nadia.see("is ready", { timeoutMs: 30_000 });
  const iccid = shop.itt.control.bookings()[0]?.eSims[0]?.iccid ?? "";
  return { nadia, iccid, itt: shop.itt };
}

async function speakBengali(customer: Customer): Promise<void> {
  await customer.send("/language");
  await customer.tap("বাংলা");
  await customer.see("মোবাইল ডেটা");
}

const lastText = (customer: Customer): string => textOf(customer.lastMessage());

describe("usage", () => {
  it("is told in words and as a picture, as old as it is, in English and Bengali", async () => {
    const { nadia, iccid, itt } = await withOneEsim();
    itt.control.setUsage(iccid, { totalMb: 1024, usedMb: 768, expireAtMs: Date.now() + 72.5 * HOUR });
    await nadia.send("/usage");
    const card = await nadia.see("75 % used");
    expect(card.photo).toBeDefined();
    expect(textOf(card)).toMatch(/🇧🇩 Bangladesh · Active\n▓{7}░{3} 75 % used\n256 MB of 1 GB left/);
    expect(textOf(card)).toMatch(
      /Ends .*, Bangladesh Time \(in 3 days\)\nAs of \d\d:\d\d, Bangladesh Time\./,
    );

    const calls = itt.control.calls().filter(({ operation }) => operation === "data-usage").length;
    await nadia.send("/usage");
    await nadia.see("75 % used", { afterId: card.message_id });
    expect(itt.control.calls().filter(({ operation }) => operation === "data-usage")).toHaveLength(calls);
    await nadia.tap("🔄 Refresh");
    await nadia.seeAnswer("Newer figures may be there in");

    await speakBengali(nadia);
    await nadia.send("/usage");
    const bengali = await nadia.see("৭৫% খরচ হয়েছে");
    expect(textOf(bengali)).toContain("১ জিবি-এর মধ্যে ২৫৬ এমবি বাকি");
    expect(bengali.photo).toBeDefined();
  });

  it("says so when the supplier is down and nothing is known yet", async () => {
    const { nadia, iccid, itt } = await withOneEsim();
    itt.control.setUsage(iccid, { totalMb: 1024, usedMb: 100 });
    itt.control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    await nadia.send("/usage");
    await nadia.see("The operator does not answer right now. Please try again", { timeoutMs: 30_000 });
    expect(nadia.lastMessage().photo).toBeUndefined();
  });

  it("names an eSIM, lists it with its state, and buys again for the same traveller once it ended", async () => {
    const { nadia, iccid, itt } = await withOneEsim();
    itt.control.setUsage(iccid, { status: "EXPIRED", usedMb: 10, expireAtMs: Date.now() - HOUR });
    await nadia.send("/esims");
    await nadia.see(/Expired · ended/);
    await nadia.tap(/^1\. 🇧🇩/);
    await nadia.see("You may remove it from the phone now.");
    await nadia.tap("🏷 Name it");
    await nadia.see("Whose is it?");
    await nadia.send("x".repeat(31));
    await nadia.see("Please shorten it.");
    await nadia.send("for my daughter");
    await nadia.see("🏷 for my daughter");
    expect(lastText(nadia)).toContain("Expired");

    await nadia.tap("🧳 Buy for my next trip");
    await nadia.see("How long will you be there?");
    await nadia.tap("Show all");
    await nadia.tap(/ · .* · ৳/);
    await nadia.see("Install within");
    const before = nadia.lastMessage().message_id;
    await nadia.tap("Continue");
    const confirm = await nadia.see("Please check", { afterId: before - 1 });
    expect(textOf(confirm)).toContain("Jasim Karim");
  });

  it("gives somebody else's eSIM the answer of an absent one", async () => {
    const { nadia } = await withOneEsim();
    await nadia.send("/esims");
    await nadia.see("Your eSIMs");
    await nadia.tap(/^1\. 🇧🇩/);
    await nadia.see(/Bought on[^]*ICCID/);
    const id = nadia.allOldButtons().find(({ text }) => text === "📊 Usage")?.callback_data ?? "";
    const rafi = shop?.customer({ firstName: "Rafi", phone: "+8801966330001" });
    if (!rafi) throw new Error("no shop");
    await rafi.start();
    const home = await rafi.see("Travel eSIMs by");
    for (const data of [id, `${id.slice(0, -3)}zzz`]) {
      const tap = await rafi.tapData(home.message_id, data);
      expect((await tap.answered()).text).toContain("This menu is from earlier");
      await rafi.see("You have no eSIM yet.");
    }
  });

  it("switches alerts off and on in the profile", async () => {
    shop = await startShop();
    const nadia = shop.customer();
    await nadia.send("/profile");
    await nadia.tap("🔔 Data: on");
    await nadia.tap("🔕 Data: off");
    await nadia.tap("🔔 Data: on");
  });
});
