/** A run of text with one style. Screens are plain data; telegram/render makes entities of them. */
export interface Span {
  readonly text: string;
  readonly style?: "bold" | "italic" | "code" | "pre";
  /** An https link on the text. */
  readonly url?: string;
}

const STYLES = { b: "bold", i: "italic", code: "code" } as const;
const TAG = /<(b|i|code)>([\s\S]*?)<\/\1>/g;

/** Puts `values` into the `{{placeholders}}` of `template`. Values are put in as they are and never read again. */
export function fillPlaceholders(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * Turns the tags `<b>`, `<i>` and `<code>` of a catalogue text into spans, then fills the placeholders: a value that holds a tag stays
 * text. Tags do not nest.
 */
export function parseRichText(template: string, values: Readonly<Record<string, string>>): readonly Span[] {
  const spans: Span[] = [];
  const push = (part: string, style?: Span["style"]): void => {
    const text = fillPlaceholders(part, values);
    if (text !== "") spans.push(style === undefined ? { text } : { text, style });
  };
  let end = 0;
  for (const match of template.matchAll(TAG)) {
    push(template.slice(end, match.index));
    push(match[2] ?? "", STYLES[match[1] as keyof typeof STYLES]);
    end = match.index + match[0].length;
  }
  push(template.slice(end));
  return spans;
}
