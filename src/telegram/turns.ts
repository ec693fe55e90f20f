import type { Update } from "grammy/types";
import type { Turn } from "./context.ts";

/** Which turn an update has: opened by the lane, read by the first middleware, gone with the update. */
export interface Turns {
  open(update: Update, turn: Turn): void;
  /** Throws for an update that no lane opened: its dialogue would be lost without a word. */
  of(update: Update): Turn;
}

/** Builds the link between the lanes and the bot's middleware. */
export function createTurns(): Turns {
  const turns = new WeakMap<Update, Turn>();
  return {
    open: (update, turn) => {
      turns.set(update, turn);
    },
    of(update) {
      const turn = turns.get(update);
      if (!turn) throw new Error("an update came to the bot without its lane");
      return turn;
    },
  };
}
