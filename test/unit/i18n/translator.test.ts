import { describe, expect, test } from "vitest";
import { createTranslator, LANGUAGES, languageFor } from "../../../src/i18n/index.ts";

const en = createTranslator("en");
const bn = createTranslator("bn");
const taka = (minor: number) => ({ minor, currency: "BDT" });

describe("money", () => {
  test("leaves zero decimals out, except where the exact amount is due", () => {
    expect(en.money(taka(102000))).toBe("৳1,020");
    expect(en.moneyExact(taka(102000))).toBe("৳1,020.00");
    expect(en.money(taka(48941))).toBe("৳489.41");
    expect(en.money(taka(48950))).toBe("৳489.50");
  });

  test("is written in Bengali digits with the taka sign in front and lakhs grouped", () => {
    expect(bn.money(taka(102000))).toBe("৳১,০২০");
    expect(bn.moneyExact(taka(12345678))).toBe("৳১,২৩,৪৫৬.৭৮");
  });

  test("follows ISO 4217 for currencies with no or three decimals", () => {
    expect(en.moneyExact({ minor: 1500, currency: "JPY" })).toBe("¥1,500");
    expect(en.money({ minor: 1234, currency: "KWD" })).toBe("KWD\u00a01.234");
    expect(en.money({ minor: 2000, currency: "KWD" })).toBe("KWD\u00a02");
  });

  test("shows the last poisha of large amounts", () => {
    expect(en.moneyExact(taka(999_999_999_999_99))).toBe("৳999,999,999,999.99");
  });
});

describe("data and days", () => {
  test("are written as people say them", () => {
    expect([500, 1000, 1024, 1536, 3072, 10240, 20000].map((mb) => en.data(mb))).toEqual([
      "500 MB",
      "1 GB",
      "1 GB",
      "1.5 GB",
      "3 GB",
      "10 GB",
      "20 GB",
    ]);
    expect(bn.data(1536)).toBe("১.৫ জিবি");
    expect(bn.data(500)).toBe("৫০০ এমবি");
  });

  test("never show more data than there is", () => {
    expect(en.data(2047)).toBe("1.9 GB");
    expect(en.data(1023)).toBe("1,023 MB");
  });

  test("choose the plural form", () => {
    expect(en.days(1)).toBe("1 day");
    expect(en.days(7)).toBe("7 days");
    expect(bn.days(7)).toBe("৭ দিন");
    expect(en.text("unit.esims", { count: 1 })).toBe("1 eSIM");
  });
});

describe("dates and countries", () => {
  test("tell the day in the given zone", () => {
    const lateInLondon = Date.UTC(2027, 10, 20, 20, 0);
    expect(en.date(lateInLondon, "Europe/London")).toBe("20 Nov 2027");
    expect(en.date(lateInLondon, "Asia/Dhaka")).toBe("21 Nov 2027");
    expect(bn.date(lateInLondon, "Asia/Dhaka")).toBe("২১ নভেম্বর, ২০২৭");
  });

  test("name countries in full, flagged, and short for buttons", () => {
    expect(en.countryName("AE")).toBe("United Arab Emirates");
    expect(en.flaggedCountry("TH")).toBe("🇹🇭 Thailand");
    expect(en.countryLabel("AE")).toBe("🇦🇪 UAE");
    expect(bn.countryName("BH")).toBe("বাহরাইন");
    expect(en.countryName("not a code")).toBe("not a code");
  });
});

describe("rich text", () => {
  test("turns the catalogue's tags into spans", () => {
    expect(en.rich("confirm.total", { total: "৳1,020.00" })).toEqual([
      { text: "To pay: ৳1,020.00", style: "bold" },
    ]);
    expect(en.rich("destination.did-you-mean", { country: "Oman" })).toEqual([
      { text: "Did you mean " },
      { text: "Oman", style: "bold" },
      { text: "?" },
    ]);
  });

  test("takes tags, placeholders and nesting marks in a value as plain text", () => {
    const nasty = "<b>x</b> {{country}} $t(button.back) $& &amp;";
    expect(en.rich("destination.nothing", { query: nasty })).toEqual([
      { text: `I found no country for “${nasty}”.`, style: "bold" },
    ]);
    expect(en.text("destination.yes", { country: nasty })).toBe(`Yes, ${nasty}`);
  });
});

describe("the language", () => {
  test("is the chosen one, else Telegram's, else the shop's", () => {
    expect(languageFor("bn", "en", "en")).toBe("bn");
    expect(languageFor(null, "bn", "en")).toBe("bn");
    expect(languageFor(null, "en-GB", "bn")).toBe("en");
    expect(languageFor(null, "fr", "bn")).toBe("bn");
    expect(languageFor(null, undefined, "en")).toBe("en");
  });

  test("passes over a choice the shop no longer has", () => {
    expect(languageFor("tlh", "bn", "en")).toBe("bn");
    expect(languageFor("constructor", "toString", "en")).toBe("en");
  });

  test("is offered under its own name", () => {
    expect(LANGUAGES).toEqual([
      { code: "en", name: "English" },
      { code: "bn", name: "বাংলা" },
    ]);
  });
});
