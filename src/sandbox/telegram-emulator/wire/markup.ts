/** An inline button after Telegram has accepted it: exactly one action besides the label. */
export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  copy_text?: { text: string };
  web_app?: { url: string };
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
  pay?: true;
  style?: string;
  icon_custom_emoji_id?: string;
}

/** The buttons under a message. */
export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

/** A button of the keyboard that replaces the customer's own; pressing it sends its text, or what it asks for. */
export interface ReplyButton {
  text: string;
  request_contact?: true;
  request_location?: true;
  style?: string;
  icon_custom_emoji_id?: string;
}

/** The keyboard above the input field. It belongs to the chat, not to a message. */
export interface ReplyKeyboard {
  keyboard: ReplyButton[][];
  resize_keyboard?: true;
  one_time_keyboard?: true;
  is_persistent?: true;
  selective?: true;
  input_field_placeholder?: string;
}

/** What `reply_markup` of a call may mean. */
export type ReplyMarkup =
  | { kind: "inline"; markup: InlineKeyboard }
  | { kind: "keyboard"; markup: ReplyKeyboard }
  | { kind: "remove" }
  | { kind: "force-reply" }
  | { kind: "none" };
