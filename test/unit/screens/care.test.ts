import { describe, expect, it, test } from "vitest";
import type { Remedy } from "../../../src/domain/trouble.ts";
import { showInstall, showOfflineCard, showPrivacy, showRemedy } from "../../../src/screens/index.ts";
import { actionOf, bengali, english, readLabels, readText, translators } from "./read-screen.ts";
import { CLOCKS, NOW_MS, sampleEsim, sampleFigures, sampleOrder, samplePackage } from "./sample-models.ts";

type InstallSteps = Parameters<typeof showInstall>[0]["variants"][number];

const order = sampleOrder({ state: "delivered" });

function stepsOf(overrides: Partial<InstallSteps> = {}): InstallSteps {
  const nothing = {
    version: null,
    model: null,
    directUrl: null,
    apnType: null,
    apnValue: null,
    isRoaming: null,
  };
  return { ...nothing, viaQr: ["Scan."], manual: ["Type."], networkSetup: [], ...overrides };
}

describe("installing", () => {
  const show = (steps: InstallSteps, esim = sampleEsim(), t = english) =>
    showInstall(
      { esim, order, platform: "ios", variants: [steps], variant: 0, language: "en", isAnswered: true },
      t,
    );
  const untold = sampleEsim({ apnType: null, apnValue: null, isRoaming: null });

  test.each([
    [
      "on",
      stepsOf({ isRoaming: true }),
      sampleEsim({ isRoaming: false }),
      "Turn data roaming on for this line.",
    ],
    [
      "off",
      stepsOf({ isRoaming: false }),
      sampleEsim({ isRoaming: true }),
      "Leave data roaming off for this line.",
    ],
    ["on by the eSIM", stepsOf(), sampleEsim({ isRoaming: true }), "Turn data roaming on for this line."],
  ])("says to the chosen phone: roaming %s", (_about, steps, esim, text) => {
    expect(readText(show(steps, esim))).toContain(text);
  });

  it("says the phone's APN before the eSIM's, and nothing of what nobody told", () => {
    const esim = sampleEsim({ apnType: "manual", apnValue: "of-esim" });
    expect(readText(show(stepsOf({ apnType: "manual", apnValue: "of-phone" }), esim))).toContain("of-phone");
    expect(readText(show(stepsOf(), esim))).toContain("of-esim");
    expect(readText(show(stepsOf({ apnType: "automatic" }), esim))).toContain("The APN sets itself.");
    expect(readText(show(stepsOf(), untold))).not.toMatch(/APN|roaming/i);
  });

  it("tells versions and models, the other variants, and English steps in Bengali", () => {
    const steps = stepsOf({ version: "17.4,17.0", model: "Galaxy S20" });
    const text = readText(show(steps, untold, bengali));
    expect(text).toContain("17.4, 17.0");
    expect(text).toContain("Galaxy S20");
    expect(text).toContain("শুধু ইংরেজিতে");
    const model = { esim: untold, order, platform: "android", language: "en", isAnswered: true } as const;
    const second = showInstall({ ...model, variants: [steps, stepsOf()], variant: 1 }, english);
    expect(actionOf(second, "Other versions (2/2)")).toMatchObject({ do: "install", variant: 0 });
  });
});

describe("first aid", () => {
  const usage = { figures: sampleFigures(), asOfMs: NOW_MS, trouble: null };
  const model = {
    esim: sampleEsim(),
    order,
    isThere: true,
    tried: "-",
    problem: "no-data",
    step: 0,
  } as const;
  const show = (remedy: Remedy, t = english) =>
    showRemedy({ ...model, remedies: [remedy], usage, clocks: CLOCKS, installByMs: NOW_MS }, t);

  test.each([
    ["data-over", ["➕ Top up", "🧳 Buy for my next trip"]],
    ["validity-over", ["➕ Top up", "🧳 Buy for my next trip"]],
    ["no-longer-there", ["🧳 Buy for my next trip"]],
    ["free-to-install", ["📖 Step by step"]],
    ["restart", []],
  ] as const)(
    "leads on from %s in one tap, asks whether it helped, and ends with a person",
    (remedy, ways) => {
      const rest = ["✅ Yes, it works", "💬 I want a person", "‹ Back"];
      expect(readLabels(show(remedy)).flat()).toEqual([...ways, ...rest]);
      expect(readText(show(remedy))).toContain("Did that help?");
    },
  );

  it("names this eSIM's own APN, networks and code", () => {
    const esim = sampleEsim({ apnValue: "dtac.internet", confirmationCode: "4711" });
    for (const t of translators) {
      const text = (remedy: Remedy) =>
        readText(
          showRemedy({ ...model, esim, remedies: [remedy], usage, clocks: CLOCKS, installByMs: null }, t),
        );
      expect(text("apn-set")).toContain("dtac.internet");
      expect(text("confirmation-code")).toContain("4711");
      expect(text("choose-network")).toContain("AIS, TrueMove");
    }
  });
});

describe("the offline picture", () => {
  const card = (esim = sampleEsim(), t = english) => {
    const model = { esim, order, travelsOn: null, installByMs: NOW_MS, supportContact: "https://t.me/help" };
    const { offlineCard } = showOfflineCard({ ...model, timeZone: "Asia/Dhaka" }, t);
    return offlineCard?.lines.map(({ text }) => text).join("\n") ?? "";
  };

  it("holds what this eSIM needs on arrival, and what was not told only as a try", () => {
    const untold = sampleEsim({ apnType: null, apnValue: null, isRoaming: null, confirmationCode: "4711" });
    expect(card(untold)).toContain("2. No data? Turn data roaming on");
    expect(card(untold)).toContain("4711");
    expect(card(sampleEsim({ isRoaming: false }))).toContain("2. Leave data roaming off");
    expect(card(sampleEsim(), bengali)).toContain("২. এই লাইনে ডেটা রোমিং চালু করুন।");
  });

  it("tells to install on the day where the days run from then", () => {
    const eager = { ...order, package: samplePackage({ activationPolicy: "installation" }) };
    const model = {
      esim: sampleEsim(),
      order: eager,
      travelsOn: null,
      installByMs: null,
      supportContact: "",
    };
    const { offlineCard } = showOfflineCard({ ...model, timeZone: "Asia/Dhaka" }, english);
    expect(offlineCard?.lines[0]?.text).toContain("on the day you fly");
  });
});

test("/privacy leads to the file of everything and to the first of the two taps that forget", () => {
  const screen = showPrivacy({ shopName: "Demo Travel", privacyUrl: null }, english);
  expect(actionOf(screen, "📦 Everything about me")).toEqual({ do: "export" });
  expect(actionOf(screen, "🗑 Forget me")).toEqual({ do: "delete-ask" });
});
