import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import type { InlineButton, ReplyButton } from "../wire/markup.ts";
import { checkLink } from "./links.ts";
import { createFieldReader, type FieldReader, type JsonObject } from "./json-fields.ts";

const inline = createFieldReader("inline keyboard button");
const keyboard = createFieldReader("keyboard button");

/**
 * An inline button as Telegram accepts it. `isInvoice` allows the Pay button. Refuses: no or empty label, no
 * action (an empty callback_data counts as none), callback data over 64 bytes, wrong addresses, copy text
 * outside 1–256. Limits: https://core.telegram.org/bots/api#inlinekeyboardbutton
 */
export function parseInlineButton(value: unknown, isInvoice: boolean): InlineButton {
  const button = inline.object(value);
  const text = inline.text(button, "text");
  if (text.trim() === "") throw badRequest("inline keyboard button text must be non-empty");
  const look = { text, ...readLook(inline, button) };
  const action = readAction(button, isInvoice);
  if (action === undefined) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  return { ...look, ...action };
}

type Action = Omit<InlineButton, "text" | "style" | "icon_custom_emoji_id">;

function readAction(button: JsonObject, isInvoice: boolean): Action | undefined {
  const actions: Action[] = [];
  const url = inline.optionalText(button, "url");
  if (url !== undefined && url !== "") actions.push({ url: acceptUrl(url) });
  const data = inline.optionalText(button, "callback_data");
  if (data !== undefined && data !== "") actions.push({ callback_data: acceptData(data) });
  if (button["copy_text"] !== undefined) {
    const copied = inline.text(inline.object(button["copy_text"]), "text");
    if (copied.length < 1 || copied.length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    actions.push({ copy_text: { text: copied } });
  }
  if (button["web_app"] !== undefined) actions.push({ web_app: { url: acceptWebApp(button["web_app"]) } });
  const everywhere = inline.optionalText(button, "switch_inline_query");
  if (everywhere !== undefined) actions.push({ switch_inline_query: everywhere });
  const here = inline.optionalText(button, "switch_inline_query_current_chat");
  if (here !== undefined) actions.push({ switch_inline_query_current_chat: here });
  if (inline.flag(button, "pay")) {
    if (!isInvoice) throw badRequest("BUTTON_TYPE_INVALID");
    actions.push({ pay: true });
  }
  // Telegram would take the first and drop the rest without a word; a second action is a mistake of ours.
  if (actions.length > 1) throw badRequest("emulator: an inline button must have exactly one action");
  return actions[0];
}

function acceptUrl(url: string): string {
  const checked = checkLink(url);
  if (checked.ok) return checked.url;
  throw badRequest(`inline keyboard button URL '${url}' is invalid: ${checked.problem}`);
}

function acceptData(data: string): string {
  if (Buffer.byteLength(data) > 64) throw badRequest("BUTTON_DATA_INVALID");
  return data;
}

function acceptWebApp(value: unknown): string {
  const url = inline.text(inline.object(value), "url");
  const checked = checkLink(url);
  if (checked.ok && /^https:/i.test(url)) return checked.url;
  throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
}

/** A button of a reply keyboard: a plain text, or an object that may ask for the phone number. */
export function parseReplyButton(value: unknown, isPrivate: boolean): ReplyButton {
  if (typeof value === "string") return { text: acceptLabel(value) };
  const button = keyboard.object(value);
  const text = acceptLabel(keyboard.text(button, "text"));
  const asksContact = keyboard.flag(button, "request_contact");
  const asksLocation = keyboard.flag(button, "request_location");
  if (!isPrivate && asksContact) throw badRequest("phone number can be requested in private chats only");
  if (!isPrivate && asksLocation) throw badRequest("location can be requested in private chats only");
  return {
    text,
    ...readLook(keyboard, button),
    ...(asksContact ? { request_contact: true } : {}),
    ...(asksLocation ? { request_location: true } : {}),
  };
}

function acceptLabel(text: string): string {
  if (text.trim() === "") throw badRequest("keyboard button text must be non-empty");
  return text;
}

function readLook(
  fields: FieldReader,
  button: JsonObject,
): { style?: string; icon_custom_emoji_id?: string } {
  const style = fields.optionalText(button, "style");
  if (style !== undefined && !["danger", "success", "primary"].includes(style)) {
    throw badRequest("BUTTON_STYLE_INVALID");
  }
  return defined({ style, icon_custom_emoji_id: fields.optionalText(button, "icon_custom_emoji_id") });
}
