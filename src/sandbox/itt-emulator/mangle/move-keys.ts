import type { JsonObject, JsonValue } from "../json.ts";

/** Takes a key out of an object; undefined where it is not there. */
export function takeKey(from: JsonObject, key: string): JsonValue | undefined {
  const value = from[key];
  Reflect.deleteProperty(from, key);
  return value;
}

/** Moves keys as a misplaced brace does. A key that the target has already stays where it is. */
export function moveKeys(from: JsonObject, to: JsonObject, keys: readonly string[]): void {
  for (const key of keys) {
    if (key in to) continue;
    const value = takeKey(from, key);
    if (value !== undefined) to[key] = value;
  }
}

/** ITT's page prints a key that comes twice as `-"key"`; this is that name. */
export function doubledKey(key: string): string {
  return `-"${key}"`;
}
