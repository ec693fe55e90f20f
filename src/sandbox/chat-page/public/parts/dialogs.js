import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Shows a modal dialog made of the given nodes; resolves with the value of the button that closed it. */
export function showDialog({ label, className = "dialog" }, ...content) {
  const dialog = h("dialog", { class: className, "aria-label": label }, content);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    // A click on the backdrop lands on the dialog itself.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.showModal();
  });
}

const closing = (value, text, className) =>
  h(
    "button",
    { class: className, value, onclick: (event) => event.target.closest("dialog").close(value) },
    text,
  );

/** A callback answer with `show_alert`: stays until it is read. */
export function showAlert(text) {
  return showDialog(
    { label: "The bot says" },
    h("p", { class: "dialog-text" }, text),
    h("div", { class: "dialog-buttons" }, closing("ok", "OK", "text-button")),
  );
}

/** A question with two answers; true when the customer agrees. */
export async function askToConfirm({ title, text, agree }) {
  const answer = await showDialog(
    { label: title },
    h("h2", {}, title),
    h("p", { class: "dialog-text" }, text),
    h(
      "div",
      { class: "dialog-buttons" },
      closing("", "Cancel", "text-button"),
      closing("yes", agree, "text-button strong"),
    ),
  );
  return answer === "yes";
}

/** Shows where a link leads before it is followed; `opens` is where the demo has that page. */
export function askToOpen(address, opens = address) {
  return showDialog(
    { label: "Open this link?" },
    h("h2", {}, "Open this link?"),
    h("p", { class: "dialog-text address" }, address),
    h(
      "div",
      { class: "dialog-buttons" },
      closing("", "Cancel", "text-button"),
      h(
        "a",
        {
          class: "text-button strong",
          href: opens,
          target: "_blank",
          rel: "noopener noreferrer",
          onclick: (event) => event.target.closest("dialog").close("open"),
        },
        "Open",
      ),
    ),
  );
}

/** A picture as large as the window allows: a phone must be able to scan a QR code from it. */
export function showPicture({ source, alt, caption }) {
  return showDialog(
    { label: "Photo", className: "lightbox" },
    h(
      "div",
      { class: "lightbox-bar" },
      h(
        "a",
        { class: "round-button", href: source, download: "photo.png", "aria-label": "Save the photo" },
        icon("download"),
      ),
      h(
        "button",
        {
          class: "round-button",
          "aria-label": "Close",
          onclick: (event) => event.target.closest("dialog").close(),
        },
        icon("close"),
      ),
    ),
    h("img", { src: source, alt, class: "lightbox-picture" }),
    caption ? h("p", { class: "lightbox-caption" }, caption) : null,
  );
}
