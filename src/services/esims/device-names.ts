import { countSlips } from "../../domain/slips.ts";
import { foldName } from "../catalogue/destination-names.ts";

/** Words in which phones are named in Bengali letters, with the Latin word of the supplier's list. */
const LATIN_WORDS = new Map(
  Object.entries({
    আইফোন: "iphone",
    আইপ্যাড: "ipad",
    অ্যাপল: "apple",
    স্যামসাং: "samsung",
    গ্যালাক্সি: "galaxy",
    গুগল: "google",
    পিক্সেল: "pixel",
    শাওমি: "xiaomi",
    রেডমি: "redmi",
    অপো: "oppo",
    ভিভো: "vivo",
    রিয়েলমি: "realme",
    হুয়াওয়ে: "huawei",
    মটোরোলা: "motorola",
    সনি: "sony",
    নোকিয়া: "nokia",
    অনার: "honor",
    ওয়ানপ্লাস: "oneplus",
    প্রো: "pro",
    ম্যাক্স: "max",
    মিনি: "mini",
    প্লাস: "plus",
    আল্ট্রা: "ultra",
    নোট: "note",
    ফোল্ড: "fold",
    ফ্লিপ: "flip",
    জেড: "z",
    এস: "s",
    এক্সআর: "xr",
    এক্সএস: "xs",
  }).map(([word, latin]) => [foldName(word), latin]),
);

const BENGALI_DIGITS = /[০-৯]/g;

/** Words that do not tell one model from another: makers and families are often left out, networks are often added. */
const IDLE_WORDS = new Set(
  "apple samsung galaxy google xiaomi oppo huawei motorola sony honor nokia vivo realme my phone mobile 4g 5g lte dual sim esim".split(
    " ",
  ),
);

/** A model's name as words to compare: lower case, Latin words and digits, "+" as "plus". */
export function modelWords(text: string): readonly string[] {
  const latin = foldName(text.replace(/\+/g, " plus "))
    .replace(BENGALI_DIGITS, (digit) => String(digit.charCodeAt(0) - "০".charCodeAt(0)))
    .replace(/(\p{Script=Bengali})(\d)/gu, "$1 $2")
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => LATIN_WORDS.get(word) ?? word)
    .join(" ")
    // "S 23" and "iPhone13" are how people type what is sold as "S23" and "iPhone 13".
    .replace(/\b([sz]) (\d)/g, "$1$2")
    .replace(/\b(iphone|ipad|pixel|note|flip|fold|mate|reno|magic|find|redmi|razr)(\d)/g, "$1 $2");
  return [...new Set(latin.split(" ").filter((word) => word !== ""))];
}

/** The words that tell models apart; all of them where there are no others. */
export function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !IDLE_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

/** Whether `typed` means `word`: the same, or one slip in a longer word without digits. A wrong digit is another model. */
export function isSameWord(typed: string, word: string): boolean {
  if (typed === word) return true;
  return typed.length >= 5 && !/\d/.test(typed + word) && countSlips(typed, word) <= 2;
}

/**
 * Phones that are known to have no eSIM. Apple: "iPhone XS, XR and later" take eSIMs (support.apple.com/118669). Samsung's own list
 * begins with the S20 and the Note20; Google's with the Pixel 2.
 */
const WITHOUT_ESIM: readonly RegExp[] = [
  /^iphone (?:[2-8]|[3-8](?:gs?|s|c)|x)(?: (?:plus|s))*$/,
  /^iphone se (?:2016|1st(?: gen(?:eration)?)?)$/,
  /^iphone$/,
  /^s(?:[2-9]|10)(?: ?(?:e|edge|plus|active|mini))*$/,
  /^note (?:[2-9]|10)(?: (?:plus|lite))*$/,
  /^pixel(?: xl)?$/,
];
/** The family's name alone is a question, not a model. */
const FAMILIES = new Set(["iphone", "pixel"]);

/** Whether a typed model is one that is known to take no eSIM. */
export function isKnownWithoutEsim(words: readonly string[]): boolean {
  const name = tellingWords(words).join(" ");
  return !FAMILIES.has(name) && WITHOUT_ESIM.some((pattern) => pattern.test(name));
}
