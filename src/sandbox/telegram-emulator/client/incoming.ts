import type { Message, TelegramUser } from "../wire/message.ts";
import type { MessageContent } from "../methods/outgoing.ts";
import type { ChatRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";

/** Messages on their way from people to the bot. */
export interface Incoming {
  /** Shows the message in the chat and makes an update of it, where the bot may see it. */
  receive(chat: ChatRecord, from: TelegramUser, content: MessageContent): Message;
  /** Puts a changed message in the old one's place and tells the bot. */
  change(chat: ChatRecord, message: Message): void;
}

/** Incoming messages become updates in `pending`, in one queue per chat. */
export function createIncoming(deps: {
  world: World;
  timeline: Timeline;
  pending: PendingUpdates;
}): Incoming {
  const { world, timeline, pending } = deps;

  // With privacy mode on, a bot that is no admin sees commands, replies to itself and its own name only:
  // https://core.telegram.org/bots/features#privacy-mode
  function isVisibleToBot(chat: ChatRecord, message: Message): boolean {
    if (chat.chat.type === "private") return true;
    if (!chat.bot.isMember) return false;
    if (chat.bot.isAdmin) return true;
    const text = message.text ?? message.caption ?? "";
    const isReply = message.reply_to_message?.from.id === world.bot.id;
    return text.startsWith("/") || isReply || text.includes(`@${world.bot.username ?? "\n"}`);
  }

  return {
    receive(chat, from, content) {
      const message: Message = {
        message_id: world.nextMessageId(chat),
        from,
        chat: chat.chat,
        date: world.dateS(),
        ...content,
      };
      timeline.post(chat, { message, hadReplyMarkup: false, reactions: [] });
      if (isVisibleToBot(chat, message)) pending.add("message", message, `chat:${chat.chat.id}`);
      return message;
    },
    change(chat, message) {
      timeline.replace(chat, { message, hadReplyMarkup: false, reactions: [] }, "edit");
      if (isVisibleToBot(chat, message)) pending.add("edited_message", message, `chat:${chat.chat.id}`);
    },
  };
}
