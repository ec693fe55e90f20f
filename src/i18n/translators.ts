import { LANGUAGES, type Language } from "./catalogues.ts";
import { createTranslator, type Translator } from "./translator.ts";

/** One translator a language, each made once: making one reads the whole catalogue. */
export function createTranslators(): (language: Language) => Translator {
  const made = new Map(LANGUAGES.map(({ code }) => [code, createTranslator(code)]));
  return (language) => made.get(language) ?? createTranslator(language);
}
