import type { InlineKeyboard } from "./markup.ts";

/** A person or the bot, as messages name them. */
export interface TelegramUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** A private chat (its id is the customer's), or a group or channel (its id is negative). */
export interface TelegramChat {
  id: number;
  type: "private" | "group" | "supergroup" | "channel";
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
  is_forum?: true;
}

/** A stretch of text with a meaning; offset and length are in UTF-16 units. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: TelegramUser;
  language?: string;
  custom_emoji_id?: string;
}

/** One size of a picture; width and height in pixels, file_size in bytes. */
export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  width: number;
  height: number;
}

/** A file sent as it is. */
interface TelegramDocument {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  file_name?: string;
  mime_type?: string;
}

/** A shared phone number; `user_id` only where the client knows whose it is. */
interface TelegramContact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
}

/** A sticker, of which only that it is one matters here. */
interface TelegramSticker {
  file_id: string;
  file_unique_id: string;
  type: "regular";
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji: string;
}

/** What a message shows of an invoice; the payload stays between Telegram and the bot. */
interface TelegramInvoice {
  title: string;
  description: string;
  start_parameter: string;
  currency: string;
  total_amount: number;
}

/** A payment that went through; amounts in the currency's smallest unit (whole Stars for XTR). */
export interface SuccessfulPayment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id: string;
}

/** Where a forwarded message was first written: https://core.telegram.org/bots/api#messageorigin */
export type MessageOrigin =
  | { type: "user"; sender_user: TelegramUser; date: number }
  /** Somebody whose settings hide who they are from those who forward their words. */
  | { type: "hidden_user"; sender_user_name: string; date: number }
  | { type: "chat"; sender_chat: TelegramChat; date: number }
  | { type: "channel"; chat: TelegramChat; message_id: number; date: number };

/** A message as Telegram shows it to the bot. Never changed in place: an edit makes a new one. */
export interface Message {
  message_id: number;
  message_thread_id?: number;
  is_topic_message?: true;
  from: TelegramUser;
  /** Who really speaks where `from` is only Telegram's stand-in: a channel, or the group itself. */
  sender_chat?: TelegramChat;
  author_signature?: string;
  chat: TelegramChat;
  /** Seconds since 1970. */
  date: number;
  edit_date?: number;
  reply_to_message?: Message;
  forward_origin?: MessageOrigin;
  is_automatic_forward?: true;
  via_bot?: TelegramUser;
  media_group_id?: string;
  has_protected_content?: true;
  text?: string;
  entities?: MessageEntity[];
  link_preview_options?: Readonly<Record<string, unknown>>;
  caption?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: true;
  photo?: PhotoSize[];
  document?: TelegramDocument;
  contact?: TelegramContact;
  sticker?: TelegramSticker;
  invoice?: TelegramInvoice;
  successful_payment?: SuccessfulPayment;
  refunded_payment?: SuccessfulPayment;
  pinned_message?: Message;
  forum_topic_created?: { name: string; icon_color: number };
  new_chat_members?: TelegramUser[];
  reply_markup?: InlineKeyboard;
}

/** A message the bot can no longer see (it was deleted), as a tap on it carries it. */
export interface InaccessibleMessage {
  chat: TelegramChat;
  message_id: number;
  date: 0;
}
