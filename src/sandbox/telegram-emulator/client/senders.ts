import { formatText } from "../rules/formatted-text.ts";
import { defined } from "../wire/defined.ts";
import type { Message, MessageOrigin, TelegramChat, TelegramUser } from "../wire/message.ts";
import type { MessageContent } from "../methods/outgoing.ts";
import type { ChatRecord } from "../state/records.ts";
import type { World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import { ClientError } from "./client-error.ts";
import type { Incoming } from "./incoming.ts";

/**
 * As whom words can reach the bot: what a guard that looks at the sender must tell apart. `userId` is always a
 * customer of the emulator; in a group it need not be a member.
 */
export type Sender =
  | { kind: "user"; userId: number }
  /** An admin of the group with "remain anonymous" on: the group speaks, `from` is a stand-in. */
  | { kind: "anonymous-admin" }
  /** A person who writes in the group under the name of a channel of theirs. */
  | { kind: "channel" }
  /** A post of the group's linked channel, which Telegram itself brings in. */
  | { kind: "linked-channel" }
  /** `userId` passes on what somebody else wrote: a person by id, or by name where they hide who they are. */
  | { kind: "forward"; userId: number; origin: number | { hiddenName: string } }
  /** `userId` sends a result of another bot's inline mode. */
  | { kind: "via-bot"; userId: number };

/** Speaking as any of them. */
export interface Senders {
  /** Shows the words in the chat and tells the bot; gives the message. ClientError where there is no such place. */
  speak(sender: Sender, chatId: number, text: string, options?: { replyToMessageId?: number }): Message;
  /** A post in a channel that has the bot as an admin: an update of a kind of its own, without `from`. */
  postInChannel(text: string): void;
}

// The stand-ins' ids are Telegram's own: https://core.telegram.org/bots/api#message (from, sender_chat)
const GROUP_ANONYMOUS_BOT: TelegramUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
const CHANNEL_BOT: TelegramUser = {
  id: 136_817_688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};
const SERVICE_NOTIFICATIONS: TelegramUser = { id: 777_000, is_bot: false, first_name: "Telegram" };
const OTHER_BOT: TelegramUser = {
  id: 7_700_000_099,
  is_bot: true,
  first_name: "Some Bot",
  username: "some_other_bot",
};
const CHANNEL: TelegramChat = { id: -1_003_900_000_001, type: "channel", title: "A channel" };

/** Senders in the chats of `world`. */
export function createSenders(deps: { world: World; incoming: Incoming; pending: PendingUpdates }): Senders {
  const { world, incoming, pending } = deps;
  let posts = 0;

  function requireUser(userId: number): TelegramUser {
    const user = world.customers.get(userId)?.user;
    if (user === undefined) throw new ClientError(404, `There is no customer ${userId}.`);
    return user;
  }

  function requireGroup(chat: ChatRecord, kind: string): void {
    if (chat.chat.type === "private") throw new ClientError(400, `A private chat has no ${kind}.`);
  }

  function originOf(origin: number | { hiddenName: string }): MessageOrigin {
    const date = world.dateS();
    return typeof origin === "number"
      ? { type: "user", sender_user: requireUser(origin), date }
      : { type: "hidden_user", sender_user_name: origin.hiddenName, date };
  }

  function identify(sender: Sender, chat: ChatRecord): { from: TelegramUser; marks: MessageContent } {
    switch (sender.kind) {
      case "user":
        return { from: requireUser(sender.userId), marks: {} };
      case "anonymous-admin":
        requireGroup(chat, sender.kind);
        return { from: GROUP_ANONYMOUS_BOT, marks: { sender_chat: chat.chat, author_signature: "admin" } };
      case "channel":
        requireGroup(chat, sender.kind);
        return { from: CHANNEL_BOT, marks: { sender_chat: CHANNEL } };
      case "linked-channel": {
        requireGroup(chat, sender.kind);
        posts += 1;
        const origin: MessageOrigin = {
          type: "channel",
          chat: CHANNEL,
          message_id: posts,
          date: world.dateS(),
        };
        const marks: MessageContent = {
          sender_chat: CHANNEL,
          forward_origin: origin,
          is_automatic_forward: true,
        };
        return { from: SERVICE_NOTIFICATIONS, marks };
      }
      case "forward":
        return { from: requireUser(sender.userId), marks: { forward_origin: originOf(sender.origin) } };
      case "via-bot":
        return { from: requireUser(sender.userId), marks: { via_bot: OTHER_BOT } };
      default:
        return sender satisfies never;
    }
  }

  function textContent(source: string): MessageContent {
    const { text, entities } = formatText(source, undefined, undefined);
    return { text, ...(entities.length === 0 ? {} : { entities }) };
  }

  return {
    speak(sender, chatId, text, options = {}) {
      const chat = world.chats.get(chatId);
      if (chat === undefined) throw new ClientError(404, `There is no chat ${chatId}.`);
      const { from, marks } = identify(sender, chat);
      const replied = chat.messages.get(options.replyToMessageId ?? 0)?.message;
      const content = { ...textContent(text), ...marks, ...defined({ reply_to_message: replied }) };
      return incoming.receive(chat, from, content);
    },
    postInChannel(text) {
      posts += 1;
      const post = { message_id: posts, sender_chat: CHANNEL, chat: CHANNEL, date: world.dateS() };
      pending.add("channel_post", { ...post, ...textContent(text) }, `chat:${CHANNEL.id}`);
    },
  };
}
