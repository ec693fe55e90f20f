import { h } from "./dom.js";

/** Telegram finds these in a text by itself; the emulator may leave it to us. */
const FOUND = [
  { type: "url", pattern: /https:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g },
  { type: "bot_command", pattern: /(?<![\w/])\/[a-z][a-z0-9_]{0,31}\b/gi },
];

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Text with Telegram's entities (offsets in UTF-16 units, as in JavaScript) as nodes. */
export function richText(text, entities, actions) {
  const all = withFound(text, entities ?? []).sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = h("span", { class: "text", dir: "auto" });
  fill(root, text, 0, text.length, all, actions);
  return root;
}

/** Fills one node with `text[from, to)`; nested entities become nested elements. */
function fill(node, text, from, to, entities, actions) {
  let position = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    const inside = others.filter((one) => one.offset < end);
    rest = others.filter((one) => one.offset >= end);
    if (entity.offset < position || end <= entity.offset) continue;
    node.append(text.slice(position, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, end), actions);
    fill(element, text, entity.offset, end, inside, actions);
    node.append(element);
    // A block breaks the line by itself: the line break after it would show as an empty line.
    position = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  }
  node.append(text.slice(position, to));
}

function elementFor(entity, words, actions) {
  switch (entity.type) {
    case "bold":
      return h("strong");
    case "italic":
      return h("em");
    case "underline":
      return h("u");
    case "strikethrough":
      return h("s");
    case "blockquote":
    case "expandable_blockquote":
      return h("blockquote");
    case "code":
      return pressable("code", `Copy ${words}`, () => actions.copy(words));
    case "pre":
      return pressable("pre", "Copy this block", () => actions.copy(words));
    case "bot_command":
      return pressable("a", null, () => actions.sendText(words));
    case "text_link":
      return pressable("a", null, () => actions.openLink(entity.url));
    case "url":
      return pressable("a", null, () =>
        actions.openLink(/^[a-z]+:/i.test(words) ? words : `https://${words}`),
      );
    case "email":
    case "phone_number":
      return pressable("a", null, () => actions.copy(words));
    default:
      return h("span");
  }
}

/** An inline element that works like a button and still wraps like text. */
function pressable(tag, label, act) {
  return h(tag, {
    class: "pressable",
    role: tag === "a" ? "link" : "button",
    tabindex: "0",
    title: label,
    onclick: act,
    onkeydown: (event) => {
      if (event.key === "Enter") act();
    },
  });
}

function withFound(text, entities) {
  const found = FOUND.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  );
  const isFree = (one) => !entities.some((entity) => overlaps(entity, one) && !isStyleOnly(entity));
  return [...entities, ...found.filter(isFree)];
}

const overlaps = (a, b) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
const isStyleOnly = (entity) => ["bold", "italic", "underline", "blockquote"].includes(entity.type);
