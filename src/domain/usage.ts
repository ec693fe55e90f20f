/** Megabytes, minutes or messages of one allowance, as the supplier prints them: any figure may be missing or odd. */
export interface Allowance {
  readonly total: number | null;
  readonly remaining: number | null;
  readonly isUnlimited: boolean;
}

/** What the supplier last said about an eSIM. */
export interface UsageFigures {
  /** The supplier's word as it came; null when missing. */
  readonly status: string | null;
  /** Epoch milliseconds. */
  readonly expireAtMs: number | null;
  readonly data: Allowance;
  readonly voice: Allowance;
  readonly text: Allowance;
}

/**
 * Where an eSIM stands. The first five and `unknown` are the words that Airalo documents; `other` is any word beyond them, shown as it
 * came. An end in the past makes an eSIM expired whatever its word, and nothing left makes an active one finished.
 */
export type EsimPhase = "not-active" | "active" | "finished" | "expired" | "recycled" | "unknown" | "other";

const PHASES: Readonly<Record<string, EsimPhase>> = {
  NOT_ACTIVE: "not-active",
  ACTIVE: "active",
  FINISHED: "finished",
  EXPIRED: "expired",
  RECYCLED: "recycled",
  UNKNOWN: "unknown",
};

/** The phase at `nowMs`. */
export function phaseOf(figures: UsageFigures, nowMs: number): EsimPhase {
  const word = (figures.status ?? "")
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, "_");
  const told = word === "" ? "unknown" : (PHASES[word] ?? "other");
  if (told === "recycled" || told === "expired" || told === "not-active") return told;
  if (figures.expireAtMs !== null && figures.expireAtMs <= nowMs) return "expired";
  const data = amountOf(figures.data);
  return told === "active" && data.kind === "figures" && data.left === 0 ? "finished" : told;
}

/** Whether nothing more will happen to it unless it is topped up: the phone may forget it, and nobody needs to look. */
export function isOver(phase: EsimPhase): boolean {
  return phase === "expired" || phase === "recycled";
}

/** Whether it was put to use at its destination, as far as is known: its owner lives by the clock there. */
export function isInUse(phase: EsimPhase): boolean {
  return phase !== "not-active" && phase !== "unknown" && phase !== "other";
}

/** An allowance as it may be told. */
export type Amount =
  | { readonly kind: "unlimited" }
  | {
      readonly kind: "figures";
      readonly total: number;
      readonly left: number;
      /** Whole per cent, rounded down: 100 only when nothing is left. */
      readonly usedPercent: number;
    }
  /** What is left makes sense, the total does not: missing, or smaller than what is left. */
  | { readonly kind: "left"; readonly left: number }
  | { readonly kind: "none" };

/** 100 TB, or as many minutes: whoever prints more is mistaken. */
const LARGEST = 100 * 1024 * 1024;

/** Whether a figure of the supplier can be believed: told, not negative, not beyond reason. */
export function isFigure(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value >= 0 && value <= LARGEST;
}

/** Reads an allowance without trusting it: negative, huge and contradicting figures are never shown. */
export function amountOf({ total, remaining, isUnlimited }: Allowance): Amount {
  if (isUnlimited) return { kind: "unlimited" };
  if (!isFigure(remaining)) return { kind: "none" };
  if (!isFigure(total) || total === 0 || remaining > total)
    return remaining > 0 ? { kind: "left", left: remaining } : { kind: "none" };
  return {
    kind: "figures",
    total,
    left: remaining,
    usedPercent: Math.floor(((total - remaining) * 100) / total),
  };
}
