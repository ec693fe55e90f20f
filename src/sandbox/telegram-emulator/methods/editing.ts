import { isDeepStrictEqual } from "node:util";
import { badRequest } from "../wire/refusal.ts";
import type { Message } from "../wire/message.ts";
import type { InlineKeyboard } from "../wire/markup.ts";
import { flagParam, objectParam, type ApiParams } from "../api/params.ts";
import { createFieldReader } from "../rules/json-fields.ts";
import { parseReplyMarkup } from "../rules/markup.ts";
import type { FileStore } from "../state/files.ts";
import type { ChatRecord, MessageRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { MethodTable } from "./method.ts";
import { readMedia } from "./media-input.ts";
import type { MessageContent } from "./outgoing.ts";
import { requireChat, requireMessage, requireWritable } from "./target.ts";
import { readCaption, readText } from "./text-params.ts";

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current " +
  "content and reply markup of the message";
const media = createFieldReader("InputMedia");

interface Editable {
  chat: ChatRecord;
  record: MessageRecord;
  markup: InlineKeyboard | undefined;
}

/** editMessageText, editMessageCaption, editMessageReplyMarkup, editMessageMedia. */
export function editingMethods(deps: { world: World; timeline: Timeline; files: FileStore }): MethodTable {
  const { world, timeline, files } = deps;

  function requireEditable(params: ApiParams): Editable {
    const chat = requireChat(world, params);
    const record = requireMessage(chat, params, "edit");
    requireWritable(world, chat);
    // A message sent with a reply keyboard (or its removal) can never be edited, nor can other people's.
    if (record.message.from.id !== world.bot.id || record.hadReplyMarkup || isService(record.message)) {
      throw badRequest("message can't be edited");
    }
    const isInvoice = record.message.invoice !== undefined;
    const wanted = objectParam(params, "reply_markup");
    const markup = parseReplyMarkup(wanted, { isPrivate: chat.chat.type === "private", isInvoice });
    if (markup.kind !== "inline" && markup.kind !== "none") throw badRequest("inline keyboard expected");
    return { chat, record, markup: markup.kind === "inline" ? markup.markup : undefined };
  }

  function apply({ chat, record, markup }: Editable, content: MessageContent | null): Message {
    const { edit_date: _date, reply_markup: oldMarkup, ...old } = record.message;
    const kept = content === null ? old : { ...withoutContent(old), ...content };
    if (isDeepStrictEqual(kept, old) && isDeepStrictEqual(markup, oldMarkup)) throw badRequest(NOT_MODIFIED);
    const message: Message = {
      ...kept,
      edit_date: world.dateS(),
      ...(markup === undefined ? {} : { reply_markup: markup }),
    };
    timeline.replace(chat, { ...record, message }, isDeepStrictEqual(kept, old) ? "markup" : "edit");
    return message;
  }

  return {
    editMessageText(params) {
      const content = readText(params, "MESSAGE_TOO_LONG");
      const editable = requireEditable(params);
      if (editable.record.message.text === undefined)
        throw badRequest("there is no text in the message to edit");
      return apply(editable, content);
    },
    editMessageCaption(params) {
      const caption = readCaption(params);
      const editable = requireEditable(params);
      const { photo, document } = editable.record.message;
      if (photo !== undefined) return apply(editable, { photo, ...caption, ...captionPlace(params) });
      if (document !== undefined) return apply(editable, { document, ...caption });
      throw badRequest("there is no caption in the message to edit");
    },
    editMessageReplyMarkup: (params) => apply(requireEditable(params), null),
    editMessageMedia(params) {
      const editable = requireEditable(params);
      const fields = media.object(objectParam(params, "media"));
      const type = media.text(fields, "type");
      if (type !== "photo" && type !== "document") {
        throw badRequest(`emulator: media of type ${type} are not emulated`);
      }
      const { text, photo, document } = editable.record.message;
      if (text === undefined && photo === undefined && document === undefined) {
        throw badRequest("there is no media in the message to edit");
      }
      const own: ApiParams = { fields, files: params.files };
      return apply(editable, { ...readMedia(files, own, "media", type), ...readCaption(own) });
    },
  };
}

function captionPlace(params: ApiParams): MessageContent {
  return flagParam(params, "show_caption_above_media") ? { show_caption_above_media: true } : {};
}

function isService({
  pinned_message,
  successful_payment,
  refunded_payment,
  forum_topic_created,
}: Message): boolean {
  return [pinned_message, successful_payment, refunded_payment, forum_topic_created].some(
    (x) => x !== undefined,
  );
}

function withoutContent(message: Omit<Message, "edit_date" | "reply_markup">): Message {
  const {
    text: _text,
    entities: _entities,
    link_preview_options: _preview,
    caption: _caption,
    caption_entities: _captionEntities,
    show_caption_above_media: _above,
    photo: _photo,
    document: _document,
    ...rest
  } = message;
  return rest;
}
