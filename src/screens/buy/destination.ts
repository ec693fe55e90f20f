import type { Region } from "../../domain/country.ts";
import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText, countryRows, pageOf, pagerRow, pairRows } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** Most countries on one page: two in a row, and room for the long names that need a row each. */
export const COUNTRIES_PER_PAGE = 14;

const byRegion = (t: Translator): Button => ({
  label: t.text("destination.by-region"),
  action: { do: "regions" },
});
const byLetter = (t: Translator): Button => ({
  label: t.text("destination.letters"),
  action: { do: "letters", page: 0 },
});

/** Where the first question of a purchase finds the shop. */
export interface DestinationModel {
  /** ISO codes, six to eight of them. */
  readonly popular: readonly string[];
  /** No orders are taken at this moment. */
  readonly isPaused?: boolean;
  /** A sticker, a location or the like was sent. */
  readonly isUnreadable?: boolean;
}

/** "Where are you going?" with the popular countries. */
export function showDestination(model: DestinationModel, t: Translator): Screen {
  const { popular, isPaused = false, isUnreadable = false } = model;
  return {
    text: composeText(
      t.rich("destination.question"),
      t.text(isUnreadable ? "destination.unreadable" : "destination.type"),
      isPaused ? t.text("closed.line") : null,
    ),
    rows: [
      ...countryRows(popular, t),
      [byRegion(t), byLetter(t), { label: t.text("button.cancel"), action: { do: "cancel" } }],
    ],
  };
}

/** The parts of the world. */
export function showRegions(model: { readonly regions: readonly Region[] }, t: Translator): Screen {
  const buttons = model.regions.map((region) => ({
    label: t.text(`region.${region}`),
    action: { do: "region", region, page: 0 } as const,
  }));
  return {
    text: composeText(t.rich("destination.which-region")),
    rows: [...pairRows(buttons), backRow({ do: "buy" }, t)],
  };
}

/** A page of one region. */
export interface RegionModel {
  readonly region: Region;
  /** All countries of the region; shown in the alphabet of the language. */
  readonly codes: readonly string[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
}

/** The countries of one region, a page at a time. */
export function showRegion(model: RegionModel, t: Translator): Screen {
  const { region } = model;
  const sorted = [...model.codes].sort((a, b) => t.compare(t.countryName(a), t.countryName(b)));
  const { items, page, pages } = pageOf(sorted, model.page, COUNTRIES_PER_PAGE);
  return {
    text: composeText(t.rich("destination.in-region", { region: t.text(`region.${region}`) })),
    rows: [
      ...countryRows(items, t),
      ...pagerRow(page, pages, t, (to) => ({ do: "region", region, page: to })),
      backRow({ do: "regions" }, t),
    ],
  };
}

/** The alphabet's pages, or their index. */
export interface LettersModel {
  /** All countries in the alphabet's order, cut into pages of at most `COUNTRIES_PER_PAGE`. */
  readonly pages: readonly (readonly string[])[];
  /** 0 is the index of the pages, 1 the first page. */
  readonly page: number;
}

/** The alphabet: page 0 is an index ("A", "Ba–Bo", "D–E", …), the others list the countries. */
export function showLetters(model: LettersModel, t: Translator): Screen {
  const codes = model.pages[model.page - 1];
  if (codes === undefined) return showLetterIndex(model, t);
  return {
    text: composeText(
      t.rich("destination.on-letter", { letters: pageLabel(model.pages, model.page - 1, t) }),
    ),
    rows: [
      ...countryRows(codes, t),
      ...pagerRow(model.page - 1, model.pages.length, t, (to) => ({ do: "letters", page: to + 1 })),
      backRow({ do: "letters", page: 0 }, t),
    ],
  };
}

function showLetterIndex({ pages }: LettersModel, t: Translator): Screen {
  const buttons = pages.map((_, index) => ({
    label: pageLabel(pages, index, t),
    action: { do: "letters", page: index + 1 } as const,
  }));
  const rows = Array.from({ length: Math.ceil(buttons.length / 3) }, (_, row) =>
    buttons.slice(row * 3, row * 3 + 3),
  );
  return {
    text: composeText(t.rich("destination.which-letter")),
    rows: [...rows, backRow({ do: "buy" }, t)],
  };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of a name that is tried to tell two pages apart. */
const MAX_BEGINNING = 3;

/** "D–E", "Ba–Bo": how the first and the last name of a page begin, in as many letters as tell it from the pages beside it. */
function pageLabel(pages: readonly (readonly string[])[], index: number, t: Translator): string {
  const nameOf = (code: string | undefined): string | null =>
    code === undefined ? null : t.countryName(code);
  const before = nameOf(pages[index - 1]?.at(-1));
  const first = nameOf(pages[index]?.[0]) ?? "";
  const last = nameOf(pages[index]?.at(-1)) ?? "";
  const after = nameOf(pages[index + 1]?.[0]);
  for (let length = 0; ; length += 1) {
    const isApart = !beginAlike(before, first, length) && !beginAlike(last, after, length);
    if (!isApart && length < MAX_BEGINNING) continue;
    const [from, to] = [beginning(first, length), beginning(last, length)];
    return beginAlike(first, last, length) ? from : `${from}–${to}`;
  }
}

/** The first `length` letters as they are written; 0 is the bare letter that the alphabet files the name under. */
function beginning(name: string, length: number): string {
  if (length === 0) return name.normalize("NFD")[0] ?? "";
  return [...graphemes.segment(name)]
    .slice(0, length)
    .map(({ segment }) => segment)
    .join("");
}

function beginAlike(a: string | null, b: string | null, length: number): boolean {
  if (a === null || b === null) return false;
  const folded = (name: string): string =>
    beginning(name, length)
      .normalize("NFD")
      .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
      .toUpperCase();
  return folded(a) === folded(b);
}
