import { describe, expect, it } from "vitest";
import { createCatalogue } from "../../../src/sandbox/itt-emulator/catalogue/catalogue.ts";
import { at, listAt, post, searchBody, startEmulator } from "./emulator-client.ts";

const build = (seed: string) => createCatalogue({ seed, sellMarkupPercent: 0 });

describe("the seeded catalogue", () => {
  it("is the same for a seed and another for another", () => {
    const thai = (seed: string) => {
      const catalogue = build(seed);
      const area = catalogue.areas.find((entry) => entry.countryCode === "TH");
      return area === undefined ? [] : catalogue.packagesOf(area);
    };
    expect(thai("a")).toEqual(thai("a"));
    expect(thai("a")).not.toEqual(thai("b"));
  });

  it("sells 5 to 25 eSIMs in each country, under ids that are unique in the world", () => {
    const catalogue = build("itt");
    const ids = new Set<string>();
    for (const area of catalogue.areas) {
      const packages = catalogue.packagesOf(area);
      const sims = packages.filter((entry) => entry.packageType === "sim");
      expect(sims.length).toBeGreaterThanOrEqual(5);
      expect(sims.length).toBeLessThanOrEqual(25);
      for (const entry of packages) {
        expect(ids.has(entry.key)).toBe(false);
        ids.add(entry.key);
      }
    }
  });

  it("has every kind of plan that a shop must cope with", () => {
    const catalogue = build("itt");
    const all = catalogue.areas.flatMap((area) => catalogue.packagesOf(area));
    expect(all.some((entry) => entry.isUnlimited && entry.dataMb === 0)).toBe(true);
    expect(all.some((entry) => entry.voiceMinutes !== null)).toBe(true);
    expect(all.some((entry) => !entry.isRechargeable)).toBe(true);
    expect(all.some((entry) => entry.promoTag !== null && entry.price.discountMinor > 0)).toBe(true);
    expect(all.some((entry) => entry.price.taxMinor > 0 && entry.price.feeMinor > 0)).toBe(true);
    expect(all.some((entry) => entry.title.length > 80 && entry.operatorTitle.length > 80)).toBe(true);
    expect(all.some((entry) => /[^\p{Script=Latin}\p{P}\p{Z}\d]/u.test(entry.operatorTitle))).toBe(true);
    expect(new Set(all.map((entry) => entry.activationPolicy))).toEqual(
      new Set(["first-usage", "installation", null]),
    );
  });

  it("shows regional and global packages only to who asks for them", async () => {
    const emulator = await startEmulator();
    const typesFor = async (regionType: string) => {
      const found = await post(emulator, "search", searchBody({ region_type: regionType }));
      return new Set(listAt(found, "data").map((entry) => at(entry, "coverage_type")));
    };
    expect(await typesFor("local")).toEqual(new Set(["local"]));
    expect(await typesFor("regional")).toEqual(new Set(["regional"]));
    const closed = await startEmulator({ regionalSearch: false });
    const none = await post(closed, "search", searchBody({ region_type: "global" }));
    expect(none["total_esim_package"]).toBe(0);
  });

  it("lists top-ups in a search only where the option reads topup_included so", async () => {
    const kinds = async (topupIncluded: "lists-topups" | "ignored", asked: string) => {
      const emulator = await startEmulator({ topupIncluded });
      const found = await post(emulator, "search", searchBody({ topup_included: asked }));
      return new Set(listAt(found, "data").map((entry) => at(entry, "package_type")));
    };
    expect(await kinds("lists-topups", "yes")).toEqual(new Set(["sim", "topup"]));
    expect(await kinds("lists-topups", "no")).toEqual(new Set(["sim"]));
    expect(await kinds("ignored", "yes")).toEqual(new Set(["sim"]));
  });

  it("hides what is sold out and refuses to quote it", async () => {
    const emulator = await startEmulator();
    const [first] = emulator.control.packages("BD");
    emulator.control.setSoldOut(first?.packageId ?? "", true);
    const found = await post(emulator, "search", searchBody());
    expect(listAt(found, "data").map((entry) => at(entry, "package_id"))).not.toContain(first?.packageId);
    const single = await post(emulator, "single-package", {
      tracking_id: found["tracking_id"] ?? null,
      package_id: first?.packageId ?? null,
    });
    expect(single).toEqual({ status: "failed", reason: "The package is out of stock.", code: 33 });
  });
});
