import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import type { MessageEntity } from "../wire/message.ts";
import { checkLink } from "./links.ts";
import { createFieldReader } from "./json-fields.ts";

const fields = createFieldReader("MessageEntity");

/** Types a sender may set; the automatic ones are accepted and then found again by Telegram itself. */
const FORMATTING = new Set([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
  "pre",
  "text_link",
  "text_mention",
  "custom_emoji",
]);
const AUTOMATIC = new Set([
  "mention",
  "hashtag",
  "cashtag",
  "bot_command",
  "url",
  "email",
  "phone_number",
  "date_time",
]);

/** Reads an `entities` parameter: known types, the fields each type needs, valid link addresses. */
export function parseEntities(list: readonly unknown[]): MessageEntity[] {
  return list.map(parseEntity).filter((entity): entity is MessageEntity => entity !== null);
}

function parseEntity(value: unknown): MessageEntity | null {
  const entity = fields.object(value);
  const offset = fields.integer(entity, "offset");
  const length = fields.integer(entity, "length");
  const type = fields.text(entity, "type");
  if (AUTOMATIC.has(type)) return null;
  if (!FORMATTING.has(type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  const plain = { type, offset, length };
  switch (type) {
    case "text_link":
      return { ...plain, url: acceptUrl(fields.text(entity, "url")) };
    case "text_mention": {
      const user = entity["user"];
      if (user === undefined) throw badRequest(`can't parse MessageEntity: Can't find field "user"`);
      const id = fields.integer(fields.object(user), "id");
      return {
        ...plain,
        user: { id, is_bot: false, first_name: fields.text(fields.object(user), "first_name") },
      };
    }
    case "custom_emoji":
      return { ...plain, custom_emoji_id: fields.text(entity, "custom_emoji_id") };
    case "pre":
      return { ...plain, ...defined({ language: fields.optionalText(entity, "language") }) };
    default:
      return plain;
  }
}

function acceptUrl(url: string): string {
  const checked = checkLink(url);
  if (checked.ok) return checked.url;
  throw badRequest(`entity URL '${url}' is invalid: ${checked.problem}`);
}

/** Refuses entities that leave the text or cut a character (a surrogate pair) in two. Offsets in UTF-16 units. */
export function checkBounds(text: string, entities: readonly MessageEntity[]): void {
  for (const { offset, length } of entities) {
    if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
    if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
    if (length === 0) continue;
    if (offset >= text.length) {
      throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (offset + length > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
      );
    }
    if (cutsCharacter(text, offset)) {
      throw badRequest(
        `entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset)}`,
      );
    }
    if (cutsCharacter(text, offset + length)) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset + length)}`,
      );
    }
  }
}

function cutsCharacter(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function byteOffset(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset));
}

/** The order in which Telegram lists entities: by beginning, the longer one first. */
export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}
