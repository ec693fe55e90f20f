import type { Message, TelegramChat, TelegramUser } from "../wire/message.ts";
import type { ReplyKeyboard } from "../wire/markup.ts";

/** A customer of the emulated Telegram, and how they stand to the bot. */
export interface CustomerRecord {
  user: TelegramUser;
  /** E.164, as typed when the customer was made. */
  phone?: string;
  /** A bot may write only to people who wrote to it first. */
  hasStarted: boolean;
  hasBlocked: boolean;
}

/** A message that is visible now, and what Telegram knows about it besides. */
export interface MessageRecord {
  message: Message;
  /** Sent with a reply keyboard, its removal or a forced reply: such a message can never be edited. */
  hadReplyMarkup: boolean;
  /** Only for invoices: the charge that paid it last. */
  receipt?: string;
  /** Emoji the bot has set on the message. */
  reactions: readonly string[];
}

/** How the bot stands in a group. */
interface BotStanding {
  isMember: boolean;
  isAdmin: boolean;
  canManageTopics: boolean;
}

/** One chat with what is visible in it, oldest first. */
export interface ChatRecord {
  chat: TelegramChat;
  messages: Map<number, MessageRecord>;
  /** With the message that brought it: deleting that message takes the keyboard away. */
  replyKeyboard: { messageId: number; markup: ReplyKeyboard } | null;
  isTyping: boolean;
  pinnedIds: number[];
  /** Groups only: ids of the people in it; `admins` is a subset. */
  members: Set<number>;
  admins: Set<number>;
  bot: BotStanding;
  /** Forums only: topic names by thread id. */
  topics: Map<number, string>;
}

/** The visible messages of a chat, oldest first. */
export function visibleMessages(chat: ChatRecord): Message[] {
  return [...chat.messages.values()].map((record) => record.message);
}
