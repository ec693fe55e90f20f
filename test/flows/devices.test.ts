import { afterEach, describe, expect, it } from "vitest";
import { speakBengali } from "../support/care.ts";
import { choosePlan } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

const listReads = (open: Shop) =>
  open.itt.control.calls().filter(({ operation }) => operation === "compatible-devices").length;

describe("will it work on my phone?", () => {
  it("says yes, no and not listed, reads the list once, and keeps it while the supplier is down", async () => {
    shop = await startShop();
    const nadia = shop.customer();
    await nadia.send("/devices");
    await nadia.see("Which phone is it?");
    await nadia.send("iphone 11");
    await nadia.see("Yes: iPhone 11");
    await nadia.send("s23 ultra");
    await nadia.see("Yes: Samsung Galaxy S23 Ultra");
    await nadia.tap("🔎 Check another phone");
    await nadia.send("s22 ultra");
    await nadia.see("“s22 ultra” is not on the list");
    await nadia.see("Samsung Galaxy S22");
    await nadia.send("iphone 7");
    await nadia.see("“iphone 7” has no eSIM");
    expect(listReads(shop)).toBe(1);

    shop.itt.control.addFault({ kind: "status500Before", operation: "compatible-devices", times: "always" });
    await shop.restart();
    await nadia.send("/devices galaxy s23");
    await nadia.see("Yes: Samsung Galaxy S23");
    expect(listReads(shop)).toBe(1);
  });

  it("is asked from a plan, leads back to it, and lets a country through", async () => {
    shop = await startShop();
    const nadia = shop.customer();
    await choosePlan(nadia);
    await nadia.tap("📱 Will it work on my phone?");
    await nadia.see("Which phone is it?");
    await nadia.send("pixel 8");
    await nadia.see("Yes: Google Pixel 8");
    await nadia.tap("‹ Back");
    await nadia.see("Install within");
    await nadia.tap("📱 Will it work on my phone?");
    await nadia.sendSticker();
    await nadia.see("Please type the phone's model as text.");
    await nadia.send("Thailand");
    await nadia.see("How long will you be there?");
  });

  it("understands Bengali letters and digits, and says when no list can be read", async () => {
    shop = await startShop();
    const nadia = shop.customer();
    await speakBengali(nadia);
    shop.itt.control.addFault({ kind: "status500Before", operation: "compatible-devices", times: "always" });
    await nadia.send("/devices");
    await nadia.see("ফোনটি কোন মডেলের?");
    await nadia.send("আইফোন ১৩");
    await nadia.see("পড়া যাচ্ছে না", { timeoutMs: 30_000 });
    shop.itt.control.clearFaults();
    await shop.restart();
    await nadia.send("/devices আইফোন ১৩");
    await nadia.see("হ্যাঁ: iPhone 13");
    await nadia.send("এস২৩ আল্ট্রা");
    await nadia.see("হ্যাঁ: Samsung Galaxy S23 Ultra");
    await nadia.send("থাইল্যান্ড");
    await nadia.see("থাইল্যান্ড · ", { inLast: true });
  });
});
