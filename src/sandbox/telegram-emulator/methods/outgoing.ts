import { badRequest } from "../wire/refusal.ts";
import type { Message } from "../wire/message.ts";
import type { ReplyMarkup } from "../wire/markup.ts";
import { flagParam, integerParam, objectParam, type ApiParams } from "../api/params.ts";
import { createFieldReader } from "../rules/json-fields.ts";
import { parseReplyMarkup } from "../rules/markup.ts";
import type { ChatRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import { requireChat, requireWritable } from "./target.ts";

/** What differs from message to message; the rest (id, sender, chat, date) is Telegram's. */
export type MessageContent = Omit<Partial<Message>, "message_id" | "from" | "chat" | "date" | "reply_markup">;

/** Where and how a message is going to be sent, checked. */
interface Envelope {
  chat: ChatRecord;
  markup: ReplyMarkup;
  shared: MessageContent;
}

/** Sending on the bot's behalf. */
export interface Outgoing {
  /** Checks chat, topic, reply and keyboard of a sending call; nothing is visible yet. */
  address(params: ApiParams, options?: { isInvoice?: boolean }): Envelope;
  /** Makes the message visible and gives it back as the bot sees it. */
  send(envelope: Envelope, content: MessageContent): Message;
}

const reply = createFieldReader();

/** Sending into the chats of `world`. */
export function createOutgoing(deps: { world: World; timeline: Timeline }): Outgoing {
  const { world, timeline } = deps;

  return {
    address(params, options = {}) {
      const chat = requireChat(world, params);
      requireWritable(world, chat);
      const markup = parseReplyMarkup(objectParam(params, "reply_markup"), {
        isPrivate: chat.chat.type === "private",
        isInvoice: options.isInvoice ?? false,
      });
      const shared: MessageContent = {
        ...readThread(chat, params),
        ...readReply(chat, params),
        ...(flagParam(params, "protect_content") ? { has_protected_content: true } : {}),
      };
      return { chat, markup, shared };
    },
    send({ chat, markup, shared }, content) {
      const message: Message = {
        message_id: world.nextMessageId(chat),
        from: world.bot,
        chat: chat.chat,
        date: world.dateS(),
        ...shared,
        ...content,
        ...(markup.kind === "inline" ? { reply_markup: markup.markup } : {}),
      };
      const hadReplyMarkup = markup.kind !== "inline" && markup.kind !== "none";
      timeline.post(chat, { message, hadReplyMarkup, reactions: [] });
      if (markup.kind === "keyboard") timeline.setReplyKeyboard(chat, message.message_id, markup.markup);
      if (markup.kind === "remove") timeline.setReplyKeyboard(chat, message.message_id, null);
      return message;
    },
  };
}

function readThread(chat: ChatRecord, params: ApiParams): MessageContent {
  const thread = integerParam(params, "message_thread_id");
  if (thread === undefined || thread === 0) return {};
  if (!chat.topics.has(thread)) throw badRequest("message thread not found");
  return { message_thread_id: thread, is_topic_message: true };
}

function readReply(chat: ChatRecord, params: ApiParams): MessageContent {
  const wanted = objectParam(params, "reply_parameters");
  if (wanted === undefined) return {};
  const record = chat.messages.get(reply.integer(wanted, "message_id"));
  if (record !== undefined) {
    const { reply_to_message: _nested, ...message } = record.message;
    return { reply_to_message: message };
  }
  if (reply.flag(wanted, "allow_sending_without_reply")) return {};
  throw badRequest("message to be replied not found");
}
