import { describe, expect, test } from "vitest";
import { CATALOGUES, LANGUAGES } from "../../../src/i18n/catalogues.ts";
import { loadCountries } from "../../../src/reference-data.ts";

const english: Readonly<Record<string, string>> = CATALOGUES.en.messages;
const keys = Object.keys(english);

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
const tags = (text: string): readonly string[] =>
  [...text.matchAll(/<\/?\w+>/g)].map((match) => match[0]).sort();

describe.each(LANGUAGES)("the catalogue of $name", ({ code }) => {
  const messages: Readonly<Record<string, string>> = CATALOGUES[code].messages;

  test("has exactly the keys of the English one", () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
  });

  test("has the placeholders and the tags of the English text in every message", () => {
    for (const key of keys) {
      expect(placeholders(messages[key] ?? ""), key).toEqual(placeholders(english[key] ?? ""));
      expect(tags(messages[key] ?? ""), key).toEqual(tags(english[key] ?? ""));
    }
  });

  test("has well-formed tags and placeholders, and no empty text", () => {
    for (const [key, text] of Object.entries(messages)) {
      expect(text.trim(), key).not.toBe("");
      const rest = text.replace(/<(b|i|code)>[^<]+<\/\1>/g, "").replace(/\{\{\w+\}\}/g, "");
      expect(rest, key).not.toMatch(/[<>{}]/);
    }
  });

  test("has every plural form that the language knows", () => {
    const { pluralCategories } = new Intl.PluralRules(CATALOGUES[code].locale).resolvedOptions();
    const bases = keys.filter((key) => key.endsWith("_other")).map((key) => key.slice(0, -"_other".length));
    expect(bases.length).toBeGreaterThan(0);
    for (const base of bases)
      for (const category of pluralCategories) expect(messages, base).toHaveProperty([`${base}_${category}`]);
  });

  test("names the capital of every country that is easily mixed up, and of no other", () => {
    const wanted = loadCountries().filter((country) => country.lookAlikes.length > 0);
    const named = Object.keys(messages).filter((key) => key.startsWith("capital."));
    expect(named.sort()).toEqual(wanted.map((country) => `capital.${country.code}`).sort());
  });

  test("gives no two countries the same name", () => {
    const names = CATALOGUES[code].countryNames;
    const intl = new Intl.DisplayNames([CATALOGUES[code].locale], { type: "region" });
    const all = loadCountries().map((country) => names[country.code] ?? intl.of(country.code));
    expect(new Set(all).size).toBe(all.length);
  });
});

test("the Bengali catalogue is written in Bengali", () => {
  const letterless = new Set([
    "help.command",
    "page.of",
    "confirm.item",
    "confirm.contact",
    "plan.title",
    "steps.apn",
    "order-card.esims",
  ]);
  for (const [key, text] of Object.entries(CATALOGUES.bn.messages)) {
    const words = text.replace(/\{\{\w+\}\}|<\/?\w+>/g, "");
    if (!/\p{L}/u.test(words) || letterless.has(key) || /^(?:title\.|traveller\..*example$)/.test(key))
      continue;
    if (key.endsWith("-example")) continue;
    expect(words, key).toMatch(/\p{Script=Bengali}/u);
  }
});

/** What staff read: they deal with the supplier by its name. */
const STAFFS = /^(?:staff|alarm|settle|told|credit)/;

describe("the same thing has the same word everywhere", () => {
  test.each([
    ["en", "customers", /\bpackages?\b/i, "plan, or top-up"],
    ["en", "customers", /\bsuppliers?\b/i, "operator"],
    ["en", "everybody", /\bpaid by hand\b/i, "by transfer"],
    ["bn", "customers", /সরবরাহকারী/, "অপারেটর"],
    ["bn", "everybody", /প্যাকেজ/, "প্ল্যান, টপ-আপ"],
    ["bn", "everybody", /ক্রেতা/, "গ্রাহক"],
    ["bn", "everybody", /জিজ্ঞাসা/, "জিজ্ঞেস"],
    ["bn", "everybody", /ই-মেইল/, "ইমেইল"],
    ["bn", "everybody", /SMS/, "এসএমএস"],
    ["bn", "everybody", /[«»]/, "“”"],
  ] as const)("in %s, for %s: not %s", (code, readers, other, word) => {
    const offenders = Object.entries(CATALOGUES[code].messages).filter(
      ([key, text]) => other.test(text) && (readers === "everybody" || !STAFFS.test(key)),
    );
    expect(offenders, `say: ${word}`).toEqual([]);
  });

  test("nothing is shouted", () => {
    for (const { code } of LANGUAGES)
      for (const [key, text] of Object.entries(CATALOGUES[code].messages))
        expect(text, key).not.toContain("!");
  });
});
