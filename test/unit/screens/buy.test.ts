import { describe, expect, test } from "vitest";
import {
  showChoices,
  showDataFilter,
  showDestination,
  showDidYouMean,
  showLetters,
  showNoPlans,
  showNothingFound,
  showPlan,
  showPlans,
  showRegion,
  showTripLength,
} from "../../../src/screens/index.ts";
import { actionOf, bengali, english as t, readBold, readLabels, readText } from "./read-screen.ts";
import { sampleFilter, samplePackage } from "./sample-models.ts";

const taka = (minor: number) => ({ total: { minor, currency: "BDT" }, tax: null, fees: null });
const oneGb = samplePackage({ dataMb: 1024, validityDays: 7, price: taka(48941) });
const threeGb = samplePackage();
const unlimited = samplePackage({
  dataMb: null,
  isUnlimited: true,
  validityDays: 10,
  promo: "10 % off",
  price: taka(231000),
});
const keyed = [oneGb, threeGb, unlimited].map((plan, n) => ({ key: `k${n}`, plan }));

describe("where to", () => {
  test("shows popular countries two in a row, then the other ways", () => {
    const screen = showDestination({ popular: ["TH", "MY", "AE"] }, t);
    expect(readText(showDestination({ popular: ["TH"], isUnreadable: true }, t))).toContain(
      "I can read only text here. Please type a country, or pick one.",
    );
    expect(readText(screen)).toBe("Where are you going?\nType a country, or pick one.");
    expect(readLabels(screen)).toEqual([
      ["🇹🇭 Thailand", "🇲🇾 Malaysia"],
      ["🇦🇪 UAE"],
      ["🌏 By region", "🔤 A–Z", "✖️ Cancel"],
    ]);
  });

  test("sorts a region by the alphabet of the language and turns its pages", () => {
    const codes = [
      "TH",
      "MY",
      "AF",
      "BD",
      "BT",
      "KH",
      "CN",
      "GE",
      "HK",
      "IN",
      "ID",
      "JP",
      "KZ",
      "LA",
      "MO",
      "MV",
    ];
    const first = showRegion({ region: "asia", codes, page: 0 }, t);
    expect(readLabels(first)[0]).toEqual(["🇦🇫 Afghanistan", "🇧🇩 Bangladesh"]);
    expect(actionOf(first, "›")).toEqual({ do: "region", region: "asia", page: 1 });
    const last = showRegion({ region: "asia", codes, page: 99 }, t);
    expect(readLabels(last).flat()).toContain("2/2");
    expect(readLabels(last).flat()).not.toContain("›");
    expect(actionOf(last, "‹ Back")).toEqual({ do: "regions" });
  });

  test("leads from the index of letters to a page and back", () => {
    const pages = [
      ["AF", "AU"],
      ["AT", "BD"],
    ];
    const index = showLetters({ pages, page: 0 }, t);
    expect(readLabels(index)[0]).toEqual(["Afg–Aus", "Aus–Ban"]);
    expect(actionOf(index, "Aus–Ban")).toEqual({ do: "letters", page: 2 });
    const page = showLetters({ pages, page: 2 }, t);
    expect(actionOf(page, "🇦🇹 Austria")).toEqual({ do: "country", code: "AT" });
    expect(actionOf(page, "‹")).toEqual({ do: "letters", page: 1 });
    expect(actionOf(page, "‹ Back")).toEqual({ do: "letters", page: 0 });
  });

  test("labels the pages by as few letters as tell them apart", () => {
    const pages = [["AF", "AO"], ["AR", "AT"], ["BD"], ["DK", "EG"]];
    expect(readLabels(showLetters({ pages, page: 0 }, t)).slice(0, 2)).toEqual([
      ["Af–An", "Ar–Au", "B"],
      ["D–E"],
    ]);
    expect(readText(showLetters({ pages, page: 4 }, t))).toContain("D–E · pick a country");
  });

  test("asks back about a mistyped country", () => {
    const screen = showDidYouMean({ code: "TR", others: ["TM"] }, t);
    expect(readText(screen)).toMatch(/^Did you mean 🇹🇷 Türkiye\?/);
    expect(actionOf(screen, "Yes, Türkiye")).toEqual({ do: "country", code: "TR" });
    expect(actionOf(screen, "No, type again")).toEqual({ do: "buy" });
  });

  test("tells look-alikes apart by their capitals", () => {
    const screen = showChoices({ codes: ["AT", "AU"], reason: "look-alike" }, t);
    expect(readText(screen)).toContain("🇦🇹 Austria · capital Vienna\n🇦🇺 Australia · capital Canberra");
    expect(actionOf(screen, "🇦🇺 Australia")).toEqual({ do: "country", code: "AU" });
  });

  test("repeats what was typed beside the names near it, and offers none that is not", () => {
    for (const language of [t, bengali]) {
      const near = showNothingFound({ typed: "Tailondia", nearest: ["TH", "CA"] }, language);
      expect(readText(near)).toContain("“Tailondia”");
      expect(readLabels(near)[0]).toEqual([language.countryLabel("TH")]);
    }
    for (const typed of ["xqzvw", "hello", "x".repeat(4096)]) {
      const far = showNothingFound({ typed, nearest: ["CA", "BZ", "TH"] }, t);
      expect(readText(far)).toBe("I did not find that country. Type it another way, or choose:");
      expect(readLabels(far)[0]).toEqual(["🌏 By region", "🔤 A–Z"]);
    }
  });
});

