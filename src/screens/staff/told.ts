import { CATALOGUES } from "../../i18n/catalogues.ts";
import type { MessageKey, MessageParams } from "../../i18n/message-keys.ts";
import type { Translator } from "../../i18n/translator.ts";

type ToldKey = Extract<MessageKey, `told.${string}`>;
type StateKey = Extract<MessageKey, `staff.state.${string}`>;
type MethodKey = Extract<MessageKey, `staff.method.${string}`>;

const isKey = (key: string): key is MessageKey => Object.hasOwn(CATALOGUES.en.messages, key);
const isTold = (key: string): key is ToldKey => key.startsWith("told.") && isKey(key);
const isName = (key: string): key is StateKey | MethodKey =>
  /^staff\.(state|method)\./.test(key) && isKey(key);

/** Every placeholder that a told phrase may have. */
const NONE: MessageParams<ToldKey> = {
  ...{ code: "", field: "", first: "", method: "", month: "", n: "", of: "", operation: "", reason: "" },
  staff: "",
};

/** What stands in place of these; of the others, anything. */
const SHAPES: Readonly<Record<string, string>> = {
  ...{ n: "\\d+", of: "\\d+", staff: "\\d+", first: "\\d+", month: "[0-9-]+", operation: "[A-Za-z]+" },
  code: "\\w+",
};

/** Phrases with placeholders as patterns, those with the most words of their own first. */
const PATTERNS = Object.keys(CATALOGUES.en.messages)
  .filter(isTold)
  .filter((key) => key.includes("{{"))
  .sort((a, b) => ownLength(b) - ownLength(a))
  .map((key) => ({ key, pattern: patternOf(key.slice("told.".length)) }));

function ownLength(key: string): number {
  return key.replace(/\{\{\w+\}\}/g, "").length;
}

function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  const filled = escaped.replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => `(?<${name}>${SHAPES[name] ?? ".+"})`,
  );
  return new RegExp(`^${filled}$`, "s");
}

/**
 * What is stored of an event or of an act, in the reader's language: the phrase by the catalogue's `told.` keys, a state or a way to pay by
 * its name. What the catalogue does not know, such as the supplier's own words, is read as it stands.
 */
export function tellStored(stored: string, t: Translator): string {
  const key = `told.${stored}`;
  if (isTold(key)) return t.text(key, NONE);
  for (const name of [`staff.state.${stored}`, `staff.method.${stored}`])
    if (isName(name)) return t.text(name);
  for (const { key: phrase, pattern } of PATTERNS) {
    const found = pattern.exec(stored)?.groups;
    if (found) return t.text(phrase, { ...NONE, ...tellEach(found, t) });
  }
  return stored;
}

function tellEach(found: Readonly<Record<string, string>>, t: Translator): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, tellPlaceholder(name, value, t)]),
  );
}

/** Counts in the reader's digits; Telegram ids stay as they are typed. `agency_balance` is a way to pay, and elsewhere a failure. */
function tellPlaceholder(name: string, value: string, t: Translator): string {
  if (name === "n" || name === "of") return t.digits(value);
  const method = `staff.method.${value}`;
  return name === "method" && isName(method) ? t.text(method) : tellStored(value, t);
}
