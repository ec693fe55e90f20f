import { bn } from "./bn/index.ts";
import { en } from "./en/index.ts";
import type { LanguagePack } from "./language.ts";

/** The shop's languages. To add one, write its folder beside `en/` and name it here; the compiler lists what is missing. */
export const CATALOGUES = { en, bn } as const satisfies Record<string, LanguagePack>;

/** A language the shop speaks. */
export type Language = keyof typeof CATALOGUES;

/** The languages in the order in which they are offered, with their own names. */
export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: "en", name: CATALOGUES.en.name },
  { code: "bn", name: CATALOGUES.bn.name },
];

/** Whether `code` is one of the shop's languages, exactly as written here. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(CATALOGUES, code);
}

/**
 * The language to speak: what the customer chose, else what their Telegram says ("en-GB" counts as "en"), else `fallback`.
 * An unknown choice is passed over, so that a removed language does no harm.
 */
export function languageFor(
  chosen: string | null,
  telegramCode: string | undefined,
  fallback: Language,
): Language {
  if (chosen !== null && isLanguage(chosen)) return chosen;
  const primary = (telegramCode ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  return isLanguage(primary) ? primary : fallback;
}