describe("which plan", () => {
  test("first asks how long", () => {
    const screen = showTripLength({ code: "TH" }, t);
    expect(readText(screen)).toBe("🇹🇭 Thailand · How long will you be there?");
    expect(actionOf(screen, "A week")).toEqual({ do: "plans", ...sampleFilter({ days: 7 }) });
    expect(actionOf(screen, "Show all")).toMatchObject({ days: 0 });
  });

  test("lists data, days and price, and the lowest price of those that cover the trip", () => {
    const screen = showPlans({ filter: sampleFilter({ days: 7 }), plans: keyed, covering: 3, total: 9 }, t);
    expect(readText(screen)).toContain("🇹🇭 Thailand · 3 plans cover a week, from ৳489.41");
    expect(readLabels(screen).slice(0, 4)).toEqual([
      ["1 GB · 7 days · ৳489.41"],
      ["3 GB · 15 days · ৳1,020"],
      ["🏷 ∞ Unlimited · 10 days · ৳2,310"],
      ["📅 A week", "📊 Data: any", "↕️ By price"],
    ]);
    expect(readText(screen)).toContain("∞ unlimited data · 🏷 promotion");
  });

  test("says when shorter plans follow, and when none covers the trip", () => {
    const some = showPlans({ filter: sampleFilter({ days: 15 }), plans: keyed, covering: 1, total: 9 }, t);
    expect(readText(some)).toContain("1 plan covers 15 days");
    expect(readText(some)).toContain("Shorter plans come after them.");
    const none = showPlans({ filter: sampleFilter({ days: 30 }), plans: keyed, covering: 0, total: 9 }, t);
    expect(readText(none)).toContain("no single plan covers a month");
  });

  test("keeps the filters on every button and turns pages of eight", () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ key: `k${n}`, plan: oneGb }));
    const filter = sampleFilter({ days: 7, dataMb: 1024, sort: "data", page: 1 });
    const screen = showPlans({ filter, plans: many, covering: 20, total: 20 }, t);
    expect(readLabels(screen).flat()).toContain("2/3");
    expect(actionOf(screen, "›")).toEqual({ do: "plans", ...filter, page: 2 });
    expect(actionOf(screen, "↕️ By data")).toEqual({ do: "plans", ...filter, sort: "days", page: 0 });
    expect(actionOf(screen, "📊 Data: 1 GB+")).toEqual({ do: "data-filter", ...filter });
    const [firstRow] = screen.rows;
    expect(firstRow?.[0]).toMatchObject({ action: { do: "plan", plan: "k8", ...filter, quantity: 1 } });
  });

  test("takes only the filter's fields from an action that is passed whole", () => {
    const action = { do: "plans", ...sampleFilter({ days: 7 }) } as const;
    const screen = showPlans({ filter: action, plans: keyed, covering: 3, total: 3 }, t);
    expect(actionOf(screen, "1 GB · 7 days · ৳489.41")).toEqual({
      do: "plan",
      ...sampleFilter({ days: 7 }),
      plan: "k0",
      quantity: 1,
    });
  });

  test("an empty list says whether the filter or the country is the reason", () => {
    const filtered = showPlans({ filter: sampleFilter({ dataMb: -1 }), plans: [], covering: 0, total: 9 }, t);
    expect(readText(filtered)).toContain("no plan fits this choice");
    expect(actionOf(filtered, "Show all plans")).toMatchObject({ do: "plans", days: 0, dataMb: 0 });
    const unsold = showPlans({ filter: sampleFilter(), plans: [], covering: 0, total: 0 }, t);
    expect(readText(unsold)).toContain("no plans at the moment");
    expect(unsold).toEqual(showNoPlans({ code: "TH", filter: null }, t));
  });

  test("offers at most eight amounts of data, the smallest and the largest among them", () => {
    const sizes = Array.from({ length: 30 }, (_, n) => (n + 1) * 1024);
    const screen = showDataFilter({ filter: sampleFilter({ dataMb: -1 }), sizes }, t);
    const labels = readLabels(screen).flat();
    expect(labels.filter((label) => label.endsWith("or more"))).toHaveLength(8);
    expect(labels).toEqual(expect.arrayContaining(["1 GB or more", "30 GB or more", "✓ ∞ Unlimited only"]));
    expect(actionOf(screen, "30 GB or more")).toMatchObject({ do: "plans", dataMb: 30720, page: 0 });
  });
});

