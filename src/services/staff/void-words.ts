import type { Clock, VoidProposals } from "../ports/index.ts";
import type { Roles } from "./roles.ts";

interface Deps {
  readonly proposals: Pick<VoidProposals, "get">;
  readonly roles: Pick<Roles, "list">;
  readonly clock: Clock;
}

/** The first word that an order is void, while it counts. */
export interface VoidWord {
  readonly staffId: number;
  readonly atMs: number;
  /** The second word counts until then. */
  readonly untilMs: number;
  /** From when whoever is the only one of the staff may say it again; null where a second person says it. */
  readonly againFromMs: number | null;
}

/** What was said of an order that two must call void. */
export interface VoidWords {
  /** Undefined where nobody has said it, too long ago, or by somebody who is staff no more. */
  standing(orderId: string): Promise<VoidWord | undefined>;
}

const MINUTE = 60_000;
/** A first word counts for so long. */
const LASTS_MS = 24 * 60 * MINUTE;
/** Somebody who is alone has to sleep on it. */
export const ALONE_WAIT_MS = 30 * MINUTE;

/** Builds it over the words as they are kept. */
export function createVoidWords({ proposals, roles, clock }: Deps): VoidWords {
  return {
    async standing(orderId) {
      const word = await proposals.get(orderId);
      if (!word || clock.now() - word.atMs > LASTS_MS) return undefined;
      const staff = await roles.list();
      if (!staff.some(({ userId }) => userId === word.staffId)) return undefined;
      const isAlone = staff.every(({ userId }) => userId === word.staffId);
      return {
        ...word,
        untilMs: word.atMs + LASTS_MS,
        againFromMs: isAlone ? word.atMs + ALONE_WAIT_MS : null,
      };
    },
  };
}
