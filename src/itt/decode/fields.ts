import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** An answer that lacks what the action needs. `field` names it as the supplier's page does. */
export class MissingField extends Error {
  override readonly name = "MissingField";
  readonly field: string;
  /** The booking that the answer shows all the same. */
  readonly bookingId: string | undefined;
  constructor(field: string, bookingId?: string) {
    super(`the answer lacks ${field}`);
    this.field = field;
    this.bookingId = bookingId;
  }
}

/** An answer that contradicts what was asked, or itself. `detail` holds no ids. */
export class MismatchedAnswer extends Error {
  override readonly name = "MismatchedAnswer";
}

/** Mends one scalar: `"489.41,"`, `"true,"`, `"null,"`, `""`. Text that merely ends in a comma stays as it is. */
function tidy(value: Json | undefined): Json {
  if (typeof value !== "string") return value ?? null;
  const trimmed = value.trim();
  const bare = trimmed.replace(/[\s,]+$/, "");
  const isMangled = bare === "" || /^(?:null|true|false|[\d.,+-]+)$/.test(bare);
  const mended = isMangled ? bare : trimmed;
  return mended === "" || mended === "null" ? null : mended;
}

/** Text, or null. A whole number becomes its digits, but only while it is exact: as a JSON number a long id has lost some. */
export function textOf(value: Json | undefined): string | null {
  const tidied = tidy(value);
  if (typeof tidied === "string") return tidied;
  if (typeof tidied !== "number") return null;
  return Number.isSafeInteger(tidied) || !Number.isInteger(tidied) ? String(tidied) : null;
}

/** A finite number, or null. */
export function numberOf(value: Json | undefined): number | null {
  const text = textOf(value);
  return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** True, false, or null where it is neither (the samples also say yes and no). */
export function flagOf(value: Json | undefined): boolean | null {
  if (typeof value === "boolean") return value;
  const text = textOf(value)?.toLowerCase();
  if (text === "true" || text === "yes" || text === "1") return true;
  return text === "false" || text === "no" || text === "0" ? false : null;
}

/** The object, also where it came as a list of one. */
export function objectOf(value: Json | undefined): JsonObject | undefined {
  if (isList(value)) return value.length === 1 && isObject(value[0]) ? value[0] : undefined;
  return isObject(value) ? value : undefined;
}

/** The list, also where it came as its one item or as an object with the keys "1", "2", …; [] for null and "". */
export function listOf(value: Json | undefined): readonly Json[] {
  if (isList(value)) return value;
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0 || !keys.every((key) => /^\d{1,4}$/.test(key)))
      return keys.length === 0 ? [] : [value];
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => value[key] ?? null);
  }
  const tidied = tidy(value);
  return tidied === null ? [] : [tidied];
}

/** The objects of a list, lists of one inside it taken apart; everything else in it is left out. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return onlyObjects(listOf(value).map(objectOf));
}

/** The objects that `scopes` hold under `key`, in their order. */
export function objectsUnder(
  scopes: readonly (JsonObject | undefined)[],
  key: string,
): readonly JsonObject[] {
  return onlyObjects(scopes.map((scope) => objectOf(scope?.[key])));
}

function onlyObjects(values: readonly (JsonObject | undefined)[]): readonly JsonObject[] {
  return values.filter((value) => value !== undefined);
}

/** The first value of `key` that says something, in the order of `scopes`: the thing itself first, then its neighbours. */
export function firstValue(scopes: readonly (JsonObject | undefined)[], key: string): Json | undefined {
  for (const scope of scopes) {
    const value = scope?.[key];
    if (tidy(value) !== null) return value;
  }
  return undefined;
}
