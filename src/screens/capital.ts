import { capitals } from "../i18n/en/capitals.ts";
import type { Translator } from "../i18n/translator.ts";

type CapitalKey = keyof typeof capitals;

function isCapitalKey(key: string): key is CapitalKey {
  return Object.hasOwn(capitals, key);
}

/** The capital of a country that is easily mixed up; undefined for all others. */
export function capitalOf(code: string, t: Translator): string | undefined {
  const key = `capital.${code}`;
  return isCapitalKey(key) ? t.text(key) : undefined;
}