describe("one plan's card", () => {
  const card = (overrides: Parameters<typeof samplePackage>[0] = {}, quantity = 1) =>
    showPlan({ ...sampleFilter({ days: 7 }), key: "k1", plan: samplePackage(overrides), quantity }, t);

  test("tells everything that is known", () => {
    expect(readText(card())).toBe(
      [
        "3 GB · 15 days · 🇹🇭 Thailand · ৳1,020",
        "Operator: Happy Tourist",
        "Networks: AIS, TrueMove (4G, 5G)",
        "Starts: on first connection in Thailand",
        "Install within: 365 days of buying",
        "Can be topped up: yes",
        "Calls: no number, data only",
        "About ৳340 per GB",
      ].join("\n"),
    );
  });

  test("never assumes when validity starts", () => {
    expect(readText(card({ activationPolicy: "installation" }))).toContain("Starts: when you install it");
    expect(readText(card({ activationPolicy: null }))).toContain("Starts: not stated");
    expect(readText(card({ isRechargeable: null }))).toContain("Can be topped up: not stated");
  });

  test("counts the countries of a regional plan and names the networks of the chosen one", () => {
    const coverage = ["SG", "MY", "TH"].map((country) => ({
      country,
      networks: [`${country} Mobile`],
      networkTypes: [],
    }));
    const text = readText(card({ coverage }));
    expect(text).toContain("Works in 3 countries: Singapore, Malaysia, Thailand");
    expect(text).toContain("Networks: TH Mobile\n");
    expect(readText(card({ coverage: [] }))).toContain("Networks: not stated by the operator");
  });

  test("says so where a long fair use text is shortened", () => {
    const text = readText(
      card({ hasFairUsagePolicy: true, fairUsagePolicy: "slower after 3 GB a day, ".repeat(60) }),
    );
    expect(text).toContain("… (shortened here; ask us for the full text)");
    expect(
      readText(card({ hasFairUsagePolicy: true, fairUsagePolicy: "After 3 GB a day, slower" })),
    ).toContain("Fair use: After 3 GB a day, slower");
    expect(readText(card({ hasFairUsagePolicy: true }))).toContain("may slow the connection");
  });

  test("names no price per GB where the figure would say nothing", () => {
    expect(readText(card({ dataMb: 1024 }))).not.toContain("per GB");
    expect(readText(card({ isUnlimited: true, dataMb: null }))).not.toContain("per GB");
  });

  test("counts eSIMs from one to nine and shows the sum", () => {
    const one = card();
    expect(actionOf(one, "➖")).toEqual({ do: "nothing" });
    expect(actionOf(one, "➕")).toMatchObject({ do: "plan", quantity: 2, days: 7 });
    const nine = card({}, 9);
    expect(actionOf(nine, "➕")).toEqual({ do: "nothing" });
    expect(readBold(nine)).toContain("9 × ৳1,020 = ৳9,180");
    expect(actionOf(nine, "Continue")).toEqual({ do: "begin-order", code: "TH", plan: "k1", quantity: 9 });
  });

  test("goes back to the list as it was filtered", () => {
    expect(actionOf(card(), "‹ Back")).toEqual({ do: "plans", ...sampleFilter({ days: 7 }) });
  });

  test("reads as Bengali does", () => {
    const screen = showPlan({ ...sampleFilter(), key: "k1", plan: samplePackage(), quantity: 2 }, bengali);
    expect(readText(screen)).toContain("৩ জিবি · ১৫ দিন · 🇹🇭 থাইল্যান্ড · ৳১,০২০");
    expect(readText(screen)).toContain("কেনার ৩৬৫ দিনের মধ্যে");
    expect(readLabels(screen)[0]).toEqual(["➖", "২টি eSIM", "➕"]);
  });
});
