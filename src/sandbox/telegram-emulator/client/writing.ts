import { defined } from "../wire/defined.ts";
import type { Message, TelegramUser } from "../wire/message.ts";
import { storePhoto } from "../methods/media-input.ts";
import { formatText, MAX_TEXT } from "../rules/formatted-text.ts";
import type { FileStore } from "../state/files.ts";
import type { ChatRecord, CustomerRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import { ClientError } from "./client-error.ts";
import type { Incoming } from "./incoming.ts";
import { samplePhoto } from "./sample-photo.ts";

/** Where a message goes, if not into the private chat with the bot. */
export interface Place {
  /** A group's id. */
  chatId?: number | undefined;
  /** A topic of a forum. */
  threadId?: number | undefined;
  replyToMessageId?: number | undefined;
}

/** A phone number to share: the customer's own, or anybody's. */
export type ContactChoice =
  | { own: true }
  | { own?: false | undefined; phoneNumber: string; firstName: string; userId?: number | undefined };

/** What a customer can write or attach. All throw ClientError where a phone would not allow it. */
export interface Writing {
  /** Long texts are cut into several messages, as the apps do; gives the last one. */
  sendText(userId: number, text: string, place?: Place): Message;
  shareContact(userId: number, contact: ContactChoice): Message;
  sendSticker(userId: number): Message;
  /** A built-in picture unless `bytes` (PNG or JPEG) are given. */
  sendPhoto(userId: number, photo?: { bytes?: Buffer; caption?: string | undefined }, place?: Place): Message;
  /** Changes an own text message, in the group `chatId` where one is named. */
  editText(userId: number, messageId: number, text: string, chatId?: number): Message;
}

/** Writing into the chats of `world`. */
export function createWriting(deps: {
  world: World;
  timeline: Timeline;
  files: FileStore;
  incoming: Incoming;
}): Writing {
  const { world, timeline, files, incoming } = deps;

  function open(userId: number, place: Place = {}): { chat: ChatRecord; customer: CustomerRecord } {
    const customer = world.customers.get(userId);
    if (customer === undefined) throw new ClientError(404, `There is no customer ${userId}.`);
    const chat = world.chats.get(place.chatId ?? userId);
    if (chat === undefined) throw new ClientError(404, `There is no chat ${place.chatId ?? userId}.`);
    if (chat.chat.type === "private") {
      if (customer.hasBlocked) throw new ClientError(400, "The bot is blocked; unblock it first.");
      customer.hasStarted = true;
    } else if (!chat.members.has(userId)) {
      throw new ClientError(400, `Customer ${userId} is not in the group ${chat.chat.id}.`);
    }
    return { chat, customer };
  }

  // A one-time keyboard folds away as soon as one of its buttons was used.
  function foldKeyboard(chat: ChatRecord, isUsed: (label: string, asksContact: boolean) => boolean): void {
    const shown = chat.replyKeyboard;
    if (shown?.markup.one_time_keyboard !== true) return;
    const buttons = shown.markup.keyboard.flat();
    if (buttons.some(({ text, request_contact }) => isUsed(text, request_contact === true))) {
      timeline.setReplyKeyboard(chat, shown.messageId, null);
    }
  }

  function placeFields(chat: ChatRecord, place: Place): Partial<Message> {
    const replied = chat.messages.get(place.replyToMessageId ?? 0)?.message;
    return {
      ...(place.threadId === undefined ? {} : { message_thread_id: place.threadId, is_topic_message: true }),
      ...defined({ reply_to_message: replied }),
    };
  }

  return {
    sendText(userId, text, place = {}) {
      const { chat, customer } = open(userId, place);
      const parts = textParts(text);
      const messages = parts.map((part) =>
        incoming.receive(chat, customer.user, { ...textContent(part), ...placeFields(chat, place) }),
      );
      foldKeyboard(chat, (label) => label === text.trim());
      const last = messages.at(-1);
      if (last === undefined) throw new ClientError(400, "A message needs text.");
      return last;
    },
    shareContact(userId, contact) {
      const { chat, customer } = open(userId);
      const message = incoming.receive(chat, customer.user, { contact: contactCard(customer, contact) });
      foldKeyboard(chat, (_label, asksContact) => asksContact);
      return message;
    },
    sendSticker(userId) {
      const { chat, customer } = open(userId);
      const bytes = samplePhoto();
      const file = files.add({ bytes, contentType: "image/png", folder: "stickers", extension: "png" });
      const sticker = {
        file_id: file.fileId,
        file_unique_id: file.fileUniqueId,
        type: "regular" as const,
        width: 512,
        height: 512,
        is_animated: false,
        is_video: false,
        emoji: "👍",
      };
      return incoming.receive(chat, customer.user, { sticker });
    },
    sendPhoto(userId, photo = {}, place = {}) {
      const { chat, customer } = open(userId, place);
      const caption = formatText(photo.caption ?? "", undefined, undefined);
      return incoming.receive(chat, customer.user, {
        ...storePhoto(files, photo.bytes ?? samplePhoto()),
        ...(caption.text === "" ? {} : { caption: caption.text, caption_entities: caption.entities }),
        ...placeFields(chat, place),
      });
    },
    editText(userId, messageId, text, chatId) {
      const { chat, customer } = open(userId, { chatId });
      const old = chat.messages.get(messageId)?.message;
      if (old?.from.id !== customer.user.id || old.text === undefined) {
        throw new ClientError(404, `Customer ${userId} has no text message ${messageId}.`);
      }
      const { entities: _entities, ...rest } = old;
      const message = { ...rest, ...textContent(text), edit_date: world.dateS() };
      incoming.change(chat, message);
      return message;
    },
  };
}

function textContent(source: string): Pick<Message, "text" | "entities"> {
  const { text, entities } = formatText(source, undefined, undefined);
  if (text === "") throw new ClientError(400, "A message needs text.");
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

function textParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > MAX_TEXT) {
    const isCut = rest.charCodeAt(MAX_TEXT - 1) >> 10 === 0xd800 >> 10;
    const end = isCut ? MAX_TEXT - 1 : MAX_TEXT;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return rest === "" ? parts : [...parts, rest];
}

// Apps differ in how they write a shared number; the form without a plus is the one that code forgets.
function contactCard(
  { user, phone }: CustomerRecord,
  choice: ContactChoice,
): NonNullable<Message["contact"]> {
  if (choice.own !== true) {
    return defined({
      phone_number: choice.phoneNumber,
      first_name: choice.firstName,
      user_id: choice.userId,
    });
  }
  if (phone === undefined) throw new ClientError(400, `Customer ${user.id} has no phone number.`);
  const names: Pick<TelegramUser, "first_name" | "last_name"> = user;
  return defined({
    phone_number: phone.replace(/\D/g, ""),
    first_name: names.first_name,
    last_name: names.last_name,
    user_id: user.id,
  });
}
