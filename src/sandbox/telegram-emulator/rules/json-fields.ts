import { badRequest } from "../wire/refusal.ts";

/** A parsed JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object, false for lists, null and plain values. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads fields of JSON objects that stand for one thing of the Bot API ("inline keyboard button"), with
 * Telegram's refusals: `can't parse <thing>: Can't find field "x"`, `Field "x" must be of type String`.
 */
export interface FieldReader {
  object(value: unknown): JsonObject;
  text(object: JsonObject, name: string): string;
  optionalText(object: JsonObject, name: string): string | undefined;
  integer(object: JsonObject, name: string): number;
  flag(object: JsonObject, name: string): boolean;
}

/** A reader for `thing`; without one the refusals start with the field itself, as for keyboards. */
export function createFieldReader(thing?: string): FieldReader {
  const refuse = (what: string): Error =>
    badRequest(
      thing === undefined ? what.charAt(0).toLowerCase() + what.slice(1) : `can't parse ${thing}: ${what}`,
    );

  function optionalText(object: JsonObject, name: string): string | undefined {
    const value = object[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw refuse(`Field "${name}" must be of type String`);
  }

  return {
    object(value) {
      if (!isJsonObject(value)) throw refuse(`${thing ?? "value"} must be an Object`);
      return value;
    },
    text(object, name) {
      const value = optionalText(object, name);
      if (value === undefined) throw refuse(`Can't find field "${name}"`);
      return value;
    },
    optionalText,
    integer(object, name) {
      const text = optionalText(object, name);
      if (text === undefined) throw refuse(`Can't find field "${name}"`);
      const value = Number(text);
      if (!Number.isSafeInteger(value)) throw refuse(`Field "${name}" must be a valid Number`);
      return value;
    },
    flag(object, name) {
      const value = object[name];
      if (value === undefined || value === null) return false;
      if (typeof value !== "boolean") throw refuse(`Field "${name}" must be of type Boolean`);
      return value;
    },
  };
}
