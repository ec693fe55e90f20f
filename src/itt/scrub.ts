const LONGEST = 200;

/** Replaces what may be personal or secret in a supplier's free text, so that it may be logged or shown to staff. */
export type Scrub = (text: string, personal?: readonly string[]) => string;

/**
 * Makes the scrubber: `secrets` (credentials) and a call's own `personal` words are replaced, e-mails, LPA strings and runs of six
 * and more digits (phones, ICCIDs, timestamps) masked, and the rest cut to 200 characters.
 */
export function createScrub(secrets: readonly string[]): Scrub {
  return (text, personal = []) => {
    let clean = text;
    for (const word of [...secrets, ...personal]) {
      if (word !== "") clean = clean.replace(wholeWord(word), "[…]");
    }
    clean = clean
      .replace(/[^\s@<>"']+@[^\s@<>"']+/g, "[e-mail]")
      .replace(/LPA:[^\s"'<>]*/gi, "[lpa]")
      .replace(/\p{Nd}(?:[\s().-]?\p{Nd}){5,}/gu, "[digits]")
      .replace(/\s+/g, " ")
      .trim();
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
  };
}

/** The word in any case, but not inside a longer one: a traveller called Al is no part of "balance". */
function wholeWord(word: string): RegExp {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
}
