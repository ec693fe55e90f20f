import { h } from "./dom.js";

/** The bot's own keyboard over the message field; the button beside the field folds it away. */
export function createReplyKeyboard({ toggle, actions }) {
  const node = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Answers the bot offers" });
  let shown = "";
  let markup = null;
  let isFolded = false;

  toggle.addEventListener("click", () => {
    isFolded = !isFolded;
    show();
  });

  function show() {
    const isThere = markup !== null;
    toggle.hidden = !isThere;
    toggle.setAttribute("aria-expanded", String(isThere && !isFolded));
    node.hidden = !isThere || isFolded;
  }

  function press(button) {
    if (markup?.one_time_keyboard === true) isFolded = true;
    show();
    if (button.request_contact === true) return actions.shareContact();
    if (button.request_location || button.request_poll || button.web_app) {
      return actions.say("This kind of button is not part of the demo.");
    }
    return actions.sendText(button.text);
  }

  function draw(next) {
    const rows = next?.keyboard ?? null;
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    markup = rows === null ? null : next;
    isFolded = false;
    node.replaceChildren(
      ...(rows ?? []).map((row) =>
        h(
          "div",
          { class: "reply-row" },
          row.map((entry) => {
            const button = typeof entry === "string" ? { text: entry } : entry;
            return h(
              "button",
              { type: "button", class: "reply-button", onclick: () => press(button) },
              button.text,
            );
          }),
        ),
      ),
    );
    show();
  }
  show();
  return { node, draw };
}
