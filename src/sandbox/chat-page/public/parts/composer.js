import { createPopup, h } from "./dom.js";
import { icon } from "./icons.js";
import { createCommandMenu } from "./command-menu.js";
import { createReplyKeyboard } from "./reply-keyboard.js";
import { createSpeakerBar } from "./speaker-bar.js";

const PLACEHOLDER = "Message";
const MAX_HEIGHT_PX = 180;

/** Everything under the messages: reply keyboard, menu button, message field, paper-clip; START before the first word. */
export function createComposer({ root, actions }) {
  const field = h("textarea", {
    id: "message",
    class: "message-field",
    rows: "1",
    placeholder: PLACEHOLDER,
    "aria-label": "Message",
    maxlength: "4096",
    autocomplete: "off",
    enterkeyhint: "send",
    dir: "auto",
  });
  const sendButton = h("button", { class: "send-button", "aria-label": "Send" }, icon("send"));
  const menuButton = h(
    "button",
    { type: "button", class: "menu-button", "aria-label": "Commands of the bot" },
    icon("menu"),
    h("span", {}, "Menu"),
  );
  const clipButton = h(
    "button",
    { type: "button", class: "plain-button", "aria-label": "Attach" },
    icon("clip"),
  );
  const keyboardButton = h(
    "button",
    { type: "button", class: "plain-button", "aria-label": "Reply keyboard" },
    icon("keyboard"),
  );
  const bigButton = h("button", { type: "button", class: "big-button" });
  const commandPanel = h("div", { class: "popup command-menu", role: "group", "aria-label": "Commands" });
  const clipPanel = h("div", { class: "popup clip-menu", role: "group", "aria-label": "Attach" });
  const form = h(
    "form",
    { class: "composer-row" },
    menuButton,
    h(
      "div",
      { class: "field-frame" },
      field,
      keyboardButton,
      h("div", { class: "popup-anchor" }, clipButton, clipPanel),
    ),
    sendButton,
  );
  const replyKeyboard = createReplyKeyboard({ toggle: keyboardButton, actions });
  const speakerBar = createSpeakerBar({ actions });
  root.append(
    h(
      "div",
      { class: "composer-column" },
      commandPanel,
      speakerBar.node,
      replyKeyboard.node,
      form,
      bigButton,
    ),
  );

  const commands = createCommandMenu({
    panel: commandPanel,
    button: menuButton,
    field,
    actions,
    clearField: () => setText(""),
  });
  const clip = createPopup(clipButton, clipPanel);
  const attach = (name, text, act) =>
    h(
      "button",
      { type: "button", class: "menu-item", onclick: () => (clip.close(true), act()) },
      icon(name),
      text,
    );
  const privateOnly = [
    attach("sticker", "Sticker", actions.sendSticker),
    attach("person", "Somebody else's contact", actions.sendSomebodyElse),
  ];
  clipPanel.append(attach("picture", "Photo", actions.sendPhoto), ...privateOnly);

  let shownChatId = null;
  let answeredId;
  let onShift = () => undefined;
  const drafts = new Map();

  field.addEventListener("input", () => {
    grow();
    commands.suggest(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });

  function submit() {
    const text = field.value.trim();
    if (text === "") return field.focus();
    setText("");
    commands.close();
    void actions.sendText(text);
  }

  function setText(text) {
    field.value = text;
    grow();
  }

  function grow() {
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`);
    form.classList.toggle("has-text", field.value.trim() !== "");
  }

  function draw(view) {
    const { current, bot } = view;
    if (current === null || !current.chat.isLoaded) return;
    const { chat, group, id } = current;
    if (id !== shownChatId) switchTo(id);
    speakerBar.draw(view);
    for (const item of privateOnly) item.hidden = group !== null;
    answerTo(current.replied?.message_id);
    const isFresh = group === null && chat.messages.length === 0;
    const isBig = chat.blocked || isFresh;
    const hadFocus = bigButton === document.activeElement;
    bigButton.hidden = !isBig;
    bigButton.textContent = chat.blocked ? "UNBLOCK" : "START";
    bigButton.onclick = () => (chat.blocked ? actions.unblock() : actions.start());
    form.hidden = isBig;
    if (hadFocus && !isBig) focusField();
    commands.draw(bot?.commands ?? []);
    replyKeyboard.draw(isBig ? null : chat.replyKeyboard);
    field.placeholder = chat.replyKeyboard?.input_field_placeholder ?? PLACEHOLDER;
    onShift();
  }

  function switchTo(chatId) {
    if (shownChatId !== null) drafts.set(shownChatId, field.value);
    shownChatId = chatId;
    setText(drafts.get(chatId) ?? "");
    focusField();
  }

  /** Who has just chosen a message to answer wants to type. */
  function answerTo(messageId) {
    if (messageId !== undefined && messageId !== answeredId) field.focus();
    answeredId = messageId;
  }

  /** On a touch screen the on-screen keyboard must not jump up by itself. */
  function focusField() {
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) queueMicrotask(() => field.focus());
  }

  return { draw, onKeyboardShift: (listener) => (onShift = listener) };
}
