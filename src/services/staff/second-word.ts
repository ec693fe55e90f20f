import type { Clock, VoidProposals } from "../ports/index.ts";
import type { Roles } from "./roles.ts";

interface Deps {
  readonly proposals: VoidProposals;
  readonly roles: Pick<Roles, "list">;
  readonly clock: Clock;
}

/** The first word that an order is at its end, while it counts. */
export interface FirstWord {
  readonly staffId: number;
  readonly atMs: number;
  /** The second word counts until then. */
  readonly untilMs: number;
  /** From when whoever is the only one of the staff may say it again; null where a second person says it. */
  readonly againFromMs: number | null;
}

/** What is missing where one word is not enough; see `VoidOutcome`. */
export type Unsaid =
  | { readonly kind: "second-person" | "typed" }
  /** The only one of the staff has to say it again after `atMs`. */
  | { readonly kind: "later"; readonly atMs: number };

/** Whether an order may be ended by a person's word: it takes two of the staff, or the only one of them twice, half an hour apart. */
export interface SecondWord {
  /** Undefined where nobody has said it since `sinceMs`, or too long ago, or somebody who is staff no more. */
  standing(orderId: string, sinceMs?: number): Promise<FirstWord | undefined>;
  /** `isTyped`: the reference was typed rather than a button pressed. A first word from before `sinceMs` was about something else. */
  judge(
    orderId: string,
    staffId: number,
    isTyped: boolean,
    sinceMs?: number,
  ): Promise<Unsaid | { readonly kind: "enough"; readonly by: string }>;
}

const MINUTE = 60_000;
/** A first word counts for so long. */
const LASTS_MS = 24 * 60 * MINUTE;
/** Somebody who is alone has to sleep on it. */
const ALONE_WAIT_MS = 30 * MINUTE;

/** Builds it over the words as they are kept. */
export function createSecondWord({ proposals, roles, clock }: Deps): SecondWord {
  const standing: SecondWord["standing"] = async (orderId, sinceMs = 0) => {
    const word = await proposals.get(orderId);
    if (!word || word.atMs < sinceMs || clock.now() - word.atMs > LASTS_MS) return undefined;
    const staff = await roles.list();
    if (!staff.some(({ userId }) => userId === word.staffId)) return undefined;
    const isAlone = staff.every(({ userId }) => userId === word.staffId);
    return {
      ...word,
      untilMs: word.atMs + LASTS_MS,
      againFromMs: isAlone ? word.atMs + ALONE_WAIT_MS : null,
    };
  };
  return {
    standing,
    async judge(orderId, staffId, isTyped, sinceMs) {
      const nowMs = clock.now();
      const first = await standing(orderId, sinceMs);
      if (first && first.staffId !== staffId)
        return { kind: "enough", by: `staff ${staffId}, after staff ${first.staffId}` };
      const isAlone = (await roles.list()).every(({ userId }) => userId === staffId);
      if (isAlone && !isTyped) return { kind: "typed" };
      if (first && isAlone) {
        const atMs = first.atMs + ALONE_WAIT_MS;
        return nowMs >= atMs ? { kind: "enough", by: `staff ${staffId}, alone` } : { kind: "later", atMs };
      }
      if (!first) await proposals.put(orderId, staffId, nowMs);
      return isAlone ? { kind: "later", atMs: nowMs + ALONE_WAIT_MS } : { kind: "second-person" };
    },
  };
}
