import MiniSearch from "minisearch";
import { REGIONS, type Country, type Region } from "../../domain/country.ts";
import { countSlips } from "../../domain/slips.ts";
import { alphabetPages } from "./alphabet-pages.ts";
import { foldName } from "./destination-names.ts";
import { popularFor } from "./popular-destinations.ts";

interface Deps {
  readonly countries: readonly Country[];
  /** A country's name in one of `languages`. */
  readonly names: (code: string, language: string) => string;
  /** The shop's languages; the first one orders lists that belong to no language. */
  readonly languages: readonly string[];
}

/** What a typed destination came to. */
export type Found =
  | { readonly kind: "exact"; readonly code: string }
  /** At most six. `look-alike`: names that are mixed up, to be told apart by their capitals. */
  | {
      readonly kind: "choices";
      readonly codes: readonly string[];
      readonly reason: "look-alike" | "several";
    }
  /** Probably mistyped; `others` are the next best guesses, at most two. */
  | { readonly kind: "did-you-mean"; readonly code: string; readonly others: readonly string[] }
  | { readonly kind: "nothing"; readonly nearest: readonly string[] };

/** The countries of the shop: found by what people type, and listed for browsing. Pure, built once. */
export interface Destinations {
  readonly count: number;
  has(code: string): boolean;
  /** Countries with confusable names, to be named at confirmation. */
  lookAlikesOf(code: string): readonly string[];
  /** IANA zone of the country's capital; undefined for a code the shop does not know. */
  zoneOf(code: string): string | undefined;
  /** Finds a country by code, name or alias in any language: exact before prefix before part before mistyped. */
  search(query: string): Found;
  /** Six countries to start from, for a shop in `shopCountry`. */
  popular(shopCountry: string): readonly string[];
  /** The regions that have countries. */
  regions(): readonly Region[];
  /** The region's countries in the alphabet of `language`. */
  ofRegion(region: Region, language?: string): readonly string[];
  /** All countries in the alphabet of `language`, cut into pages between letters. */
  letters(language: string): readonly (readonly string[])[];
}

/** Countries on one page of the alphabet. */
const PAGE_SIZE = 14;
/** Pages of the alphabet in one row of its index. */
const PAGES_PER_ROW = 3;
const MAX_CHOICES = 6;
const MAX_NEAREST = 3;
/** No country is written with more characters; what is longer is searched for a name inside. */
const MAX_NAME_LENGTH = 48;
/** A name that shares less than this with what was typed is not near it. */
const FARTHEST = 0.7;
/** Texts beyond this are not read to their end. */
const MAX_QUERY_LENGTH = 200;

interface Entry {
  /** Its place in the list. */
  readonly id: number;
  readonly code: string;
  /** Folded name or alias. */
  readonly text: string;
  /** A name proper, which ranks before aliases. */
  readonly isName: boolean;
}

