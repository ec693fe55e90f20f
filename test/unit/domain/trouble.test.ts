import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  PROBLEMS,
  REMEDY_CODES,
  remediesFor,
  remediesOfCodes,
  type Problem,
  type Remedy,
  type TroubleFacts,
} from "../../../src/domain/trouble.ts";

/** In its country, in use, data left, everything told. */
const ACTIVE: TroubleFacts = {
  isThere: true,
  phase: "active",
  isInstallWindowOver: false,
  left: "some",
  apnType: "manual",
  apnValue: "internet",
  isRoaming: true,
  hasConfirmationCode: true,
  hasNetworks: true,
  hasFairUse: true,
};

interface Case {
  readonly about: string;
  readonly problem: Problem;
  readonly facts?: Partial<TroubleFacts>;
  readonly remedies: readonly Remedy[];
}

const CASES: readonly Case[] = [
  {
    about: "an eSIM that is in use is looked for, and never installed again",
    problem: "not-installed",
    remedies: ["installed-already"],
  },
  {
    about: "an unused one is installed, with no word of a code that it has not",
    problem: "not-installed",
    facts: { phase: "not-active", hasConfirmationCode: false },
    remedies: ["use-wifi", "type-codes", "update-phone"],
  },
  {
    about: "the day by which it had to be installed comes first",
    problem: "not-installed",
    facts: { phase: "not-active", isInstallWindowOver: true },
    remedies: ["install-window-over", "use-wifi", "type-codes", "confirmation-code", "update-phone"],
  },
  {
    about: "that day means nothing to an installed one",
    problem: "not-installed",
    facts: { isInstallWindowOver: true },
    remedies: ["installed-already"],
  },
  {
    about: "an expired one is said to be over first",
    problem: "not-installed",
    facts: { phase: "expired" },
    remedies: ["validity-over", "installed-already"],
  },
  {
    about: "roaming on, and the networks by hand",
    problem: "no-signal",
    remedies: ["line-on", "roaming-on", "choose-network", "restart"],
  },
  {
    about: "one that the operator has not seen is installed first",
    problem: "no-signal",
    facts: { phase: "not-active" },
    remedies: ["install-first", "line-on", "roaming-on", "choose-network", "restart"],
  },
  {
    about: "one that the operator has not seen is installed, then switched on",
    problem: "no-data",
    facts: { phase: "not-active" },
    remedies: [
      "install-first",
      "line-on",
      "line-for-data",
      "roaming-on",
      "apn-set",
      "choose-network",
      "restart",
    ],
  },
  {
    about: "too late for installing is said before installing",
    problem: "slow",
    facts: {
      phase: "not-active",
      isInstallWindowOver: true,
      hasNetworks: false,
      apnType: null,
      apnValue: null,
    },
    remedies: ["install-window-over", "install-first", "fair-use", "restart"],
  },
  {
    about: "nothing to install first where the supplier says nothing",
    problem: "no-data",
    facts: { phase: "unknown" },
    remedies: ["line-for-data", "roaming-on", "apn-set", "choose-network", "restart"],
  },
  {
    about: "roaming off where it is told so, and no network where none is known",
    problem: "no-signal",
    facts: { isRoaming: false, hasNetworks: false },
    remedies: ["line-on", "roaming-off", "restart"],
  },
  {
    about: "no signal outside the country is as it should be",
    problem: "no-signal",
    facts: { isThere: false },
    remedies: ["signal-only-there", "line-on"],
  },
  {
    about: "the line for data, roaming as a try where it is not told, the APN",
    problem: "no-data",
    facts: { isRoaming: null },
    remedies: ["line-for-data", "roaming-try", "apn-set", "choose-network", "restart"],
  },
  {
    about: "an APN that sets itself is left alone, whatever its value",
    problem: "no-data",
    facts: { apnType: "Automatic" },
    remedies: ["line-for-data", "roaming-on", "apn-leave", "choose-network", "restart"],
  },
  {
    about: "an APN that is not told is not spoken of",
    problem: "no-data",
    facts: { apnType: null, apnValue: "" },
    remedies: ["line-for-data", "roaming-on", "choose-network", "restart"],
  },
  {
    about: "used-up data before any setting",
    problem: "no-data",
    facts: { phase: "finished", left: "none" },
    remedies: ["data-over", "line-for-data", "roaming-on", "apn-set", "choose-network", "restart"],
  },
  {
    about: "no data outside the country is as it should be",
    problem: "no-data",
    facts: { isThere: false },
    remedies: ["signal-only-there"],
  },
  {
    about: "fair use first",
    problem: "slow",
    remedies: ["fair-use", "choose-network", "apn-set", "restart"],
  },
  {
    about: "at least a restart, where nothing else is known",
    problem: "slow",
    facts: { hasFairUse: false, hasNetworks: false, apnType: null, apnValue: null },
    remedies: ["restart"],
  },
  {
    about: "never slow outside the country",
    problem: "slow",
    facts: { isThere: false },
    remedies: ["signal-only-there"],
  },
  { about: "what is left", problem: "used-up", remedies: ["figures"] },
  { about: "no figures, no claim", problem: "used-up", facts: { left: "untold" }, remedies: ["no-figures"] },
  {
    about: "over, and used up",
    problem: "used-up",
    facts: { phase: "finished", left: "none" },
    remedies: ["data-over"],
  },
  {
    about: "nothing left is used up, also under a word that nobody knows",
    problem: "used-up",
    facts: { phase: "other", left: "none" },
    remedies: ["data-over"],
  },
  {
    about: "zeros of an eSIM that was never used mean nothing",
    problem: "used-up",
    facts: { phase: "not-active", left: "none" },
    remedies: ["no-figures"],
  },
  {
    about: "the end of the plan",
    problem: "used-up",
    facts: { phase: "expired" },
    remedies: ["validity-over"],
  },
  { about: "installed once, never moved", problem: "wrong-phone", remedies: ["one-phone-only"] },
  {
    about: "an unused one may still go on the right phone",
    problem: "wrong-phone",
    facts: { phase: "not-active" },
    remedies: ["free-to-install", "one-phone-only"],
  },
  {
    about: "no claim that it is free where the supplier says nothing",
    problem: "wrong-phone",
    facts: { phase: "unknown" },
    remedies: ["one-phone-only"],
  },
];

