import { badRequest } from "../wire/refusal.ts";
import { isJsonObject, type JsonObject } from "../rules/json-fields.ts";

/** A file that came in a multipart body. */
export interface Upload {
  fileName: string;
  contentType: string;
  bytes: Buffer;
}

/** The parameters of a call: query, form or JSON fields in one, and the files apart. */
export interface ApiParams {
  fields: JsonObject;
  files: ReadonlyMap<string, Upload>;
}

/** A text parameter; numbers count as text, as in Telegram's own parser. Undefined where absent. */
export function textParam(params: ApiParams, name: string): string | undefined {
  const value = params.fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return JSON.stringify(value);
}

/** A whole number, given as number or digits. Undefined where absent or empty; anything else is refused. */
export function integerParam(params: ApiParams, name: string): number | undefined {
  const text = textParam(params, name);
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw badRequest(`invalid ${name} specified`);
  return value;
}

/** True for true, "true", "yes" and "1" in any case; false for everything else, as at Telegram. */
export function flagParam(params: ApiParams, name: string): boolean {
  return ["true", "yes", "1"].includes((textParam(params, name) ?? "").toLowerCase());
}

/** A parameter that holds JSON: as a value in a JSON body, as text in a form. Undefined where absent. */
function jsonParam(params: ApiParams, name: string): unknown {
  const value = params.fields[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`can't parse ${name} JSON object: ${why}`);
  }
}

/** A parameter that is a JSON object. */
export function objectParam(params: ApiParams, name: string): JsonObject | undefined {
  const value = jsonParam(params, name);
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw badRequest(`object expected as ${name.replaceAll("_", " ")}`);
  return value;
}

/** A parameter that is a JSON array. */
export function listParam(params: ApiParams, name: string): readonly unknown[] | undefined {
  const value = jsonParam(params, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw badRequest(`expected an Array of ${name.replaceAll("_", " ")}`);
  return value as unknown[];
}
