import { FormattedString } from "@grammyjs/parse-mode";
import type {
  InlineKeyboardMarkup,
  MessageEntity,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from "grammy/types";
import type { Button, Screen, Span } from "../screens/index.ts";
import { packAction } from "./callback-data.ts";

/** Text with entities, as the Bot API takes it: no escaping, so no escaping mistakes. */
export interface RenderedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

function formatSpan(span: Span): FormattedString {
  const plain = new FormattedString(span.text);
  if (span.url) return FormattedString.link(plain, span.url);
  switch (span.style) {
    case "bold":
      return FormattedString.bold(plain);
    case "italic":
      return FormattedString.italic(plain);
    case "code":
      return FormattedString.code(plain);
    case "pre":
      return FormattedString.pre(plain, "");
    case undefined:
      return plain;
    default:
      return span.style satisfies never;
  }
}

/** Spans as one text with entities. */
export function renderText(spans: readonly Span[]): RenderedText {
  const whole = FormattedString.join(spans.map(formatSpan));
  return { text: whole.text, entities: whole.entities };
}

function renderButton(button: Button): InlineKeyboardMarkup["inline_keyboard"][number][number] {
  if ("action" in button) return { text: button.label, callback_data: packAction(button.action) };
  if ("url" in button) return { text: button.label, url: button.url };
  return { text: button.label, copy_text: { text: button.copy } };
}

/** The inline keyboard of a screen; an empty one takes the buttons of an edited message away. */
export function renderKeyboard(screen: Screen): InlineKeyboardMarkup {
  return { inline_keyboard: screen.rows.map((row) => row.map(renderButton)) };
}

/** The reply keyboard that shares the customer's own phone number where the screen asks for it, or the order to take it away. */
export function renderReplyKeyboard(screen: Screen): ReplyKeyboardMarkup | ReplyKeyboardRemove | undefined {
  if (screen.takesKeyboardAway) return { remove_keyboard: true };
  if (!screen.sharePhone) return undefined;
  const { label, others } = screen.sharePhone;
  return {
    keyboard: [[{ text: label, request_contact: true }], ...others.map((text) => [{ text }])],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}