describe("what to try", () => {
  test.each(CASES)("$problem: $about", ({ problem, facts, remedies }) => {
    expect(remediesFor(problem, { ...ACTIVE, ...facts })).toEqual(remedies);
  });

  test.each(PROBLEMS)("%s: nothing helps a withdrawn eSIM", (problem) => {
    expect(remediesFor(problem, { ...ACTIVE, phase: "recycled" })).toEqual(["no-longer-there"]);
  });

  const anyFacts: fc.Arbitrary<TroubleFacts> = fc.record({
    isThere: fc.boolean(),
    phase: fc.constantFrom("not-active", "active", "finished", "expired", "recycled", "unknown", "other"),
    isInstallWindowOver: fc.boolean(),
    left: fc.constantFrom("some", "none", "untold"),
    apnType: fc.constantFrom(null, "automatic", "manual", "?"),
    apnValue: fc.constantFrom(null, "", "internet"),
    isRoaming: fc.constantFrom(null, true, false),
    hasConfirmationCode: fc.boolean(),
    hasNetworks: fc.boolean(),
    hasFairUse: fc.boolean(),
  });

  it("always has a next step, none twice, and never one that this eSIM's data speak against", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROBLEMS), anyFacts, (problem, facts) => {
        const remedies = remediesFor(problem, facts);
        expect(remedies.length).toBeGreaterThan(0);
        expect(new Set(remedies).size).toBe(remedies.length);
        const allowed: Partial<Record<Remedy, boolean>> = {
          "validity-over": facts.phase === "expired",
          "data-over": facts.phase === "finished" || facts.left === "none",
          figures: facts.left === "some",
          "free-to-install": facts.phase === "not-active",
          "install-first": facts.phase === "not-active",
          "installed-already": ["active", "finished", "expired"].includes(facts.phase),
          "install-window-over": facts.isInstallWindowOver,
          "confirmation-code": facts.hasConfirmationCode,
          "roaming-on": facts.isThere && facts.isRoaming === true,
          "roaming-off": facts.isThere && facts.isRoaming === false,
          "apn-set": facts.apnValue === "internet" && facts.apnType !== "automatic",
          "apn-leave": facts.apnType === "automatic",
          "choose-network": facts.isThere && facts.hasNetworks,
          "fair-use": facts.hasFairUse,
          "signal-only-there": !facts.isThere,
          "no-longer-there": facts.phase === "recycled",
        };
        for (const remedy of remedies) expect(allowed[remedy] ?? true, remedy).toBe(true);
      }),
    );
  });
});

describe("the letters of what was tried", () => {
  const remedies = Object.keys(REMEDY_CODES) as Remedy[];

  it("are one each, and name what they stand for", () => {
    expect(new Set(Object.values(REMEDY_CODES)).size).toBe(remedies.length);
    expect(Object.values(REMEDY_CODES).every((code) => /^[a-z]$/.test(code))).toBe(true);
    expect(remediesOfCodes(remedies.map((remedy) => REMEDY_CODES[remedy]).join(""))).toEqual(remedies);
  });

  it("pass over what an altered button holds", () => {
    expect(remediesOfCodes("-Zw 9")).toEqual(["use-wifi"]);
  });
});
