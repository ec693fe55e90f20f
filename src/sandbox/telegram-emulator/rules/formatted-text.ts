import { badRequest } from "../wire/refusal.ts";
import type { MessageEntity } from "../wire/message.ts";
import { checkBounds, parseEntities, sortEntities } from "./entities.ts";
import { detectEntities } from "./detect-entities.ts";
import { parseHtml } from "./html.ts";

/** Text of a message: at most 4096 UTF-16 units after entity parsing. */
export const MAX_TEXT = 4096;
/** Caption of a medium: at most 1024 UTF-16 units after entity parsing. */
export const MAX_CAPTION = 1024;

/** A text with its entities, cleaned as Telegram shows it. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/**
 * Turns what a call gives into what Telegram shows: markup parsed, entities checked, blank ends cut with the
 * entities moved along, links and commands found. Does not check the length, whose refusal depends on the call.
 */
export function formatText(
  source: string,
  parseMode: string | undefined,
  entities: readonly unknown[] | undefined,
): FormattedText {
  const given = readMarkup(source, parseMode, entities);
  checkBounds(given.text, given.entities);
  const trimmed = trim(given);
  return {
    text: trimmed.text,
    entities: sortEntities([...trimmed.entities, ...detectEntities(trimmed.text, trimmed.entities)]),
  };
}

function readMarkup(
  source: string,
  parseMode: string | undefined,
  entities: readonly unknown[] | undefined,
): FormattedText {
  switch ((parseMode ?? "").toLowerCase()) {
    case "":
    case "none":
      return { text: source, entities: parseEntities(entities ?? []) };
    case "html":
      return parseHtml(source);
    case "markdown":
    case "markdownv2":
      throw badRequest("emulator: Markdown is not emulated; send entities or HTML");
    default:
      throw badRequest("unsupported parse_mode");
  }
}

function trim({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const kept = entities
    .map((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, end);
      return { ...entity, offset: from - start, length: to - from };
    })
    .filter((entity) => entity.length > 0);
  return { text: text.trim(), entities: kept };
}
