import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTranslator, LANGUAGES } from "../../../../src/i18n/index.ts";
import { loadCountries } from "../../../../src/reference-data.ts";
import { createDestinations } from "../../../../src/services/catalogue/destinations.ts";

const translators = new Map<string, ReturnType<typeof createTranslator>>(
  LANGUAGES.map(({ code }) => [code, createTranslator(code)]),
);
const countries = loadCountries();
const destinations = createDestinations({
  countries,
  names: (code, language) => translators.get(language)?.countryName(code) ?? code,
  languages: LANGUAGES.map(({ code }) => code),
});
const search = (query: string) => destinations.search(query);

describe("an exact name", () => {
  test.each([
    ["TH", "TH"],
    ["th", "TH"],
    ["uk", "GB"],
    ["🇹🇭", "TH"],
    ["Thailand", "TH"],
    ["  THAILAND! ", "TH"],
    ["থাইল্যান্ড", "TH"],
    ["মালয়েশিয়া", "MY"],
    ["মালয়শিয়া", "MY"],
    ["turkey", "TR"],
    ["Türkiye", "TR"],
    ["তুরস্ক", "TR"],
    ["u.s.a.", "US"],
    ["america", "US"],
    ["আমেরিকা", "US"],
    ["KSA", "SA"],
    ["saudi", "SA"],
    ["সৌদি", "SA"],
    ["uae", "AE"],
    ["dubai", "AE"],
    ["bali", "ID"],
    ["burma", "MM"],
    ["korea", "KR"],
    ["holland", "NL"],
    ["Cote d’Ivoire", "CI"],
    ["ivory coast", "CI"],
    ["swaziland", "SZ"],
    ["czech", "CZ"],
    ["macedonia", "MK"],
    ["curacao", "CW"],
    ["austria", "AT"],
    ["australia", "AU"],
    ["nigeria", "NG"],
    ["trinidad & tobago", "TT"],
  ])("%s is %s", (query, code) => {
    expect(search(query)).toEqual({ kind: "exact", code });
  });

  test("finds every country by its code and its own name in every language, look-alikes asked", () => {
    for (const { code, lookAlikes } of countries) {
      expect(search(code)).toEqual({ kind: "exact", code });
      for (const t of translators.values()) {
        const found = search(t.countryName(code));
        if (found.kind === "choices") {
          expect(found.codes[0], t.countryName(code)).toBe(code);
          expect(lookAlikes, t.countryName(code)).toEqual(expect.arrayContaining(found.codes.slice(1)));
        } else expect(found, t.countryName(code)).toEqual({ kind: "exact", code });
      }
    }
  });

  test("does not take uk for Ukraine", () => {
    expect(search("uk")).not.toMatchObject({ code: "UA" });
  });
});

describe("names that are easily mixed up", () => {
  test.each([
    ["congo", ["CD", "CG"]],
    ["কঙ্গো", ["CD", "CG"]],
    ["guinea", ["GN", "GQ", "GW", "PG"]],
    ["niger", ["NE", "NG"]],
    ["sudan", ["SD", "SS"]],
    ["dominica", ["DM", "DO"]],
    ["virgin islands", ["VG", "VI"]],
  ])("%s asks which one", (query, codes) => {
    expect(search(query)).toEqual({ kind: "choices", codes, reason: "look-alike" });
  });
});

describe("part of a name", () => {
  test("is enough where only one country begins so", () => {
    expect(search("thai")).toEqual({ kind: "exact", code: "TH" });
    expect(search("singap")).toEqual({ kind: "exact", code: "SG" });
  });

  test("asks where several do, names before aliases, at most six", () => {
    expect(search("united")).toEqual({ kind: "choices", codes: ["AE", "GB", "US"], reason: "several" });
    const found = search("san");
    expect(found.kind === "choices" && found.codes.length <= 6).toBe(true);
  });

  test("is found inside a sentence, Bengali endings included", () => {
    expect(search("esim for thailand please")).toEqual({ kind: "exact", code: "TH" });
    expect(search("থাইল্যান্ডে যাব")).toEqual({ kind: "exact", code: "TH" });
    expect(search("আমি সৌদি যাব")).toEqual({ kind: "exact", code: "SA" });
  });
});

