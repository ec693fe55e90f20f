/** What the shop says, in every language it speaks. */
export { isLanguage, LANGUAGES, languageFor, type Language } from "./catalogues.ts";
export type { MessageKey, MessageParams } from "./message-keys.ts";
export { createTranslator, type Translator } from "./translator.ts";
export type { Span } from "./rich-text.ts";
