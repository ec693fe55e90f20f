/** JSON after `parseAnswer`: every key repaired, scalars as they came (`fields.ts` reads those). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object of such values. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper nesting is no answer of this supplier (the samples reach nine levels); it would only exhaust the stack. */
const MAX_DEPTH = 64;

/**
 * Reads an answer's text: strict JSON (a byte order mark aside) that is an object or a list of one.
 * Gives undefined for everything else; nothing is mended that does not parse.
 */
export function parseAnswer(text: string): JsonObject | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const json = repairKeys(parsed, 0);
  const top = isList(json) && json.length === 1 ? json[0] : json;
  return isObject(top) ? top : undefined;
}

/** Whether the value is an object and no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Whether the value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Mends damaged keys all the way down: `-"filter"`, `price"`, `"tax` and stray commas or colons around a key.
 * A damaged key never takes the place of one that is there; of several damaged ones the least damaged wins, whatever their order.
 */
function repairKeys(value: unknown, depth: number): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value;
  if (depth >= MAX_DEPTH || typeof value !== "object") return undefined;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      const repaired = repairKeys(item, depth + 1);
      if (repaired === undefined) return undefined;
      items.push(repaired);
    }
    return items;
  }
  const entries = new Map<string, Json>();
  for (const [key, item] of Object.entries(value).sort(byDamage)) {
    const name = repairKey(key);
    if (entries.has(name)) continue;
    const repaired = repairKeys(item, depth + 1);
    if (repaired === undefined) return undefined;
    entries.set(name, repaired);
  }
  return Object.fromEntries(entries);
}

function repairKey(key: string): string {
  return key.replace(/^[\s"',-]+|[\s"',:]+$/g, "");
}

function byDamage([a]: [string, unknown], [b]: [string, unknown]): number {
  return damage(a) - damage(b) || (a < b ? -1 : Number(a > b));
}

/** 0 for a sound key, 1 for stray quotes, 2 for the `-"…"` of a key printed twice. */
function damage(key: string): number {
  if (repairKey(key) === key) return 0;
  return key.trimStart().startsWith("-") ? 2 : 1;
}
