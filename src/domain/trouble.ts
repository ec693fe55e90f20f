import type { EsimPhase } from "./usage.ts";

/** What can be wrong with an eSIM, as customers say it. */
export const PROBLEMS = ["not-installed", "no-signal", "no-data", "slow", "used-up", "wrong-phone"] as const;
export type Problem = (typeof PROBLEMS)[number];

/**
 * One thing to do about it, with the letter under which buttons and reports remember that it was tried. Letters are never reused: old buttons
 * hold them.
 */
export const REMEDY_CODES = {
  "use-wifi": "w",
  "type-codes": "c",
  "confirmation-code": "k",
  "update-phone": "u",
  "installed-already": "i",
  "no-longer-there": "v",
  "install-window-over": "o",
  "signal-only-there": "t",
  "validity-over": "e",
  "data-over": "f",
  figures: "g",
  "no-figures": "h",
  "line-on": "l",
  "line-for-data": "d",
  "roaming-on": "r",
  "roaming-off": "x",
  "roaming-try": "y",
  "apn-set": "a",
  "apn-leave": "b",
  "choose-network": "n",
  restart: "s",
  "fair-use": "q",
  "one-phone-only": "p",
  "free-to-install": "j",
  "install-first": "m",
} as const;
export type Remedy = keyof typeof REMEDY_CODES;

/** What stands in a button before anything was tried: its data takes no empty text. */
export const NOTHING_TRIED = "-";

/** What is known of the eSIM that does not work; null is "not told". */
export interface TroubleFacts {
  /** Whether the customer says that they are in the eSIM's country. */
  readonly isThere: boolean;
  readonly phase: EsimPhase;
  /** Whether the last day for installing it is over. */
  readonly isInstallWindowOver: boolean;
  /** Whether data is left; untold for unlimited plans, and when the supplier does not say. */
  readonly left: "some" | "none" | "untold";
  readonly apnType: string | null;
  readonly apnValue: string | null;
  readonly isRoaming: boolean | null;
  readonly hasConfirmationCode: boolean;
  readonly hasNetworks: boolean;
  readonly hasFairUse: boolean;
}

/**
 * What to try, the likeliest first, by what this very eSIM says of itself; never empty. An ended plan is told before anything is
 * adjusted, and a withdrawn eSIM needs no adjusting.
 */
export function remediesFor(problem: Problem, facts: TroubleFacts): readonly Remedy[] {
  const { phase, isThere } = facts;
  if (phase === "recycled") return ["no-longer-there"];
  const ended = [phase === "expired" && "validity-over", isUsedUp(facts) && "data-over"] as const;
  const network = facts.hasNetworks && "choose-network";
  // What the supplier does not know is neither installed nor free to install.
  const isInstalled = phase === "active" || phase === "finished" || phase === "expired";
  const unseen = unseenBy(facts);
  switch (problem) {
    case "not-installed":
      if (isInstalled) return present([phase === "expired" && "validity-over", "installed-already"]);
      return present([
        facts.isInstallWindowOver && "install-window-over",
        "use-wifi",
        "type-codes",
        facts.hasConfirmationCode && "confirmation-code",
        "update-phone",
      ]);
    case "no-signal":
      if (!isThere) return present([...ended, "signal-only-there", "line-on"]);
      return present([...ended, ...unseen, "line-on", roaming(facts), network, "restart"]);
    case "no-data":
      if (!isThere) return present([...ended, "signal-only-there"]);
      return present([
        ...ended,
        ...unseen,
        unseen.length > 0 && "line-on",
        "line-for-data",
        roaming(facts),
        apn(facts),
        network,
        "restart",
      ]);
    case "slow":
      if (!isThere) return present([...ended, "signal-only-there"]);
      return present([...ended, ...unseen, facts.hasFairUse && "fair-use", network, apn(facts), "restart"]);
    case "used-up":
      if (ended.some(Boolean)) return present(ended);
      return facts.left === "some" ? ["figures"] : ["no-figures"];
    case "wrong-phone":
      return phase === "not-active" ? ["free-to-install", "one-phone-only"] : ["one-phone-only"];
    default:
      return problem satisfies never;
  }
}

/** An eSIM that the operator has not seen yet is installed before anything of it is adjusted. */
function unseenBy({ phase, isInstallWindowOver }: TroubleFacts): readonly Remedy[] {
  if (phase !== "not-active") return [];
  return isInstallWindowOver ? ["install-window-over", "install-first"] : ["install-first"];
}

function present(list: readonly (Remedy | false)[]): readonly Remedy[] {
  return list.filter((each) => each !== false);
}

/** A word that nobody knows does not hide that nothing is left; an eSIM that was never used has used nothing up. */
function isUsedUp({ phase, left }: TroubleFacts): boolean {
  return phase === "finished" || (left === "none" && (phase === "unknown" || phase === "other"));
}

/** Travel eSIMs roam unless the supplier says otherwise; where it says nothing the customer may try. */
function roaming({ isRoaming }: TroubleFacts): Remedy {
  if (isRoaming === null) return "roaming-try";
  return isRoaming ? "roaming-on" : "roaming-off";
}

function apn({ apnType, apnValue }: TroubleFacts): Remedy | false {
  if (apnType?.toLowerCase() === "automatic") return "apn-leave";
  return apnValue !== null && apnValue !== "" && "apn-set";
}

/** The remedies that the letters of a button or a report name; letters of none are passed over. */
export function remediesOfCodes(codes: string): readonly Remedy[] {
  const byCode = new Map(
    Object.entries(REMEDY_CODES).map(([remedy, code]) => [code as string, remedy as Remedy]),
  );
  return [...codes].flatMap((code) => byCode.get(code) ?? []);
}
