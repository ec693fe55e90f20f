import { badRequest } from "../wire/refusal.ts";
import type { Message } from "../wire/message.ts";
import { flagParam, listParam, textParam, type ApiParams } from "../api/params.ts";
import { createFieldReader, isJsonObject } from "../rules/json-fields.ts";
import type { FileStore } from "../state/files.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { MethodTable } from "./method.ts";
import { readMedia, type MediaKind } from "./media-input.ts";
import type { MessageContent, Outgoing } from "./outgoing.ts";
import { requireChat, requireWritable } from "./target.ts";
import { readCaption, readText } from "./text-params.ts";

const ACTIONS = [
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
];
const media = createFieldReader("InputMedia");

/** sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction. */
export function sendingMethods(deps: {
  world: World;
  timeline: Timeline;
  files: FileStore;
  outgoing: Outgoing;
}): MethodTable {
  const { world, timeline, files, outgoing } = deps;

  function sendMedia(params: ApiParams, kind: MediaKind): Message {
    const caption = readCaption(params);
    const envelope = outgoing.address(params);
    return outgoing.send(envelope, {
      ...readMedia(files, params, kind, kind),
      ...caption,
      ...(flagParam(params, "show_caption_above_media") ? { show_caption_above_media: true } : {}),
    });
  }

  function readGroupItem(params: ApiParams, item: unknown): MessageContent {
    const fields = media.object(item);
    const type = media.text(fields, "type");
    if (type !== "photo" && type !== "document") {
      throw badRequest(`emulator: media of type ${type} are not emulated`);
    }
    const own: ApiParams = { fields, files: params.files };
    return { ...readMedia(files, own, "media", type), ...readCaption(own) };
  }

  return {
    sendMessage(params) {
      const content = readText(params, "message is too long");
      return outgoing.send(outgoing.address(params), content);
    },
    sendPhoto: (params) => sendMedia(params, "photo"),
    sendDocument: (params) => sendMedia(params, "document"),
    sendMediaGroup(params) {
      const items = listParam(params, "media") ?? [];
      if (items.length < 2) throw badRequest("there are not enough messages to send as an album");
      if (items.length > 10) throw badRequest("there are too many messages to send as an album");
      if (new Set(items.map((item) => isJsonObject(item) && item["type"] === "document")).size > 1) {
        throw badRequest("document can't be mixed with other media types");
      }
      const envelope = outgoing.address(params);
      const contents = items.map((item) => readGroupItem(params, item));
      const group = String(13_000_000_000_000 + world.nowMs());
      return contents.map((content) => outgoing.send(envelope, { ...content, media_group_id: group }));
    },
    sendChatAction(params) {
      const chat = requireChat(world, params);
      requireWritable(world, chat);
      if (!ACTIONS.includes(textParam(params, "action") ?? ""))
        throw badRequest("wrong parameter action in request");
      timeline.startTyping(chat);
      return true;
    },
  };
}
