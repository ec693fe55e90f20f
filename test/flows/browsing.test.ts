import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { buy, choosePlan, say } from "../support/purchase.ts";
import { newestOrder } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

/** What the buttons on the newest card say. */
const labels = (customer: Customer): string[] => customer.buttons().map(({ text }) => text);

describe("where to", () => {
  // Few countries are on sale: Monaco is a country that the shop knows and the supplier has nothing for.
  const shop = useShop({ itt: { countries: ["BD", "TH", "TR", "AT", "AU", "NE", "NG", "JP"] } });

  it("goes by region and by page to a country, and back again", async () => {
    const nadia = shop().customer();
    await nadia.send("/buy");
    await nadia.tap("🌏 By region");
    await nadia.see("Which part of the world?");
    await nadia.tap("Asia");
    await nadia.see(/^Asia · pick/);
    const first = labels(nadia);
    await nadia.tap("›");
    await nadia.see(/^Asia · pick/);
    await expect.poll(() => labels(nadia)).not.toEqual(first);
    await nadia.tap("‹");
    await expect.poll(() => labels(nadia)).toEqual(first);
    await nadia.tap("‹ Back");
    await nadia.see("Which part of the world?");
    await nadia.tap("‹ Back");
    await nadia.see("Where are you going?");
  });

  it("goes by letter to a country, in one message edited in place", async () => {
    const nadia = shop().customer();
    await nadia.send("/buy");
    const { message_id } = await nadia.see("Where are you going?");
    await nadia.tap("🔤 A–Z");
    await nadia.see("All countries, A to Z");
    await nadia.tap("T");
    await nadia.tap("🇹🇭 Thailand");
    const card = await nadia.see("🇹🇭 Thailand · How long");
    expect(card.message_id).toBe(message_id);
  });

  it.each([
    ["turky", "Türkiye", "Yes, Türkiye"],
    ["Bangladseh", "Bangladesh", "Yes, Bangladesh"],
    ["থাইল্যন্ড", "Thailand", "Yes, Thailand"],
  ])("asks whether %s means %s", async (typed, country, yes) => {
    const nadia = shop().customer();
    await say(nadia, typed, `Did you mean`);
    await nadia.tap(yes);
    await nadia.see(new RegExp(`${country} · How long`));
  });

  it("says that a sticker is no country it can read, and asks again", async () => {
    const nadia = shop().customer();
    await nadia.send("/buy");
    await nadia.see("Where are you going?");
    await nadia.sendSticker();
    await nadia.see("I can read only text here. Please type a country, or pick one.", { inLast: true });
  });

  it("finds a country by its Bengali name, by its code, and inside a sentence", async () => {
    const nadia = shop().customer();
    await say(nadia, "থাইল্যান্ড", "Thailand · How long");
    await say(nadia, "jp", "Japan · How long");
    await say(nadia, "an esim for bangladesh please", "Bangladesh · How long");
  });

  it("asks which of two look-alikes is meant, and names the other one on the confirm card", async () => {
    const nadia = shop().customer();
    const asked = await say(nadia, "niger", "easy to mix up");
    expect(asked.text).toContain("capital Niamey");
    expect(asked.text).toContain("capital Abuja");
    await nadia.tap(/Niger$/);
    await nadia.see("Niger · How long");
    await say(nadia, "congo", "Kinshasa");
  });

  it("says so where no country is near, and offers the regions", async () => {
    const nadia = shop().customer();
    await say(nadia, "xqzvw", "I did not find that country. Type it another way, or choose:");
    await nadia.tap("🌏 By region");
    await nadia.see("Which part of the world?");
  });

  it("answers a text of 4,096 characters", async () => {
    const nadia = shop().customer();
    await say(nadia, "x".repeat(4096), "I did not find that country");
  });

  it("tells a command that it does not have from a country", async () => {
    const nadia = shop().customer();
    await say(nadia, "/refund", "I don't know /refund");
  });

  it("says that nothing is on sale for a country, and leads to another", async () => {
    const nadia = shop().customer();
    await say(nadia, "Monaco", "Monaco · How long");
    await nadia.tap("Show all");
    await nadia.see("no plans at the moment");
    await nadia.tap("🌍 Another country");
    await nadia.see("Where are you going?");
  });

  it("answers a sticker and a photo with the question", async () => {
    const nadia = shop().customer();
    await nadia.sendSticker();
    const first = await nadia.see("Where are you going?");
    await nadia.sendPhoto();
    await nadia.see("Where are you going?", { afterId: first.message_id });
  });
});

describe("which plan", () => {
  const shop = useShop();

  it("narrows down by days and data, sorts, turns pages, and goes back step by step", async () => {
    const nadia = shop().customer();
    await say(nadia, "India", "How long");
    await nadia.tap("A week");
    await nadia.see(/plans? covers? a week, from/);
    await nadia.tap("📊 Data: any");
    await nadia.see("How much data do you need?");
    await nadia.tap(/∞ Unlimited only/);
    await nadia.see(/Unlimited data only|no plan fits this choice/);
    await nadia.tap(/📊 Data/);
    await nadia.tap(/Any amount/);
    await nadia.see(/plans? covers? a week, from/);
    await nadia.tap("↕️ By price");
    await nadia.tap("↕️ By data");
    await nadia.tap("↕️ By days");
    await nadia.tap("📅 A week");
    await nadia.see("How long will you be there?");
    await nadia.tap("Show all");
    await nadia.see(/plans, from/);
    await nadia.tap("›");
    await nadia.tap(/^2\/\d/);
    await nadia.tap("‹");
    await nadia.tap(/^1\/\d/);
    await nadia.tap(/ · ৳/);
    await nadia.see("Install within");
    await nadia.tap("‹ Back");
    await nadia.see(/plans, from/);
    await nadia.tap("‹ Back");
    await nadia.see("How long will you be there?");
    await nadia.tap("‹ Back");
    await nadia.see("Where are you going?");
  });

  it("counts the eSIMs up and down, and does nothing past one", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await nadia.tap("➕");
    await nadia.see(/2 × ৳/);
    await nadia.tap("➖");
    await nadia.tap("1 eSIM");
    const tap = await nadia.tap("➖");
    await tap.answered();
    expect(labels(nadia)).toContain("1 eSIM");
  });

  it("explains how to check the phone and comes back to the same plan", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    const { text } = nadia.lastMessage();
    await nadia.tap("📱 Will it work on my phone?");
    await nadia.see("*#06#");
    await nadia.tap("‹ Back");
    expect((await nadia.see("Install within")).text).toBe(text);
  });
});

describe("a link", () => {
  const shop = useShop();

  it("opens a country (?start=c_JP)", async () => {
    const nadia = shop().customer();
    await nadia.start("c_JP");
    await nadia.see("🇯🇵 Japan · How long");
  });

  it.each(["c_QQ", "c_", "x_1", "s_"])(
    "opens the start page where it leads nowhere (?start=%s)",
    async (payload) => {
      const nadia = shop().customer();
      await nadia.start(payload);
      await nadia.see("Travel eSIMs by Test Travel");
    },
  );

  it("keeps where the customer came from on the order (?start=s_<tag>)", async () => {
    const nadia = shop().customer();
    await nadia.start("s_airport_poster-7");
    await nadia.see("Travel eSIMs by Test Travel");
    await buy(nadia);
    expect(newestOrder(shop(), nadia.id).source).toBe("airport_poster-7");
  });
});
