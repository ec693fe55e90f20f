import { badRequest } from "../wire/refusal.ts";
import type { MessageEntity } from "../wire/message.ts";
import { checkLink } from "./links.ts";

interface OpenTag {
  name: string;
  start: number;
  entity: Omit<MessageEntity, "offset" | "length"> | null;
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
};
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/**
 * Parses `parse_mode: HTML` into text and entities. Only Telegram's tags and four named characters exist:
 * https://core.telegram.org/bots/api#html-style. Offsets in refusals are UTF-8 bytes, as Telegram counts.
 */
export function parseHtml(source: string): { text: string; entities: MessageEntity[] } {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === "&") {
      const match = /^&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));?/i.exec(source.slice(at, at + 12));
      const decoded = match === null ? null : decode(match[1], match[2], match[3]);
      text += decoded ?? "&";
      at += decoded === null || match === null ? 1 : match[0].length;
    } else if (character !== "<") {
      text += character;
      at += 1;
    } else {
      const end = source.indexOf(">", at);
      const byte = Buffer.byteLength(source.slice(0, at));
      if (end === -1)
        throw refuse(`Unclosed ${source[at + 1] === "/" ? "end" : "start"} tag at byte offset ${byte}`);
      const tag = source.slice(at + 1, end);
      if (tag.startsWith("/")) {
        const entity = close(open, tag.slice(1).trim().toLowerCase(), text.length, byte);
        if (entity !== null) entities.push(entity);
      } else {
        open.push(readTag(tag, text.length, byte, open));
      }
      at = end + 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    throw refuse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities };
}

function decode(decimal?: string, hex?: string, name?: string): string | null {
  if (name !== undefined) return CHARACTERS[name.toLowerCase()] ?? null;
  const code = decimal === undefined ? parseInt(hex ?? "", 16) : parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function close(open: OpenTag[], name: string, end: number, byte: number): MessageEntity | null {
  const tag = open.pop();
  if (tag === undefined) throw refuse(`Unexpected end tag at byte offset ${byte}`);
  if (name !== "" && name !== tag.name) {
    throw refuse(`Unmatched end tag at byte offset ${byte}, expected "</${tag.name}>", found "</${name}>"`);
  }
  const length = end - tag.start;
  return tag.entity === null || length === 0 ? null : { ...tag.entity, offset: tag.start, length };
}

function readTag(tag: string, start: number, byte: number, open: OpenTag[]): OpenTag {
  const name = (/^[^\s]*/.exec(tag)?.[0] ?? "").toLowerCase();
  const attributes = readAttributes(tag.slice(name.length));
  const simple = SIMPLE[name];
  if (simple !== undefined) return { name, start, entity: { type: simple } };
  switch (name) {
    case "a":
      return { name, start, entity: linkEntity(attributes.get("href") ?? "") };
    case "span":
      if (attributes.get("class") !== "tg-spoiler") {
        throw refuse(`Tag "span" must have class "tg-spoiler" at byte offset ${byte}`);
      }
      return { name, start, entity: { type: "spoiler" } };
    case "tg-emoji":
      if (!/^\d+$/.test(attributes.get("emoji-id") ?? ""))
        throw refuse("Invalid custom emoji identifier specified");
      return {
        name,
        start,
        entity: { type: "custom_emoji", custom_emoji_id: attributes.get("emoji-id") ?? "" },
      };
    case "blockquote":
      return {
        name,
        start,
        entity: { type: attributes.has("expandable") ? "expandable_blockquote" : "blockquote" },
      };
    case "pre":
      return { name, start, entity: { type: "pre" } };
    case "code":
      return codeTag(start, attributes.get("class"), open);
    default:
      throw refuse(`Unsupported start tag "${name}" at byte offset ${byte}`);
  }
}

// <pre><code class="language-x"> is one pre with a language, not a code inside a pre.
function codeTag(start: number, className: string | undefined, open: OpenTag[]): OpenTag {
  const outer = open.at(-1);
  if (outer?.name !== "pre" || outer.start !== start)
    return { name: "code", start, entity: { type: "code" } };
  if (className?.startsWith("language-") === true && outer.entity !== null) {
    outer.entity.language = className.slice("language-".length);
  }
  return { name: "code", start, entity: null };
}

// A link that Telegram finds wrong stays as plain text, without a word.
function linkEntity(href: string): OpenTag["entity"] {
  const checked = checkLink(href);
  return checked.ok ? { type: "text_link", url: checked.url } : null;
}

function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of source.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/gi)) {
    const value = match[2] ?? match[3] ?? match[4] ?? "";
    attributes.set(
      (match[1] ?? "").toLowerCase(),
      value.replace(/&(lt|gt|amp|quot);/g, (_, n: string) => CHARACTERS[n] ?? ""),
    );
  }
  return attributes;
}

function refuse(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}
