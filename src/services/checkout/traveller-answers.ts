import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";
import { countSlips } from "../../domain/slips.ts";
import { TITLES, type AnswerProblem, type Title, type TravellerDraft } from "../../domain/traveller.ts";

export type Answer =
  | { readonly ok: true; readonly patch: TravellerDraft }
  | { readonly ok: false; readonly problem: AnswerProblem }
  /** The answer is well-formed but looks mistyped; `suggestion` is what was probably meant. */
  | { readonly ok: "ask"; readonly patch: TravellerDraft; readonly suggestion: string };

/** Letters that a passport name line holds (ICAO 9303 allows 39 characters for both names; carriers take 40). */
const MAX_NAME_LETTERS = 40;

const bad = (problem: AnswerProblem): Answer => ({ ok: false, problem });

function parseName(text: string): { ok: true; name: string } | { ok: false; problem: AnswerProblem } {
  const name = text
    .normalize("NFC")
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
  if (name === "") return { ok: false, problem: "empty" };
  if (/\p{L}/u.test(name) && !/\p{Script=Latin}/u.test(name)) return { ok: false, problem: "not_latin" };
  if (!/^[\p{Script=Latin}\p{M}.' -]+$/u.test(name) || !/\p{L}/u.test(name))
    return { ok: false, problem: "not_letters" };
  if ([...name].length > MAX_NAME_LETTERS) return { ok: false, problem: "too_long" };
  return { ok: true, name };
}

/** A first name as in the passport: Latin letters with marks, dots, apostrophes, hyphens ("Md.", "O'Neil", "José"). */
export function readFirstName(text: string): Answer {
  const parsed = parseName(text);
  return parsed.ok ? { ok: true, patch: { firstName: parsed.name } } : bad(parsed.problem);
}

/** A last name under the same rule; an empty one comes only from the "one name" button. */
export function readLastName(text: string): Answer {
  const parsed = parseName(text);
  return parsed.ok ? { ok: true, patch: { lastName: parsed.name } } : bad(parsed.problem);
}

/** Turns any decimal digits (Bengali, Arabic, …) into ASCII ones. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 48;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  });
}

const TITLE_WORDS: Readonly<Record<string, Title>> = {
  mr: "MR",
  ms: "MS",
  mrs: "MRS",
  miss: "MISS",
  mstr: "MSTR",
  master: "MSTR",
  জনাব: "MR",
  বেগম: "MS",
};

/** A title by its code ("MR") or word ("Ms.", "mrs"), optionally followed by the age ("Ms 30"). */
export function readTitle(text: string): Answer {
  const [word = "", ...rest] = text.trim().split(/\s+/);
  const title =
    TITLES.find((each) => each === word.toUpperCase()) ?? TITLE_WORDS[word.toLowerCase().replace(/\.$/, "")];
  if (!title) return bad("title_unknown");
  if (rest.length === 0) return { ok: true, patch: { title } };
  const age = readAge(rest.join(" "));
  return age.ok === true ? { ok: true, patch: { title, ...age.patch } } : age;
}

/** An age in whole years, 0–120, in any digits. The supplier books adults (`pax_type` ADT); a lead traveller is 12 or older. */
export function readAge(text: string): Answer {
  const match = /^(\d{1,3})(?:\s*\p{L}+\.?)*$/u.exec(asciiDigits(text).trim());
  if (!match) return bad("not_a_number");
  const age = Number(match[1]);
  if (age < 12) return bad("too_young");
  if (age > 120) return bad("too_old");
  return { ok: true, patch: { age } };
}

/** A phone number: international with + or 00, or local to `homeCountry` (ISO alpha-2), in any digits. */
export function readPhone(text: string, homeCountry: string): Answer {
  const typed = asciiDigits(text).trim().replace(/^00/, "+");
  if (!/\d/.test(typed)) return bad("phone_invalid");
  const home = parsePhoneNumberFromString(typed, homeCountry as CountryCode);
  const bare = typed.startsWith("+") ? undefined : parsePhoneNumberFromString(`+${typed.replace(/\D/g, "")}`);
  const number = home?.isValid() ? home : bare?.isValid() ? bare : undefined;
  if (!number)
    return bad(typed.startsWith("+") || typed.startsWith("0") ? "phone_invalid" : "phone_needs_country");
  return {
    ok: true,
    patch: {
      phone: number.number,
      phoneIsd: number.countryCallingCode,
      phoneNational: number.nationalNumber,
    },
  };
}

/** Domains that people mistype, by what they meant. */
const KNOWN_DOMAINS = [
  "gmail.com",
  "yahoo.com",
  "hotmail.com",
  "outlook.com",
  "icloud.com",
  "live.com",
  "proton.me",
];

/** An e-mail address; one whose domain is a near miss of a well-known one asks "did you mean". */
export function readEmail(text: string): Answer {
  const email = text.trim().replace(/^mailto:/i, "");
  const match = /^([A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})$/.exec(
    email,
  );
  if (!match || email.length > 254 || email.includes("..")) return bad("email_invalid");
  const domain = (match[2] ?? "").toLowerCase();
  const address = `${match[1]}@${domain}`;
  const meant = KNOWN_DOMAINS.find((known) => known !== domain && countSlips(known, domain) <= 2);
  if (meant && !KNOWN_DOMAINS.includes(domain))
    return { ok: "ask", patch: { email: address }, suggestion: `${match[1]}@${meant}` };
  return { ok: true, patch: { email: address } };
}
