import { h } from "./dom.js";
import { icon } from "./icons.js";
import { messageRow } from "./bubble.js";
import { dayKey, dayLabel } from "./times.js";
import { emptyChat } from "./empty-chat.js";
import { serviceWords } from "./message-words.js";

const GROUP_WITHIN_S = 300;
const NEAR_BOTTOM_PX = 90;
const SHOWN_AT_MOST = 300;

/** The messages of the open chat. Rows are keyed by message id, so that an edit changes one row in place. */
export function createHistory({ root, actions }) {
  const log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Messages" });
  const scroller = h("div", { class: "scroller", tabindex: "0", "aria-label": "Messages, scrollable" }, log);
  const badge = h("span", { class: "badge" });
  const downButton = h(
    "button",
    {
      class: "round-button scroll-down",
      type: "button",
      "aria-label": "Go to the newest message",
      hidden: true,
    },
    icon("down"),
    badge,
  );
  root.append(h("div", { class: "wallpaper", "aria-hidden": "true" }), scroller, downButton);

  let rows = new Map();
  let shownChatId = null;
  let isAtBottom = true;
  let newestSeen = 0;
  let latest = [];

  downButton.addEventListener("click", () => scrollDown("smooth"));
  scroller.addEventListener("scroll", () => {
    isAtBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
    drawDownButton();
  });
  const keepBottom = () => {
    if (isAtBottom) scrollDown("instant");
  };
  new ResizeObserver(keepBottom).observe(scroller);
  new ResizeObserver(keepBottom).observe(log);

  function scrollDown(behavior) {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  }

  function drawDownButton() {
    if (isAtBottom) newestSeen = latest.at(-1)?.message_id ?? 0;
    const below = latest.filter((message) => message.message_id > newestSeen && !message.outgoing).length;
    downButton.hidden = isAtBottom;
    badge.textContent = below > 0 ? String(below) : "";
  }

  function draw({ current, bot }) {
    if (current === null) return;
    const isSwitch = current.id !== shownChatId;
    // Another chat as a whole is not news to be read out.
    log.setAttribute("aria-live", isSwitch || !current.chat.isLoaded ? "off" : "polite");
    if (isSwitch) {
      shownChatId = current.id;
      rows = new Map();
      isAtBottom = true;
    }
    const previousNewest = latest.at(-1)?.message_id ?? 0;
    latest = current.chat.messages.slice(-SHOWN_AT_MOST);
    const empty = () => [emptyChat(bot, current)];
    place(log, latest.length === 0 ? empty() : nodesFor(latest, isSwitch));
    const newest = latest.at(-1);
    if (newest?.outgoing && newest.message_id > previousNewest) isAtBottom = true;
    keepBottom();
    drawDownButton();
  }

  function nodesFor(messages, isSwitch) {
    const kept = new Map();
    const nodes = [];
    for (const [index, message] of messages.entries()) {
      const before = messages[index - 1];
      const after = messages[index + 1];
      if (before === undefined || dayKey(before.date) !== dayKey(message.date))
        nodes.push(dayNode(message, kept));
      const node = rowFor(message, isSwitch);
      node.classList.toggle("starts-group", !isSameGroup(before, message));
      node.classList.toggle("ends-group", !isSameGroup(message, after));
      kept.set(message.message_id, { node, signature: signatureOf(message) });
      nodes.push(node);
    }
    rows = kept;
    return nodes;
  }

  function rowFor(message, isSwitch) {
    const known = rows.get(message.message_id);
    if (known?.signature === signatureOf(message)) return known.node;
    const node = messageRow(message, actions);
    if (known === undefined && !isSwitch) node.classList.add("enters");
    if (known !== undefined) moveFocus(known.node, node);
    return node;
  }

  function dayNode(message, kept) {
    const key = `day ${dayKey(message.date)}`;
    const known = rows.get(key)?.node ?? h("div", { class: "day" }, h("span", {}, dayLabel(message.date)));
    kept.set(key, { node: known });
    return known;
  }

  return { draw, keepBottom };
}

const isService = (message) => serviceWords(message) !== null;

const signatureOf = (message) => JSON.stringify(message);

function isSameGroup(a, b) {
  if (a === undefined || b === undefined || dayKey(a.date) !== dayKey(b.date)) return false;
  const isSameSide = Boolean(a.outgoing) === Boolean(b.outgoing) && a.sender?.id === b.sender?.id;
  return isSameSide && !isService(a) && !isService(b) && b.date - a.date < GROUP_WITHIN_S;
}

/** Brings the children of `parent` to exactly `nodes`, touching only what differs. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  const focused = document.activeElement;
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstElementChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
  const next = nodes.find((node) => node.dataset.takesFocus === "yes");
  if (next === undefined) return;
  delete next.dataset.takesFocus;
  if (focused !== document.activeElement)
    (next.querySelector("button") ?? next).focus({ preventScroll: true });
}

/** A keyboard user who pressed a button of an edited message stays at that message. */
function moveFocus(oldNode, newNode) {
  if (oldNode.contains(document.activeElement)) newNode.dataset.takesFocus = "yes";
}
