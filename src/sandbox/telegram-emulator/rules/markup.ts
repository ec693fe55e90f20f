import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import type { InlineKeyboard, ReplyKeyboard, ReplyMarkup } from "../wire/markup.ts";
import { parseInlineButton, parseReplyButton } from "./buttons.ts";
import { createFieldReader, type JsonObject } from "./json-fields.ts";

const fields = createFieldReader();

/** Telegram's servers take no more inline buttons than this. */
const MAX_INLINE_BUTTONS = 100;
const MAX_REPLY_BUTTONS = 300;
const MAX_PLACEHOLDER = 64;

/** What the markup is attached to. */
export interface MarkupContext {
  isPrivate: boolean;
  isInvoice: boolean;
}

/**
 * Reads `reply_markup`: an inline keyboard, a reply keyboard, its removal, a forced reply, or nothing. Empty
 * rows are left out, and a keyboard without buttons is none.
 */
export function parseReplyMarkup(value: JsonObject | undefined, context: MarkupContext): ReplyMarkup {
  if (value === undefined) return { kind: "none" };
  if (value["inline_keyboard"] !== undefined) return parseInline(value, context);
  if (value["keyboard"] !== undefined) return parseKeyboard(value, context);
  if (fields.flag(value, "remove_keyboard")) return { kind: "remove" };
  if (fields.flag(value, "force_reply")) return { kind: "force-reply" };
  return { kind: "none" };
}

function parseInline(value: JsonObject, context: MarkupContext): ReplyMarkup {
  const rows = readRows(value["inline_keyboard"], "inline_keyboard")
    .map((row) => row.map((button) => parseInlineButton(button, context.isInvoice)))
    .filter((row) => row.length > 0);
  if (rows.flat().length > MAX_INLINE_BUTTONS) throw badRequest("reply markup is too long");
  if (rows.length === 0) return { kind: "none" };
  const markup: InlineKeyboard = { inline_keyboard: rows };
  return { kind: "inline", markup };
}

function parseKeyboard(value: JsonObject, context: MarkupContext): ReplyMarkup {
  const rows = readRows(value["keyboard"], "keyboard")
    .map((row) => row.map((button) => parseReplyButton(button, context.isPrivate)))
    .filter((row) => row.length > 0);
  if (rows.flat().length > MAX_REPLY_BUTTONS) throw badRequest("reply markup is too long");
  if (rows.length === 0) return { kind: "none" };
  const placeholder = fields.optionalText(value, "input_field_placeholder");
  if (placeholder !== undefined && placeholder.length > MAX_PLACEHOLDER) {
    throw badRequest("REPLY_MARKUP_PLACEHOLDER_INVALID");
  }
  const markup: ReplyKeyboard = {
    keyboard: rows,
    ...flagged(value, "resize_keyboard"),
    ...flagged(value, "one_time_keyboard"),
    ...flagged(value, "is_persistent"),
    ...flagged(value, "selective"),
    ...defined({ input_field_placeholder: placeholder }),
  };
  return { kind: "keyboard", markup };
}

function flagged<N extends string>(value: JsonObject, name: N): Partial<Record<N, true>> {
  const flags: Partial<Record<string, true>> = fields.flag(value, name) ? { [name]: true } : {};
  return flags;
}

function readRows(value: unknown, name: string): unknown[][] {
  if (!Array.isArray(value)) throw badRequest(`field "${name}" must be of type Array`);
  return value.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(`field "${name}" must be an Array of Arrays`);
    return row as unknown[];
  });
}
