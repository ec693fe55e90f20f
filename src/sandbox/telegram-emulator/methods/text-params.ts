import { badRequest } from "../wire/refusal.ts";
import { listParam, objectParam, textParam, type ApiParams } from "../api/params.ts";
import { formatText, MAX_CAPTION, MAX_TEXT } from "../rules/formatted-text.ts";
import type { MessageContent } from "./outgoing.ts";

/** The text of sendMessage and editMessageText; `tooLong` is the refusal of the one or the other. */
export function readText(params: ApiParams, tooLong: string): MessageContent {
  const source = textParam(params, "text") ?? "";
  if (source === "") throw badRequest("message text is empty");
  const { text, entities } = formatText(
    source,
    textParam(params, "parse_mode"),
    listParam(params, "entities"),
  );
  if (text === "") throw badRequest("text must be non-empty");
  if (text.length > MAX_TEXT) throw badRequest(tooLong);
  const preview = objectParam(params, "link_preview_options");
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  };
}

/** The caption of a medium; no caption gives no fields. */
export function readCaption(params: ApiParams): MessageContent {
  const source = textParam(params, "caption") ?? "";
  const { text, entities } = formatText(
    source,
    textParam(params, "parse_mode"),
    listParam(params, "caption_entities"),
  );
  if (text.length > MAX_CAPTION) throw badRequest("message caption is too long");
  if (text === "") return {};
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}
