import { badRequest } from "../wire/refusal.ts";
import type { Message } from "../wire/message.ts";
import { listParam, textParam, type ApiParams } from "../api/params.ts";
import { formatText, MAX_CAPTION } from "../rules/formatted-text.ts";
import type { FileStore } from "../state/files.ts";
import type { World } from "../state/world.ts";
import type { MethodTable } from "./method.ts";
import type { MessageContent, Outgoing } from "./outgoing.ts";
import { requireChat, requireMessage } from "./target.ts";

/** forwardMessage, copyMessage, getFile. */
export function copyingMethods(deps: { world: World; outgoing: Outgoing; files: FileStore }): MethodTable {
  const { world, outgoing, files } = deps;

  function original(params: ApiParams, act: string): Message {
    const { message } = requireMessage(requireChat(world, params, "from_chat_id"), params, act);
    if (message.has_protected_content === true) {
      throw badRequest(
        `message has protected content and can't be ${act === "copy" ? "copied" : "forwarded"}`,
      );
    }
    return message;
  }

  return {
    forwardMessage(params) {
      const message = original(params, "forward");
      return outgoing.send(outgoing.address(params), {
        ...contentOf(message),
        forward_origin: { type: "user", sender_user: message.from, date: message.date },
      });
    },
    copyMessage(params) {
      const message = original(params, "copy");
      const content = { ...contentOf(message), ...newCaption(params, message) };
      return { message_id: outgoing.send(outgoing.address(params), content).message_id };
    },
    getFile(params) {
      const file = files.byId(textParam(params, "file_id") ?? "");
      if (file === undefined) throw badRequest("invalid file_id");
      return {
        file_id: file.fileId,
        file_unique_id: file.fileUniqueId,
        file_size: file.bytes.length,
        file_path: file.path,
      };
    },
  };
}

function contentOf(message: Message): MessageContent {
  const { text, entities, caption, caption_entities, photo, document, contact, sticker } = message;
  const all = { text, entities, caption, caption_entities, photo, document, contact, sticker };
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  if (present.length === 0) throw badRequest("message can't be copied");
  return Object.fromEntries(present);
}

function newCaption(params: ApiParams, message: Message): MessageContent {
  const source = textParam(params, "caption");
  if (source === undefined || message.text !== undefined) return {};
  const { text, entities } = formatText(
    source,
    textParam(params, "parse_mode"),
    listParam(params, "caption_entities"),
  );
  if (text.length > MAX_CAPTION) throw badRequest("message caption is too long");
  return { caption: text, caption_entities: entities };
}
