import type { PaymentMethod } from "../../../src/domain/payment.ts";
import { createChance } from "./chance.ts";

/** How somebody pays, and what staff make of it: all of it drawn before, so that a seed plays the same people again. */
export interface Conduct {
  /** `twice`: two taps on Pay before either is answered. `leaves` says so; `never` just waits. */
  readonly pays: "once" | "twice" | "never" | "leaves";
  /** The first transaction number is one that somebody else may have sent. */
  readonly isNumberTaken: boolean;
  /** Staff do not find the first payment. */
  readonly isDeclined: boolean;
  /** Staff press twice, and somebody in their group presses first. */
  readonly isPressedOften: boolean;
}

/** Pays, is found, and that is all. */
export const PLAIN: Conduct = {
  pays: "once",
  isNumberTaken: false,
  isDeclined: false,
  isPressedOften: false,
};

/** The conduct of the `nth` customer of a storm. */
export function drawConduct(seed: number, nth: number): Conduct {
  const chance = createChance(seed * 100_003 + nth);
  const drawn = chance.between(0, 99);
  return {
    pays: drawn < 8 ? "never" : drawn < 14 ? "leaves" : drawn < 26 ? "twice" : "once",
    isNumberTaken: chance.percent(8),
    isDeclined: chance.percent(12),
    isPressedOften: chance.percent(25),
  };
}

/** Of a hundred orders of a storm so many are paid this way. */
const SHARES: readonly (readonly [PaymentMethod, number])[] = [
  ["agency_balance", 30],
  ["telegram", 22],
  ["manual", 16],
  ["credit", 20],
  ["supplier_page", 12],
];

/** How the `nth` customer of a storm pays. The supplier's page is not offered for top-ups: the agency pays those. */
export function drawMethod(seed: number, nth: number, kind: "esim" | "topup"): PaymentMethod {
  let left = createChance(seed * 200_003 + nth).between(0, 99);
  for (const [method, share] of SHARES) {
    if (left < share) return method === "supplier_page" && kind === "topup" ? "agency_balance" : method;
    left -= share;
  }
  return "agency_balance";
}
