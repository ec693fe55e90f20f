import { z } from "zod";
import type { JsonObject, JsonValue } from "../json.ts";
import { refusals } from "../refusal.ts";
import type { World } from "../world.ts";

/** A text that must be there; numbers are taken too, as the samples send `contact_no` and `member_id` as either. */
export const requiredText = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));

/** A text that may be missing, null or empty. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === "" ? null : String(value)));

/** An e-mail address that may be missing. */
export const optionalEmail = optionalText.pipe(z.email().nullable());

/** A URL that may be missing. */
export const optionalUrl = optionalText.pipe(z.url().nullable());

/** The three ways to pay that ITT's page names. */
export const paymentType = z.enum(["account_balance", "card", "onlinepayment"]);

function valueAt(body: JsonObject, path: readonly PropertyKey[]): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value;
}

/**
 * Checks a body as ITT's page documents it. The first field that is missing or empty is refused as "The X field is
 * required.", one of a wrong kind as "The X field is invalid.".
 */
export function readRequest<T>(schema: z.ZodType<T>, body: JsonObject): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => {
    const value = valueAt(body, issue.path);
    return { name: issue.path.join("."), isMissing: value === undefined || value === null || value === "" };
  });
  const missing = fields.find((field) => field.isMissing);
  if (missing !== undefined) throw refusals.required(missing.name);
  throw refusals.invalid(fields[0]?.name ?? "request");
}

/** Refuses every member but the configured one. */
export function checkMember(world: World, memberId: string): void {
  if (memberId !== world.options.memberId) throw refusals.member();
}
