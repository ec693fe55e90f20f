import type { MessageEntity } from "../wire/message.ts";

// What Telegram finds by itself in every text, whoever sends it. A lookbehind keeps matches out of words.
const PATTERNS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ["url", /(?<![\w@/.-])(?:https?:\/\/|www\.)[^\s<>"']+[^\s<>"'.,:;!?)\]}]/giu],
  ["email", /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])/giu],
  [
    "url",
    /(?<![\w@/.+-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|info|dev|app|bd)(?:\/[^\s<>"']*[^\s<>"'.,:;!?)\]}])?(?![\w@-])/giu,
  ],
  ["bot_command", /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu],
  ["mention", /(?<![\p{L}\p{N}_@/.])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\p{L}\p{N}_])/gu],
  ["hashtag", /(?<![\p{L}\p{N}_#/&])#(?=[\p{N}_]*[\p{L}_])[\p{L}\p{N}\p{M}_]{1,256}/gu],
  ["cashtag", /(?<![\p{L}\p{N}_$])\$[A-Z]{3,8}(?![\p{L}\p{N}_])/gu],
  ["phone_number", /(?<![\p{L}\p{N}_+])\+\d(?:[ -]?\d){6,14}(?![\p{L}\p{N}])/gu],
];

/**
 * The entities Telegram adds on its own: links, e-mail addresses, commands, mentions, hashtags, phone numbers.
 * Nothing is found inside code, pre and text links of `existing`, nor twice over the same stretch.
 */
export function detectEntities(text: string, existing: readonly MessageEntity[]): MessageEntity[] {
  const taken = existing.filter(({ type }) =>
    ["code", "pre", "text_link", "text_mention", "custom_emoji"].includes(type),
  );
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...taken, ...found].some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return found;
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
