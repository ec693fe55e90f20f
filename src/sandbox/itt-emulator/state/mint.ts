import { createSeededRandom, type SeededRandom } from "../seeded-random.ts";
import type { StateStore } from "./state-store.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ALPHANUMERIC = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

/** Makes ids that look like those in ITT's samples and never repeat. */
export interface Mint {
  searchTrackingId(): string;
  bookingTrackingId(): string;
  topupTrackingId(): string;
  bookingId(): string;
  /** 19 digits that start with 89 and end in their Luhn digit. */
  iccid(): string;
  matchingId(): string;
  msisdn(): string;
  orderNumber(): number;
}

/** The last digit by ITU-T E.118: the Luhn sum of all digits ends in 0. */
function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Ids follow from the seed and a counter kept in the state; the counter is part of each, hence no repetition. */
export function createMint(deps: { store: StateStore; seed: string; now: () => number }): Mint {
  const draw = (): { random: SeededRandom; count: number } => {
    const count = ++deps.store.state.sequence;
    return { random: createSeededRandom(`${deps.seed}:id:${count}`), count };
  };
  const seconds = (): string => String(Math.floor(deps.now() / 1000));
  const inLetters = (count: number, length: number): string => {
    let text = "";
    for (let rest = count; text.length < length; rest = Math.floor(rest / 26))
      text += LETTERS.charAt(rest % 26);
    return text;
  };
  return {
    searchTrackingId() {
      const { random, count } = draw();
      return `1${seconds()}${random.int(1, 9)}${inLetters(count, 4)}1`;
    },
    bookingTrackingId() {
      const { random, count } = draw();
      return `11${seconds()}${random.int(10000, 99999)}${inLetters(count, 5)}`;
    },
    topupTrackingId() {
      const { random, count } = draw();
      return `TUP1${seconds()}${random.int(1, 9)}${inLetters(count, 4)}1`;
    },
    bookingId() {
      const { random, count } = draw();
      const date = new Date(deps.now());
      const year = String(date.getUTCFullYear() % 100);
      const day = String(date.getUTCDate()).padStart(2, "0");
      const month = "JAFEMAAPMYJNJLAUSEOCNODE".slice(date.getUTCMonth() * 2, date.getUTCMonth() * 2 + 2);
      return `ES${year}${day}${month}${inLetters(count, 4)}${random.text(ALPHANUMERIC, 3)}`;
    },
    iccid() {
      const { random, count } = draw();
      const digits = `8900000${random.int(1000, 9999)}${String(count).padStart(7, "0")}`;
      return digits + luhnDigit(digits);
    },
    matchingId() {
      const { random } = draw();
      return [4, 5, 4, 5].map((length) => random.text(ALPHANUMERIC, length)).join("-");
    },
    msisdn() {
      const { random } = draw();
      return `44${random.int(7_000_000_000, 7_999_999_999)}`;
    },
    orderNumber() {
      return 50_000 + draw().count;
    },
  };
}
