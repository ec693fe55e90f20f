import { foldName } from "../catalogue/destination-names.ts";
import { asciiDigits } from "../checkout/traveller-answers.ts";

/** What was typed where a travel date is wanted. */
export type TypedDate =
  /** A day, "2026-12-24"; one that no calendar has is given as it was typed. */
  | { readonly kind: "day"; readonly day: string }
  /** A month without a day, "2026-12". */
  | { readonly kind: "month"; readonly month: string };

/** How the months are written in both languages, January first; the first spelling is the full one, others are common slips. */
const MONTH_NAMES: readonly string[] = [
  "january jan জানুয়ারি জানুয়ারী জানু",
  "february feb ফেব্রুয়ারি ফেব্রুয়ারী ফেব্রু",
  "march mar মার্চ",
  "april apr এপ্রিল",
  "may মে",
  "june jun জুন",
  "july jul জুলাই",
  "august aug আগস্ট আগষ্ট অগাস্ট",
  "september sept sep সেপ্টেম্বর সেপ্ট",
  "october oct অক্টোবর",
  "november nov নভেম্বর",
  "december dec ডিসেম্বর",
];
const MONTHS = new Map(
  MONTH_NAMES.flatMap((names, index) => names.split(" ").map((name) => [foldName(name), index + 1] as const)),
);
/** Words beside a date that say nothing: "on 30 November", "৩০ নভেম্বর তারিখে". */
const IDLE_WORDS = new Set(["on", "in", "the", "of", "তারিখ", "তারিখে", "সাল", "সালে"]);
/** "30th", "৩০শে", "১লা", "২রা", "৪ঠা", "৫ই". */
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th|শে|লা|রা|ঠা|ই)$/u;
/** Shorter names of months begin those of countries: they are months only beside a day. */
const MIN_LONE_MONTH = 3;
const DAY_MS = 24 * 3_600_000;

/**
 * Reads a date as people type one: "30 November", "Nov 30, 2026", "30/11", "30.11.2026", "2026-11-30", "৩০ নভেম্বর", "tomorrow", or a
 * month alone. A date without a year is the next one from `today` on. Undefined for what is no date: a bare number is none.
 */
export function readTravelDate(typed: string, today: string): TypedDate | undefined {
  const words = foldName(asciiDigits(typed))
    .split(" ")
    .map((word) => word.replace(ORDINAL, "$1"))
    .flatMap((word) => word.match(/\d+|\D+/gu) ?? [])
    .filter((word) => !IDLE_WORDS.has(word));
  const relative = daysAhead(words);
  if (relative !== undefined) return { kind: "day", day: addDays(today, relative) };
  const named = words.findIndex((word) => MONTHS.has(word));
  return named >= 0 ? besideMonth(words, named, today) : inFigures(typed, today);
}

function daysAhead(words: readonly string[]): number | undefined {
  const [only, ...others] = words;
  if (only === undefined || others.length > 0) return undefined;
  if (["today", "আজ", "আজকে", "আজই"].includes(only)) return 0;
  return ["tomorrow", "কাল", "কালকে", "আগামীকাল"].includes(only) ? 1 : undefined;
}

/** "30 Nov", "Nov 30", either with a year after it; or the month with nothing but a year. */
function besideMonth(words: readonly string[], named: number, today: string): TypedDate | undefined {
  const name = words[named] ?? "";
  const month = MONTHS.get(name) ?? 0;
  const figures = words.filter((_, index) => index !== named);
  if (figures.length > 2 || !figures.every((word) => /^\d{1,4}$/.test(word))) return undefined;
  const [first, second] = figures;
  if (first === undefined || first.length === 4) {
    const isLone = name.length > MIN_LONE_MONTH || /\p{Script=Bengali}/u.test(name);
    if (second !== undefined || !isLone) return undefined;
    const year = first ?? nextYear((at) => monthOf(at, month) >= today.slice(0, 7), today);
    return { kind: "month", month: monthOf(Number(year), month) };
  }
  return first.length <= 2 ? dayIn(Number(first), month, second, today) : undefined;
}

/** "30/11", "30.11.26", "2026-11-30"; the day comes first unless only the other order makes a date. */
function inFigures(typed: string, today: string): TypedDate | undefined {
  const text = asciiDigits(typed).trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayIn(Number(iso[3]), Number(iso[2]), iso[1], today);
  const match = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?\.?$/.exec(text);
  if (!match) return undefined;
  const [day, month] = [Number(match[1]), Number(match[3])];
  return month > 12 ? dayIn(month, day, match[4], today) : dayIn(day, month, match[4], today);
}

function dayIn(day: number, month: number, year: string | undefined, today: string): TypedDate | undefined {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  if (year !== undefined && year.length !== 2 && year.length !== 4) return undefined;
  const at = (of: number) => `${monthOf(of, month)}-${String(day).padStart(2, "0")}`;
  if (year !== undefined) return { kind: "day", day: at(Number(year.length === 2 ? `20${year}` : year)) };
  return { kind: "day", day: at(nextYear((of) => at(of) >= today, today)) };
}

/** This year, or the next one where the date is over in this. */
function nextYear(isToCome: (year: number) => boolean, today: string): number {
  const year = Number(today.slice(0, 4));
  return isToCome(year) ? year : year + 1;
}

function monthOf(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

/** `day` moved by `days`: calendar arithmetic, no zone involved. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