describe("a slip of the finger", () => {
  test.each([
    ["turky", "TR"],
    ["bangladsh", "BD"],
    ["thailnd", "TH"],
    ["mexcio", "MX"],
    ["germny", "DE"],
    ["swizerland", "CH"],
    ["philipines", "PH"],
    ["united kingdm", "GB"],
    ["তুরষ্ক", "TR"],
    ["মালেয়শিয়া", "MY"],
  ])("%s is asked back as %s", (query, code) => {
    expect(search(query)).toMatchObject({ kind: "did-you-mean", code });
  });

  test("offers the next best guesses too", () => {
    expect(search("austrlia")).toEqual({ kind: "did-you-mean", code: "AU", others: ["AT"] });
  });
});

describe("what is no country", () => {
  test.each(["", "   ", "😀", "xyzzy", "?!", "a".repeat(4096), "নননন", "hello hello hello"])(
    "%j finds nothing, and three others are offered",
    (query) => {
      const found = search(query);
      expect(found.kind).toBe("nothing");
      expect(found.kind === "nothing" && found.nearest).toHaveLength(3);
    },
  );

  test("answers any text, with known countries only", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary", maxLength: 400 })), (query) => {
        const found = search(query);
        const codes =
          found.kind === "nothing" ? found.nearest : found.kind === "choices" ? found.codes : [found.code];
        expect(codes.every((code) => destinations.has(code))).toBe(true);
        expect(codes.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the lists", () => {
  test("begin with where people from the shop's country fly, never with that country", () => {
    expect(destinations.popular("BD")).toEqual(["TH", "MY", "SA", "AE", "IN", "SG"]);
    for (const shop of ["XX", "AE", "US", "TH"]) {
      expect(destinations.popular(shop)).toHaveLength(6);
      expect(destinations.popular(shop)).not.toContain(shop);
    }
  });

  test("hold every country once, by region and by letter", () => {
    const all = countries.map(({ code }) => code).sort();
    const regional = destinations.regions().flatMap((region) => destinations.ofRegion(region));
    expect([...regional].sort()).toEqual(all);
    for (const language of translators.keys())
      expect([...destinations.letters(language).flat()].sort()).toEqual(all);
  });

  test.each([...translators.keys()])(
    "share no letter between pages, but for one longer than a page: %s",
    (language) => {
      const pages = destinations.letters(language);
      const initials = pages.map((page) => [
        ...new Set(page.map((code) => translators.get(language)?.countryName(code).normalize("NFD")[0])),
      ]);
      for (const [index, letters] of initials.entries()) {
        expect(pages[index]?.length).toBeLessThanOrEqual(14);
        if (letters.at(-1) === initials[index + 1]?.[0]) expect(letters).toHaveLength(1);
      }
      expect(pages.length % 3).not.toBe(1);
    },
  );

  test("follow the alphabet of the language", () => {
    const english = destinations.letters("en").flat();
    expect(english[0]).toBe("AF");
    const bengali = destinations
      .letters("bn")
      .flat()
      .map((code) => translators.get("bn")?.countryName(code) ?? "");
    expect(bengali).toEqual([...bengali].sort(new Intl.Collator("bn").compare));
  });

  test("know zones and look-alikes of what they hold", () => {
    expect(destinations.zoneOf("TH")).toBe("Asia/Bangkok");
    expect(destinations.zoneOf("XX")).toBeUndefined();
    expect(destinations.lookAlikesOf("AT")).toEqual(["AU"]);
    expect(destinations.count).toBe(countries.length);
  });
});
