import { describe, expect, test } from "vitest";
import type { UsageFigures } from "../../../src/domain/usage.ts";
import { showAlert, showUsage } from "../../../src/screens/index.ts";
import { tryDrawUsage } from "../../../src/telegram/pictures/index.ts";
import { actionOf, bengali, english as t, readLabels, readText, translators } from "./read-screen.ts";
import { CLOCKS, NOW_MS, sampleEsim, sampleFigures, sampleOrder, samplePackage } from "./sample-models.ts";

const owned = { esim: sampleEsim(), order: sampleOrder() };
const rest = { clocks: CLOCKS, installByMs: NOW_MS + 365 * 24 * 3_600_000, isAsking: false } as const;

function shown(figures: UsageFigures | null, trouble: "down" | "gone" | "unclear" | null = null) {
  return { ...owned, ...rest, usage: { figures, asOfMs: figures && NOW_MS, trouble } };
}
const says = (overrides: Partial<UsageFigures>) => readText(showUsage(shown(sampleFigures(overrides)), t));

describe("the usage card", () => {
  test("says in words what the picture shows", () => {
    const screen = showUsage(shown(sampleFigures()), t);
    expect(readText(screen)).toBe(
      [
        "🇹🇭 Thailand · Active",
        "▓▓▓▓▓▓▓░░░ 75 % used",
        "256 MB of 1 GB left",
        "Ends 24 Nov 2026, 15:20, Thailand time (in 3 days)",
        "As of 15:20, Thailand time. The operator updates about every 20 minutes.",
      ].join("\n"),
    );
    expect(screen.usagePicture).toMatchObject({
      title: "Thailand",
      status: "Active",
      gauges: [
        { name: "data", value: "75 % used · 256 MB of 1 GB left", usedFraction: 0.75 },
        { name: "days", value: "3 days left", usedFraction: 0.8 },
      ],
    });
    expect(actionOf(screen, "➕ Top up")).toEqual({ do: "topup", esim: owned.esim.id, page: 0 });
    expect(actionOf(screen, "🔄 Refresh")).toEqual({ do: "usage-refresh", esim: owned.esim.id });
  });

  test("is written in Bengali, digits included", () => {
    const text = readText(showUsage(shown(sampleFigures()), bengali));
    expect(text).toContain("১ জিবির মধ্যে ২৫৬ এমবি বাকি");
    expect(text).toContain("থাইল্যান্ড সময় (৩ দিন পর)");
  });

  test("tells calls, texts and the plan's own number only where there are any", () => {
    const lot = { total: 60, remaining: 45, isUnlimited: false };
    const esim = sampleEsim({ msisdn: "66812345678" });
    const screen = showUsage({ ...shown(sampleFigures({ voice: lot, text: lot })), esim }, t);
    expect(readText(screen)).toContain("Calls: 45 of 60 minutes left\nTexts: 45 of 60 left");
    expect(readText(screen)).toContain("Its own number: 66812345678");
    expect(screen.usagePicture?.gauges.map(({ name }) => name)).toEqual(["data", "voice", "text", "days"]);
    expect(says({})).not.toMatch(/Calls|Texts|number/);
  });

  test("has every known status in words, and an unknown one as it came", () => {
    const status = (word: string | null) => says({ status: word }).split("\n")[0];
    expect(status("NOT_ACTIVE")).toBe("🇹🇭 Thailand · Not in use yet");
    expect(status("FINISHED")).toBe("🇹🇭 Thailand · Data used up");
    expect(status("EXPIRED")).toBe("🇹🇭 Thailand · Expired");
    expect(status("RECYCLED")).toBe("🇹🇭 Thailand · Taken back by the operator");
    expect(status(null)).toBe("🇹🇭 Thailand · Status not known");
    expect(status("Suspended")).toBe("🇹🇭 Thailand · Suspended");
    expect(says({ status: "NOT_ACTIVE", expireAtMs: null })).toContain("Install by 21 Nov 2027.");
  });

  test("shows no figures for an unlimited plan, and says why", () => {
    const order = sampleOrder({ package: samplePackage({ isUnlimited: true, dataMb: null }) });
    const zeros = { total: 0, remaining: 0, isUnlimited: true };
    const screen = showUsage({ ...shown(sampleFigures({ data: zeros })), order }, t);
    expect(readText(screen)).toContain("Unlimited data.");
    expect(readText(screen)).not.toContain("MB");
    expect(screen.usagePicture?.gauges[0]).toMatchObject({ value: "Unlimited", usedFraction: null });
  });

  test("trusts no odd figures", () => {
    const data = (total: number | null, remaining: number | null) =>
      says({ data: { total, remaining, isUnlimited: false } });
    expect(data(1024, 2048)).toContain("2 GB left");
    expect(data(1024, 2048)).not.toContain("used");
    for (const text of [data(1024, -5), data(null, null), data(1024, 1e15)])
      expect(text).toContain("The operator gives no data figures right now.");
    expect(says({ expireAtMs: NOW_MS - 3_600_000 })).toMatch(/Expired[^]*Ended 21 Nov 2026, 14:20/);
  });

  test("keeps the last figures when there are no newer ones, and says so", () => {
    expect(readText(showUsage(shown(sampleFigures(), "down"), t))).toMatch(
      /256 MB[^]*As of 15:20[^]*does not answer right now\. These are the last figures/,
    );
    expect(readText(showUsage(shown(null, "down"), t))).toContain("Please try again in a few minutes.");
    expect(readText(showUsage(shown(sampleFigures(), "gone"), t))).toContain("no longer finds this eSIM");
  });

  test("waits without buttons while the supplier is asked", () => {
    const screen = showUsage({ ...shown(sampleFigures()), isAsking: true }, t);
    expect(readLabels(screen)).toEqual([]);
    expect(readText(screen)).toContain("Asking the operator…");
  });

  test("is drawn in every language", async () => {
    for (const each of translators) {
      const picture = showUsage(shown(sampleFigures()), each).usagePicture;
      if (!picture) throw new Error("there was something to draw");
      const png = Buffer.from((await tryDrawUsage(picture)) ?? []);
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(900);
    }
  });
});

