/** Letters whose marks are decoration for whoever types a name; in other scripts (Bengali) marks are vowels and stay. */
const DECORATED = /(?<=[\p{Script=Latin}\p{Script=Arabic}]\p{M}*)\p{M}+/gu;
/** Joiners and direction marks that keyboards put in unseen. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe0f\ufeff]/gu;
const FLAG_LETTERS = /[\u{1f1e6}-\u{1f1ff}]/gu;

/**
 * Folds a name to what is compared: lower case, no Latin or Arabic diacritics, no punctuation, single spaces. A flag becomes its two
 * letters. Bengali marks are kept: they are part of the letters.
 */
export function foldName(text: string): string {
  return text
    .replace(FLAG_LETTERS, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 97))
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(DECORATED, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[.'’‘`´]/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
