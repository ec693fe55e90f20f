import type { Translator } from "../i18n/translator.ts";
import type { Action, Button, Span } from "./screen.ts";

/** The longest label where two or three buttons share a row, in characters as people count them. */
const SHARED_LABEL_LENGTH = 20;
/** The longest label of a button that has its row for itself. */
export const LONE_LABEL_LENGTH = 35;

/** One line of a screen: spans, plain words, or nothing where the model has nothing to say. */
export type Line = readonly Span[] | string | null;

/** Joins lines into the text of a screen. `null` leaves no trace, an empty string leaves a blank line. */
export function composeText(...lines: readonly Line[]): readonly Span[] {
  const spans: Span[] = [];
  const push = (span: Span): void => {
    const last = spans.at(-1);
    const isPlain = last && !last.style && !last.url && !span.style && !span.url;
    if (isPlain) spans[spans.length - 1] = { text: last.text + span.text };
    else if (span.text !== "") spans.push(span);
  };
  const present = lines.filter((line) => line !== null);
  for (const [index, line] of present.entries()) {
    if (index > 0) push({ text: "\n" });
    for (const span of typeof line === "string" ? [{ text: line }] : line) push(span);
  }
  return spans;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A label's length as people count it: a flag or a Bengali letter with its marks is one character. */
export function labelLength(label: string): number {
  return [...graphemes.segment(label)].length;
}

/** Puts buttons into rows of two in their order; one whose label is too long to share has a row for itself. */
export function pairRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  let isOpen = false;
  for (const button of buttons) {
    const isLong = labelLength(button.label) > SHARED_LABEL_LENGTH;
    if (isOpen && !isLong) {
      rows.at(-1)?.push(button);
      isOpen = false;
    } else {
      rows.push([button]);
      isOpen = !isLong;
    }
  }
  return rows;
}

/** One button per country, with the short name, leading to its plans. */
export function countryRows(codes: readonly string[], t: Translator): readonly (readonly Button[])[] {
  return pairRows(
    codes.map((code) => ({ label: t.countryLabel(code), action: { do: "country", code } as const })),
  );
}

/** One page of a list. */
export interface PageOf<T> {
  readonly items: readonly T[];
  /** 0-based, within the list. */
  readonly page: number;
  readonly pages: number;
}

/** Cuts page `page` out of a list; a page past the end is the last one, since a list may have shrunk under an old button. */
export function pageOf<T>(list: readonly T[], page: number, size: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const shown = Math.min(Math.max(0, Math.trunc(page)), pages - 1);
  return { items: list.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

/** `[‹] [2/4] [›]`; no row at all for a single page. `page` is 0-based. */
export function pagerRow(
  page: number,
  pages: number,
  t: Translator,
  toPage: (page: number) => Action,
): readonly (readonly Button[])[] {
  if (pages <= 1) return [];
  const row: Button[] = [{ label: t.text("page.of", { page: page + 1, pages }), action: { do: "nothing" } }];
  if (page > 0) row.unshift({ label: "‹", action: toPage(page - 1) });
  if (page < pages - 1) row.push({ label: "›", action: toPage(page + 1) });
  return [row];
}

/** `[‹ Back] [✖️ Cancel]`. */
export function backRow(back: Action, t: Translator): readonly Button[] {
  return [
    { label: t.text("button.back"), action: back },
    { label: t.text("button.cancel"), action: { do: "cancel" } },
  ];
}

/** The help button, as most screens of trouble end with it. */
export function helpButton(t: Translator): Button {
  return { label: t.text("button.help"), action: { do: "help" } };
}
