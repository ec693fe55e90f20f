import { TopupIsOpen } from "../ports/index.ts";

/** Runs `move`; says `topup-open` where the store refuses it because another top-up of the same eSIM is under way. */
export async function unlessTopupIsOpen(move: () => Promise<boolean>): Promise<boolean | "topup-open"> {
  try {
    return await move();
  } catch (error) {
    if (error instanceof TopupIsOpen) return "topup-open";
    throw error;
  }
}