/** Builds the search and the lists over the reference data. */
export function createDestinations({ countries, names: nameOf, languages }: Deps): Destinations {
  const names = onceEach(nameOf);
  const byCode = new Map(countries.map((country) => [country.code, country]));
  const codes = countries.map((country) => country.code);
  const entries = buildEntries({ countries, names, languages });
  const index = new MiniSearch<Entry>({ fields: ["text"], tokenize: (text) => text.split(" ") });
  index.addAll(entries);

  const lookAlikesOf = (code: string): readonly string[] => byCode.get(code)?.lookAlikes ?? [];

  function sorted(list: readonly string[], language: string): readonly string[] {
    const collator = new Intl.Collator(language);
    return [...list].sort((a, b) => collator.compare(names(a, language), names(b, language)));
  }

  /** An exact name still asks where a look-alike's name begins with it or holds it as a word: Niger(ia), Guinea(-Bissau). */
  function guard(code: string, folded: string): Found {
    const confusable = lookAlikesOf(code).filter((other) =>
      entries.some((entry) => entry.code === other && entry.isName && holdsOrExtends(entry.text, folded)),
    );
    if (confusable.length === 0) return { kind: "exact", code };
    return { kind: "choices", codes: [code, ...confusable].slice(0, MAX_CHOICES), reason: "look-alike" };
  }

  function choose(found: readonly string[], folded: string): Found | undefined {
    const [only] = found;
    if (only === undefined) return undefined;
    if (found.length === 1) return guard(only, folded);
    const areLookAlikes = found.every((code) => code === only || lookAlikesOf(only).includes(code));
    return {
      kind: "choices",
      codes: found.slice(0, MAX_CHOICES),
      reason: areLookAlikes ? "look-alike" : "several",
    };
  }

  function codesWhere(test: (entry: Entry) => boolean): readonly string[] {
    const hits = entries.filter(test);
    return distinct([...hits.filter((entry) => entry.isName), ...hits.filter((entry) => !entry.isName)]);
  }

  function findMistyped(folded: string): Found | undefined {
    const hits = index.search(folded, { combineWith: "OR", fuzzy: 0.34, prefix: false });
    const ranked = hits
      .flatMap((hit) => entries[Number(hit.id)] ?? [])
      .filter((entry) => Math.abs(entry.text.length - folded.length) <= allowedSlips(folded))
      .map((entry) => ({ ...entry, slips: countSlips(folded, entry.text) }))
      .filter((entry) => entry.slips <= allowedSlips(folded))
      .sort((a, b) => a.slips - b.slips || Number(b.isName) - Number(a.isName));
    const [best, ...others] = distinct(ranked);
    return best === undefined ? undefined : { kind: "did-you-mean", code: best, others: others.slice(0, 2) };
  }

  function nearest(folded: string): readonly string[] {
    const isSearchable = folded !== "" && folded.length <= MAX_NAME_LENGTH;
    const ranked = (isSearchable ? entries : [])
      .filter((entry) => entry.isName && isOfLikeLength(folded, entry.text))
      .map((entry) => ({ code: entry.code, distance: distanceBetween(folded, entry.text) }))
      .filter((entry) => entry.distance <= FARTHEST)
      .sort((a, b) => a.distance - b.distance);
    return [...new Set([...distinct(ranked), ...popularFor("", codes)])].slice(0, MAX_NEAREST);
  }

  /** A name or alias as it was typed, then one that begins so. */
  function findNamed(folded: string): Found | undefined {
    const exact = codesWhere((entry) => entry.text === folded);
    return (
      choose(exact, folded) ??
      choose(
        codesWhere((entry) => startsLike(entry.text, folded)),
        folded,
      )
    );
  }

  function search(query: string): Found {
    const folded = foldName(query.slice(0, MAX_QUERY_LENGTH));
    const code = folded.toUpperCase();
    if (byCode.has(code)) return { kind: "exact", code };
    const isShort = folded !== "" && folded.length <= MAX_NAME_LENGTH;
    return (
      (isShort ? findNamed(folded) : undefined) ??
      choose(
        codesWhere((entry) => isNamedIn(entry, folded)),
        folded,
      ) ??
      (isShort ? findMistyped(folded) : undefined) ?? { kind: "nothing", nearest: nearest(folded) }
    );
  }

  return {
    count: codes.length,
    has: (code) => byCode.has(code),
    lookAlikesOf,
    zoneOf: (code) => byCode.get(code)?.zone,
    search,
    popular: (shopCountry) => popularFor(shopCountry, codes),
    regions: () => REGIONS.filter((region) => countries.some((country) => country.region === region)),
    ofRegion: (region, language = languages[0] ?? "en") =>
      sorted(
        countries.filter((country) => country.region === region).map((country) => country.code),
        language,
      ),
    letters(language) {
      const all = sorted(codes, language).map((code) => ({ code, name: names(code, language) }));
      return alphabetPages(all, PAGE_SIZE, PAGES_PER_ROW);
    },
  };
}

/** Names are looked up once: sorting two hundred countries asks for thousands, and nothing else runs meanwhile. */
function onceEach(names: Deps["names"]): Deps["names"] {
  const known = new Map<string, string>();
  return (code, language) => {
    const key = `${language} ${code}`;
    const name = known.get(key) ?? names(code, language);
    known.set(key, name);
    return name;
  };
}

function buildEntries({ countries, names, languages }: Deps): readonly Entry[] {
  const named = countries.flatMap(({ code, aliases }) => [
    ...languages.map((language) => ({ code, text: foldName(names(code, language)), isName: true })),
    ...aliases.map((alias) => ({ code, text: foldName(alias), isName: false })),
  ]);
  return named.map((entry, id) => ({ ...entry, id }));
}

function distinct(entries: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(entries.map((entry) => entry.code))];
}

/** "nigeria" extends "niger"; "guinea bissau" and "papua new guinea" hold "guinea". */
function holdsOrExtends(name: string, folded: string): boolean {
  return name.startsWith(folded) || ` ${name} `.includes(` ${folded} `);
}

/** Begins with what was typed (two letters or more), or one of its words does (three or more). */
function startsLike(name: string, folded: string): boolean {
  if (folded.length >= 2 && name.startsWith(folded)) return true;
  return folded.length >= 3 && name.includes(` ${folded}`);
}

const BENGALI_LETTER = /\p{Script=Bengali}/u;

/** What Bengali hangs on a place name: in, to, of, from there. */
const BENGALI_ENDING = /^(?:ে|তে|য়|য়ে|এ|র|ের|য়ের|কে|ও|টা)?(?= |$)/u;

/**
 * A name inside a sentence: "esim for thailand", "থাইল্যান্ডে যাব". Names of four letters or more count, Latin aliases of five: shorter
 * ones are words of their own too often.
 */
function isNamedIn({ text, isName }: Entry, folded: string): boolean {
  const isBengali = BENGALI_LETTER.test(text);
  if (text.length < (isName || isBengali ? 4 : 5)) return false;
  const at = ` ${folded}`.indexOf(` ${text}`);
  if (at < 0) return false;
  const rest = folded.slice(at + text.length);
  if (rest === "" || rest.startsWith(" ")) return true;
  return isBengali && BENGALI_ENDING.test(rest);
}

/** Whether two words can be near each other at all: cheap, before slips are counted. */
function isOfLikeLength(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= FARTHEST * Math.max(a.length, b.length);
}

/** 0 for the same word, 1 for one that shares nothing. */
function distanceBetween(a: string, b: string): number {
  return countSlips(a, b) / Math.max(a.length, b.length);
}

/** One slip in short words, two from six letters, three from twelve; none in words of three letters or fewer. */
function allowedSlips(folded: string): number {
  const { length } = [...folded];
  if (length <= 3) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}
