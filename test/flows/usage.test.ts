import { afterEach, describe, expect, it } from "vitest";
import { speakBengali } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { buy, fillTraveller, say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { ageUsage } from "./support/usage-rows.ts";
import { useShop } from "./support/use-shop.ts";

const HOUR = 3_600_000;

const shop = useShop();
afterEach(() => shop().itt.control.clearFaults());

/** A customer who has bought one eSIM for Bangladesh, and its ICCID. */
async function withOneEsim(purchase: (customer: Customer) => Promise<void> = buy) {
  const { control } = shop().itt;
  const known = control.bookings().length;
  const nadia = shop().customer();
  await purchase(nadia);
  await nadia.see("When do you travel", { timeoutMs: 30_000 });
  const iccid = control.bookings()[known]?.eSims[0]?.iccid ?? "";
  const looks = () =>
    control
      .calls()
      .filter(({ operation, body }) => operation === "data-usage" && body["eSim_iccid"] === iccid).length;
  return { nadia, iccid, control, looks };
}

/** Buys the cheapest plan without a limit. */
async function buyUnlimited(customer: Customer): Promise<void> {
  await say(customer, "Bangladesh", "How long will you be there?");
  await customer.tap("Show all");
  await customer.tap("📊 Data: any");
  await customer.tap(/Unlimited/);
  await customer.tap(/Unlimited · .* · ৳/);
  await customer.see("Install within");
  await fillTraveller(customer);
  await customer.tap(/^✅ Confirm/);
}

/** Buys one more, and waits until it is there. */
async function buyAgain(customer: Customer): Promise<void> {
  const { message_id: afterId } = customer.lastMessage();
  await buy(customer);
  await customer.see("When do you travel", { afterId, timeoutMs: 30_000 });
}

const lastText = (customer: Customer): string => textOf(customer.lastMessage());

describe("usage", () => {
  it("is told in words and as a picture, as old as it is, in English and Bengali", async () => {
    const { nadia, iccid, control, looks } = await withOneEsim();
    control.setUsage(iccid, { totalMb: 1024, usedMb: 768, expireAtMs: Date.now() + 72.5 * HOUR });
    await nadia.send("/usage");
    const card = await nadia.see("75 % used");
    expect(card.photo).toBeDefined();
    expect(textOf(card)).toMatch(/🇧🇩 Bangladesh · Active\n▓{7}░{3} 75 % used\n256 MB of 1 GB left/);
    expect(textOf(card)).toMatch(
      /Ends .*, Bangladesh time \(in 3 days\)\nAs of \d\d:\d\d, Bangladesh time\./,
    );

    const asked = looks();
    await nadia.send("/usage");
    await nadia.see("75 % used", { afterId: card.message_id });
    expect(looks()).toBe(asked);
    await nadia.tap("🔄 Refresh");
    await nadia.seeAnswer("Just checked. You can refresh again in");
    ageUsage(shop(), nadia.id, 2);
    control.setUsage(iccid, { usedMb: 1000 });
    await nadia.tap("🔄 Refresh");
    await nadia.see("24 MB of 1 GB left", { inLast: true });
    expect(looks()).toBe(asked + 1);

    await speakBengali(nadia);
    await nadia.send("/usage");
    const bengali = await nadia.see("৯৭% খরচ হয়েছে");
    expect(textOf(bengali)).toContain("১ জিবির মধ্যে ২৪ এমবি বাকি");
    expect(bengali.photo).toBeDefined();
    await nadia.tap("🔄 নতুন করে দেখুন");
    await nadia.seeAnswer(/সেকেন্ড পর আবার দেখতে পারবেন/);
  });

  it("keeps what is known, with its time, while the supplier is down or finds the eSIM no more", async () => {
    const { nadia, iccid, control } = await withOneEsim();
    control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    await nadia.send("/usage");
    await nadia.see("The operator does not answer right now. Please try again", { timeoutMs: 30_000 });
    expect(nadia.lastMessage().photo).toBeUndefined();

    control.clearFaults();
    // More is left than there was: only what makes sense is told.
    const odd = { totalMb: 1024, usedMb: -1024, expireAtMs: Date.now() + 30 * HOUR };
    control.setUsage(iccid, { status: "ACTIVE", ...odd });
    ageUsage(shop(), nadia.id, 2);
    await nadia.tap("🔄 Refresh");
    await nadia.see(/Active\n2 GB left\nEnds/);
    expect(lastText(nadia)).not.toContain("used");

    ageUsage(shop(), nadia.id, 30);
    control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    await nadia.send("/usage");
    const known = /2 GB left[^]*As of .*\d\d:\d\d, Bangladesh time[^]*does not answer right now\. These are/;
    await nadia.see(known, { timeoutMs: 30_000 });
    await speakBengali(nadia);
    ageUsage(shop(), nadia.id, 30);
    await nadia.send("/usage");
    await nadia.see(/২ জিবি বাকি[^]*আমাদের কাছে থাকা শেষ হিসাব এটি।/, { timeoutMs: 30_000 });

    control.clearFaults();
    ageUsage(shop(), nadia.id, 2);
    const reason = "No such eSIM";
    control.addFault({ kind: "refused", operation: "data-usage", times: "always", reason });
    await nadia.send("/usage");
    await nadia.see(/২ জিবি বাকি[^]*অপারেটর এই eSIM আর খুঁজে পাচ্ছে না।/, { timeoutMs: 30_000 });
    await say(nadia, "/esims", "অপারেটরের কাছে পাওয়া যাচ্ছে না");
  });

  it("shows no figures of an unlimited plan, and says that only its end is told", async () => {
    const { nadia, iccid, control } = await withOneEsim(buyUnlimited);
    control.setUsage(iccid, { usedMb: 10, expireAtMs: Date.now() + 30 * HOUR });
    const card = await say(nadia, "/usage", "Unlimited data. There are no figures to show");
    expect(card.photo).toBeDefined();
    expect(textOf(card)).toMatch(/we remind you only before its time ends\.\nEnds/);
    expect(textOf(card)).not.toMatch(/MB|GB|%/);
    await speakBengali(nadia);
    await say(nadia, "/usage", "আনলিমিটেড ডেটা। দেখানোর মতো হিসাব নেই");
  });

  it("is picked from a list where there are several eSIMs", async () => {
    const { nadia, iccid, control } = await withOneEsim();
    control.setUsage(iccid, { totalMb: 1024, usedMb: 512 });
    await buyAgain(nadia);
    await say(nadia, "/usage", /^Which eSIM\?\n1\. [^]*Not in use yet[^]*\n2\. .*\n +Active · 512 MB left/);
    await nadia.tap(/^1\. 🇧🇩/);
    await nadia.see(/Not in use yet[^]*Install by/, { inLast: true });
    await nadia.tap("‹ Back", { inLast: true });
    await nadia.see("Bought on", { inLast: true });
  });
});

describe("an eSIM's card", () => {
  it("names it, tells its end, and buys again for the same traveller", async () => {
    const { nadia, iccid, control } = await withOneEsim();
    control.setUsage(iccid, { status: "EXPIRED", usedMb: 10, expireAtMs: Date.now() - HOUR });
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

  it("leads to the orders of this eSIM alone, in English and Bengali", async () => {
    const { nadia, iccid } = await withOneEsim();
    await buyAgain(nadia);
    await say(nadia, "/esims", "Your eSIMs");
    await nadia.tap(new RegExp(`…${iccid.slice(-4)}$`));
    await nadia.tap("🧾 Its orders");
    const list = await nadia.see(new RegExp(`^Orders of 🇧🇩 Bangladesh · …${iccid.slice(-4)}\n1\\. `), {
      inLast: true,
    });
    expect(textOf(list)).not.toContain("2. ");
    await nadia.tap(/^1\. /, { inLast: true });
    await nadia.see(/^Order .* · done[^]*eSIM/, { inLast: true });
    await speakBengali(nadia);
    await say(nadia, "/esims", "আপনার eSIM");
    await nadia.tap(new RegExp(`…${iccid.slice(-4)}$`), { inLast: true });
    await nadia.tap("🧾 এর অর্ডার", { inLast: true });
    await nadia.see(`…${iccid.slice(-4)}-এর অর্ডার`, { inLast: true });
    await nadia.tap("🧾 সব অর্ডার", { inLast: true });
    await nadia.see(/^আপনার অর্ডারগুলো[^]*২\. /, { inLast: true });
  });

  it("of somebody else gets the answer of an absent one", async () => {
    const { nadia } = await withOneEsim();
    await nadia.send("/esims");
    await nadia.see("Your eSIMs");
    await nadia.tap(/^1\. 🇧🇩/);
    await nadia.see(/Bought on[^]*ICCID/);
    const dataOf = (label: string) =>
      nadia.allOldButtons().find(({ text }) => text === label)?.callback_data ?? "";
    const usage = dataOf("📊 Usage");
    const rafi = shop().customer({ firstName: "Rafi", phone: "+8801966330001" });
    await rafi.start();
    const home = await rafi.see("Travel eSIMs by");
    for (const [data, answer] of [
      [usage, "You have no eSIM yet."],
      [`${usage.slice(0, -3)}zzz`, "You have no eSIM yet."],
      [dataOf("🧾 Its orders"), "You have not ordered anything yet."],
    ] as const) {
      const tap = await rafi.tapData(home.message_id, data);
      expect((await tap.answered()).text).toContain("This menu is from earlier");
      await rafi.see(answer, { inLast: true });
    }
  });
});
