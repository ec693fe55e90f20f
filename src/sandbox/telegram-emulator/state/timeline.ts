import type { TelegramUser } from "../wire/message.ts";
import type { ReplyKeyboard } from "../wire/markup.ts";
import type { ClientMessage, EventBus } from "./events.ts";
import type { ChatRecord, MessageRecord } from "./records.ts";

/** How long "typing…" stays without a message: https://core.telegram.org/bots/api#sendchataction */
const TYPING_MS = 5_000;

/** The only writer of what a chat shows; each change is told to the customer's side at once. */
export interface Timeline {
  post(chat: ChatRecord, record: MessageRecord): void;
  /** Replaces a message by its edited form. `markup` means that only its buttons changed. */
  replace(chat: ChatRecord, record: MessageRecord, kind: "edit" | "markup"): void;
  /** False where there was no such message. */
  remove(chat: ChatRecord, messageId: number): boolean;
  setReplyKeyboard(chat: ChatRecord, messageId: number, markup: ReplyKeyboard | null): void;
  startTyping(chat: ChatRecord): void;
  /** The message as the customer's side shows it. */
  asClientSees(record: MessageRecord): ClientMessage;
  /** Forgets the timers of running typing indicators. */
  close(): void;
}

/** A timeline that tells `events`; `bot` tells the customer's own messages from the bot's. */
export function createTimeline(deps: { events: EventBus; bot: TelegramUser }): Timeline {
  const typingTimers = new Map<number, NodeJS.Timeout>();

  function asClientSees({ message, receipt }: MessageRecord): ClientMessage {
    const isOwn = message.chat.type === "private" && message.from.id !== deps.bot.id;
    return {
      ...message,
      ...(isOwn ? { outgoing: true } : {}),
      ...(receipt === undefined ? {} : { receipt }),
    };
  }

  function stopTyping(chat: ChatRecord): void {
    clearTimeout(typingTimers.get(chat.chat.id));
    typingTimers.delete(chat.chat.id);
    if (!chat.isTyping) return;
    chat.isTyping = false;
    deps.events.emit({ type: "typing", userId: chat.chat.id, typing: false });
  }

  function setReplyKeyboard(chat: ChatRecord, messageId: number, markup: ReplyKeyboard | null): void {
    if (markup === null && chat.replyKeyboard === null) return;
    chat.replyKeyboard = markup === null ? null : { messageId, markup };
    deps.events.emit({ type: "replyKeyboard", userId: chat.chat.id, replyKeyboard: markup });
  }

  return {
    post(chat, record) {
      if (record.message.from.id === deps.bot.id) stopTyping(chat);
      chat.messages.set(record.message.message_id, record);
      const message = asClientSees(record);
      deps.events.emit({ type: "message", userId: chat.chat.id, message });
    },
    replace(chat, record, kind) {
      chat.messages.set(record.message.message_id, record);
      deps.events.emit({ type: kind, userId: chat.chat.id, message: asClientSees(record) });
    },
    remove(chat, messageId) {
      if (!chat.messages.delete(messageId)) return false;
      chat.pinnedIds = chat.pinnedIds.filter((id) => id !== messageId);
      deps.events.emit({ type: "delete", userId: chat.chat.id, messageId });
      if (chat.replyKeyboard?.messageId === messageId) setReplyKeyboard(chat, messageId, null);
      return true;
    },
    setReplyKeyboard,
    startTyping(chat) {
      clearTimeout(typingTimers.get(chat.chat.id));
      typingTimers.set(
        chat.chat.id,
        setTimeout(() => stopTyping(chat), TYPING_MS),
      );
      if (chat.isTyping) return;
      chat.isTyping = true;
      deps.events.emit({ type: "typing", userId: chat.chat.id, typing: true });
    },
    asClientSees,
    close() {
      for (const timer of typingTimers.values()) clearTimeout(timer);
      typingTimers.clear();
    },
  };
}
