import { h } from "./dom.js";
import { showDialog } from "./dialogs.js";

const stars = (count) => `⭐ ${count.toLocaleString("en-GB")}`;

const closing = (value, text, className) =>
  h(
    "button",
    { class: className, value, onclick: (event) => event.target.closest("dialog").close(value) },
    text,
  );

/**
 * The last question before Stars change hands. Gives "pay"; "fill" where the balance does not reach and the
 * customer wants more Stars; or "" for neither.
 */
export function askToPay({ invoice, balance, shop }) {
  const missing = invoice.stars - balance;
  return showDialog(
    { label: "Confirm the payment", className: "dialog pay-sheet" },
    h("p", { class: "pay-balance" }, "Your balance", h("strong", {}, stars(balance))),
    h("div", { class: "pay-star", "aria-hidden": "true" }, "⭐"),
    h("h2", {}, "Confirm the payment"),
    h(
      "p",
      { class: "dialog-text" },
      "Do you want to buy ",
      h("strong", {}, invoice.title),
      ` from ${shop} for `,
      h("strong", {}, invoice.stars === 1 ? "1 Star" : `${invoice.stars.toLocaleString("en-GB")} Stars`),
      "?",
    ),
    h("p", { class: "dialog-text pay-quiet" }, invoice.description),
    missing > 0 ? h("p", { class: "dialog-text pay-missing" }, `You need ${stars(missing)} more.`) : null,
    h(
      "div",
      { class: "dialog-buttons pay-buttons" },
      missing > 0
        ? closing("fill", "Get the missing Stars", "text-button strong")
        : closing("pay", `Confirm and pay ${stars(invoice.stars)}`, "text-button strong"),
      closing("", "Cancel", "text-button"),
    ),
  );
}

/** What a paid invoice shows instead of its Pay button. */
export function showReceipt(message) {
  const { title, total_amount: amount } = message.invoice;
  return showDialog(
    { label: "Receipt" },
    h("h2", {}, "Receipt"),
    h("p", { class: "dialog-text" }, `${title}, ${stars(amount)}`),
    h("p", { class: "dialog-text address" }, message.receipt),
    h("div", { class: "dialog-buttons" }, closing("", "Close", "text-button")),
  );
}
