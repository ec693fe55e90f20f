import { h, hiddenText } from "./dom.js";
import { icon } from "./icons.js";

/** The buttons under a message, in the bot's own rows. */
export function inlineKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return h(
    "div",
    { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" },
    rows.map((row, rowIndex) =>
      h(
        "div",
        { class: "inline-row" },
        row.map((button, column) => inlineButton(message, button, rowIndex, column, actions)),
      ),
    ),
  );
}

function inlineButton(message, button, row, column, actions) {
  const { mark, note, act, label = button.text } = kindOf(message, button, row, column, actions);
  return h(
    "button",
    {
      type: "button",
      class: "inline-button",
      dataset: { row, column },
      onclick: (event) => act(event.currentTarget),
    },
    h("span", { class: "inline-label" }, label),
    note ? hiddenText(note) : null,
    mark,
  );
}

function kindOf(message, button, row, column, actions) {
  const corner = (name) => icon(name, "icon corner");
  if (button.url !== undefined) {
    return { mark: corner("link"), note: ", opens a link", act: () => actions.openLink(button.url) };
  }
  if (button.copy_text !== undefined) {
    return { mark: corner("copy"), note: ", copies a text", act: () => actions.copy(button.copy_text.text) };
  }
  if (button.pay === true) return payButton(message, actions);
  if (button.callback_data !== undefined) {
    return { mark: null, note: null, act: (element) => actions.tap(message, row, column, element) };
  }
  return { mark: null, note: null, act: () => actions.say("This kind of button is not part of the demo.") };
}

/** The app, not the bot, turns the button of a paid invoice into its receipt. */
function payButton(message, actions) {
  const label = message.receipt === undefined ? {} : { label: "Receipt" };
  return { mark: null, note: null, act: (element) => actions.pay(message, element), ...label };
}
