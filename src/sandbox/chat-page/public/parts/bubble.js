import { avatar, hueOf } from "./avatar.js";
import { fileAddress } from "./api.js";
import { h, hiddenText } from "./dom.js";
import { icon } from "./icons.js";
import { firstWords, serviceWords } from "./message-words.js";
import { inlineKeyboard } from "./inline-keyboard.js";
import { richText } from "./rich-text.js";
import { clockTime } from "./times.js";

const PHOTO_MAX = { width: 320, height: 440 };
const PHOTO_MIN_WIDTH = 200;

/** One message as a row of the chat: the bubble with its time, and its buttons below. */
export function messageRow(message, actions) {
  const service = serviceWords(message);
  if (service !== null) return serviceRow(message, service);
  const side = message.outgoing ? "out" : "in";
  const body = contentOf(message, actions);
  const who = message.outgoing ? "You" : (message.sender?.name ?? message.from?.first_name ?? "The bot");
  const bubble = h(
    "div",
    { class: `bubble ${body.className ?? ""}` },
    hiddenText(`${who}, ${clockTime(message.date)}: `),
    senderLine(message),
    quotedLine(message),
    body.nodes,
  );
  return h(
    "div",
    { class: `row ${side}`, tabindex: "-1", dataset: { messageId: message.message_id } },
    h(
      "div",
      { class: `stack ${body.className ?? ""}`, style: body.style ?? {} },
      bubble,
      inlineKeyboard(message, actions),
    ),
    message.sender === undefined ? null : replyButton(message, actions),
  );
}

function serviceRow(message, words) {
  return h(
    "div",
    { class: "row service", tabindex: "-1", dataset: { messageId: message.message_id } },
    h("span", { class: "service-words" }, words),
  );
}

/** In a group everybody else's words stand under their name. */
function senderLine({ sender, outgoing }) {
  if (sender === undefined || outgoing) return null;
  return h(
    "p",
    { class: "sender", style: { "--hue": String(hueOf(sender.id)) }, "aria-hidden": "true" },
    h("strong", { dir: "auto" }, sender.name),
    sender.role === "" ? null : h("span", {}, sender.role),
  );
}

function quotedLine(message) {
  const { reply_to_message: quoted, forward_origin: origin, via_bot: bot } = message;
  const notes = [];
  if (origin !== undefined) notes.push(h("p", { class: "passed-on" }, "Forwarded message"));
  if (bot !== undefined) notes.push(h("p", { class: "passed-on" }, `via @${bot.username}`));
  if (quoted !== undefined) {
    const name = quoted.sender_chat?.title ?? quoted.from.first_name;
    notes.push(
      h(
        "blockquote",
        { class: "quoted", dir: "auto" },
        h("strong", {}, name),
        h("span", {}, firstWords(quoted)),
      ),
    );
  }
  return notes;
}

function replyButton(message, actions) {
  return h(
    "button",
    {
      type: "button",
      class: "round-button reply-button-small",
      "aria-label": "Answer this message",
      title: "Answer this message",
      onclick: () => actions.replyTo(message.message_id),
    },
    icon("reply"),
  );
}

function contentOf(message, actions) {
  if (message.photo?.length > 0) return photoContent(message, actions);
  if (message.sticker !== undefined) return stickerContent(message);
  if (message.contact !== undefined) return { nodes: [contactCard(message.contact), meta(message)] };
  if (message.document !== undefined) return documentContent(message, actions);
  if (message.invoice !== undefined) return { nodes: [invoiceCard(message.invoice), meta(message)] };
  if (message.text !== undefined)
    return { nodes: [richText(message.text, message.entities, actions), meta(message)] };
  return {
    nodes: [h("em", { class: "text" }, "A message of a kind that this page does not show."), meta(message)],
  };
}

function photoContent(message, actions) {
  const photo = [...message.photo].sort((a, b) => b.width - a.width)[0];
  const source = fileAddress(photo.file_id);
  const alt = message.caption ? `Photo: ${firstLine(message.caption)}` : "Photo";
  const width = Math.min(
    PHOTO_MAX.width,
    (PHOTO_MAX.height * photo.width) / photo.height,
    Math.max(photo.width, PHOTO_MIN_WIDTH),
  );
  const picture = h(
    "button",
    {
      type: "button",
      class: "photo-button",
      "aria-label": `Open the photo large. ${alt}`,
      style: { "--ratio": `${photo.width} / ${photo.height}` },
      onclick: () =>
        actions.showPicture({ source, alt, caption: message.caption && firstLine(message.caption) }),
    },
    h("img", { src: source, alt: "", width: photo.width, height: photo.height }),
  );
  const caption = message.caption
    ? h(
        "div",
        { class: "caption" },
        richText(message.caption, message.caption_entities, actions),
        meta(message),
      )
    : meta(message);
  return {
    className: message.caption ? "media" : "media bare",
    style: { "--media-width": `${Math.round(Math.max(width, PHOTO_MIN_WIDTH))}px` },
    nodes: [picture, caption],
  };
}

const firstLine = (text) => text.split("\n")[0];

function stickerContent(message) {
  return {
    className: "sticker",
    nodes: [
      h(
        "span",
        { class: "sticker-picture", role: "img", "aria-label": "Sticker" },
        message.sticker.emoji ?? "🧳",
      ),
      meta(message),
    ],
  };
}

function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "card" },
    avatar(contact.user_id ?? 3, name),
    h(
      "span",
      { class: "card-text" },
      h("strong", {}, name),
      h("span", { class: "card-line" }, withPlus(contact.phone_number)),
    ),
  );
}

function invoiceCard({ title, description, total_amount: stars }) {
  return h(
    "div",
    { class: "invoice" },
    h("strong", { class: "invoice-title" }, title),
    h("p", { class: "invoice-text" }, description),
    h("p", { class: "invoice-price" }, `⭐ ${stars.toLocaleString("en-GB")}`),
  );
}

/** Telegram gives numbers with the country code and often without its plus. */
const withPlus = (number) => (/^\d/.test(number) ? `+${number}` : number);

function documentContent(message, actions) {
  const { file_id: fileId, file_name: name = "File", file_size: size } = message.document;
  const card = h(
    "a",
    { class: "card", href: fileAddress(fileId), download: name },
    h("span", { class: "card-icon" }, icon("file")),
    h(
      "span",
      { class: "card-text" },
      h("strong", {}, name),
      size ? h("span", { class: "card-line" }, `${Math.ceil(size / 1024)} KB`) : null,
    ),
  );
  const caption = message.caption ? richText(message.caption, message.caption_entities, actions) : null;
  return { nodes: [card, caption, meta(message)] };
}

/** Time and ticks. A bot's edit is silent, as on Telegram; the customer's own is marked. */
function meta(message) {
  const isEdited = message.outgoing && message.edit_date !== undefined;
  return h(
    "span",
    { class: "meta", "aria-hidden": "true" },
    isEdited ? "edited " : null,
    clockTime(message.date),
    message.outgoing ? icon("ticks", "icon ticks") : null,
  );
}