describe("an alert", () => {
  const data = { total: 1024, remaining: 102, isUnlimited: false };
  const model = { ...owned, ...rest, figures: sampleFigures({ data }), topupFrom: null };
  type Level = Parameters<typeof showAlert>[0]["level"];
  const alert = (level: Level, overrides: Partial<Parameters<typeof showAlert>[0]> = {}, speaker = t) =>
    showAlert({ ...model, level, ...overrides }, speaker);

  test("says what is left and tops up with one tap, from a price where one is known", () => {
    expect(readText(alert("data-90"))).toBe("🇹🇭 Thailand: 10 % left (102 MB of 1 GB)");
    expect(readLabels(alert("data-90"))).toEqual([["➕ Top up"], ["📊 Usage", "🔕 Fewer alerts"]]);
    expect(actionOf(alert("data-90"), "🔕 Fewer alerts")).toEqual({ do: "profile" });
    const topupFrom = { minor: 48900, currency: "BDT" };
    const topup = { do: "topup", esim: owned.esim.id, page: 0 };
    expect(actionOf(alert("data-90", { topupFrom }), "➕ Top up from ৳489")).toEqual(topup);
    expect(actionOf(alert("data-90", { topupFrom }, bengali), "➕ ৳৪৮৯ থেকে টপ-আপ")).toEqual(topup);
  });

  test("offers no top-up where there is none", () => {
    const noTopups = sampleOrder({ package: samplePackage({ isRechargeable: false }) });
    const recycled = sampleFigures({ status: "RECYCLED" });
    for (const screen of [
      alert("days-1", { order: noTopups }),
      alert("expired", { figures: recycled }),
      alert("install-3"),
    ])
      expect(readLabels(screen).flat()).not.toContain("➕ Top up");
  });

  test("says when it ends, that it ended, and until when it must be installed", () => {
    expect(readText(alert("days-3"))).toContain("🇹🇭 Thailand: ends in 3 days");
    expect(readText(alert("expired"))).toContain("You may remove it from the phone now.");
    expect(readLabels(alert("expired")).flat()).toContain("🧳 Buy for my next trip");
    expect(readText(alert("install-14"))).toContain("install it by 21 Nov 2027");
  });
});
