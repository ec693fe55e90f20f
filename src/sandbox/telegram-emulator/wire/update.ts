import type { InaccessibleMessage, Message, TelegramChat, TelegramUser } from "./message.ts";

/** A tap on a callback button, with the whole message as it stands. */
interface CallbackQuery {
  id: string;
  from: TelegramUser;
  message: Message | InaccessibleMessage;
  chat_instance: string;
  data: string;
}

/** The last question before a payment; the bot has 10 s to answer. */
interface PreCheckoutQuery {
  id: string;
  from: TelegramUser;
  currency: string;
  total_amount: number;
  invoice_payload: string;
}

/** Text typed after the bot's name in any chat. */
interface InlineQuery {
  id: string;
  from: TelegramUser;
  query: string;
  offset: string;
  chat_type: "sender" | "private" | "group" | "supergroup";
}

/** Standing of somebody in a chat. */
export interface ChatMember {
  user: TelegramUser;
  status: "creator" | "administrator" | "member" | "left" | "kicked";
  until_date?: number;
}

/** The bot was blocked, unblocked, added or removed. */
interface ChatMemberUpdated {
  chat: TelegramChat;
  from: TelegramUser;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

/** A post in a channel that the bot belongs to: nobody is named as its writer. */
export type ChannelPost = Omit<Message, "from">;

/** What an update can carry, by the name Telegram gives it. */
export interface UpdateContent {
  message: Message;
  edited_message: Message;
  channel_post: ChannelPost;
  callback_query: CallbackQuery;
  pre_checkout_query: PreCheckoutQuery;
  inline_query: InlineQuery;
  my_chat_member: ChatMemberUpdated;
}

/** The names of the updates that this emulator makes. */
export type UpdateKind = keyof UpdateContent;

/** One update: its id and exactly one kind of content. */
export type Update = { update_id: number } & Partial<UpdateContent>;
