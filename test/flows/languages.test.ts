import { describe, expect, it } from "vitest";
import { createTranslator } from "../../src/i18n/index.ts";
import { beginTraveller, choosePlan, decodeQr, JASIM, say } from "../support/purchase.ts";
import { newestOrder } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const bn = createTranslator("bn");

/** Digits that people of another numeral system would not write. */
const ASCII_DIGIT = /[0-9]/;

describe("a purchase in Bengali", () => {
  const shop = useShop();

  it("is in Bengali from the first word to the QR image, numerals included", async () => {
    const nadia = shop().customer({ languageCode: "bn", firstName: "নাদিয়া", lastName: "রহমান" });
    await nadia.start();
    expect((await nadia.see(/২২০/)).text).toContain("টিরও বেশি দেশে");
    await nadia.tap(bn.text("button.buy"));
    await say(nadia, "বাংলাদেশ", "বাংলাদেশ");
    await nadia.tap(bn.text("trip.button-any"));
    await nadia.tap(/ · .* · ৳/);
    const card = await nadia.see(/৳[০-৯]/);
    expect(card.text?.split("\n")[0]).not.toMatch(ASCII_DIGIT);
    const prices = nadia.allOldButtons().filter(({ text }) => text.includes("৳"));
    expect(prices.length).toBeGreaterThan(3);
    for (const { text } of prices) expect(text).not.toMatch(ASCII_DIGIT);

    await nadia.tap(bn.text("plan.continue"));
    await nadia.see("ধাপ ১/৪", { inLast: true });
    await say(nadia, "নাদিয়া", "পাসপোর্টের মতো ইংরেজি অক্ষরে লিখুন। যেমন: Jasim");
    await say(nadia, "Nadia", bn.text("traveller.last-name"));
    await say(nadia, "Rahman", bn.text("traveller.title", { name: "Nadia" }));
    await nadia.tap(bn.text("title-button.MS"));
    await nadia.see(bn.text("traveller.age", { name: "Nadia" }), { inLast: true });
    await say(nadia, "৩০", bn.text("traveller.phone"));
    await say(nadia, "০১৭১২৩৪৫৬৭৮", bn.text("traveller.email"));
    const confirm = await say(nadia, JASIM.email, "৳");
    expect(confirm.text).toContain("Nadia Rahman, ৩০ বছর");
    const reference = newestOrder(shop(), nadia.id).reference;
    await nadia.tap(/✅.*৳[০-৯]/);
    await nadia.see(bn.text("ordering.text", { count: 1, reference }));
    const photo = await nadia.seePhoto();
    expect(photo.caption).toContain("আপনার eSIM তৈরি");
    expect(decodeQr(nadia)).toMatch(/^LPA:1\$/);
    await nadia.see(bn.text("done.text", { count: 1, country: bn.flaggedCountry("BD"), reference }));
    await nadia.see("কবে যাচ্ছেন?");
    await nadia.tap("এখন নয়");
    await nadia.see("পরের বারের জন্য এই তথ্য রেখে দেব?");
    const said = nadia.messages().filter(({ from }) => from.is_bot);
    for (const { text, caption } of said) expect(text ?? caption).toMatch(/\p{Script=Bengali}/u);
  });

  it("goes on in the other language where it is switched in the middle", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    await say(nadia, "Jasim", "Last name");
    await say(nadia, "/language", "Which language shall we use?");
    await nadia.tap("বাংলা");
    await nadia.see(bn.text("traveller.last-name"), { inLast: true });
    await say(nadia, "Karim", bn.text("traveller.title", { name: "Jasim" }));
    await say(nadia, "/language", bn.text("language.question").replaceAll(/<\/?b>/g, ""));
    await nadia.tap("English");
    await nadia.see("Which title does Jasim use?", { inLast: true });
  });
});

describe("a language that the shop does not speak", () => {
  const shop = useShop({ environment: { DEFAULT_LANGUAGE: "bn" } });

  it("is answered in the shop's default language, until another one is chosen", async () => {
    const jürgen = shop().customer({ firstName: "Jürgen", languageCode: "de" });
    await jürgen.start();
    await jürgen.see("ভ্রমণ eSIM");
    await jürgen.tap("🌐 English");
    await jürgen.see("Travel eSIMs by Test Travel", { inLast: true });
    await shop().stop();
    await shop().start();
    await say(jürgen, "Germany", "How long will you be there?");
    const anna = shop().customer({ firstName: "Anna", languageCode: "en-GB" });
    await anna.start();
    await anna.see("Travel eSIMs by Test Travel");
  });
});
