import { avatar, fullName } from "./avatar.js";
import { h, hiddenText } from "./dom.js";
import { icon } from "./icons.js";
import { askForCustomer } from "./new-customer.js";
import { clockTime } from "./times.js";

/** The customers to play: a column on a wide window, a drawer on a phone. */
export function createPeople({ root, actions }) {
  const list = h("ul", { class: "people-list" });
  const newButton = h("button", { type: "button", class: "new-customer" }, icon("plus"), "New customer");
  const closeButton = h(
    "button",
    { type: "button", class: "round-button drawer-close", "aria-label": "Close" },
    icon("close"),
  );
  const backdrop = h("div", { class: "drawer-backdrop" });
  const entries = new Map();
  let opener = null;

  root.append(
    h("div", { class: "people-head" }, h("h2", {}, "Customers"), closeButton),
    list,
    newButton,
    h(
      "p",
      { class: "people-note" },
      "An emulated Telegram and an emulated supplier. No real money, no real eSIMs.",
    ),
  );
  root.after(backdrop);

  closeButton.addEventListener("click", () => setDrawer(false));
  backdrop.addEventListener("click", () => setDrawer(false));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setDrawer(false);
  });
  newButton.addEventListener("click", async () => {
    const details = await askForCustomer();
    if (details === null) return;
    setDrawer(false);
    await actions.createUser(details);
  });

  function setDrawer(isOpen) {
    const wasOpen = root.classList.contains("open");
    root.classList.toggle("open", isOpen);
    opener?.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) (list.querySelector("[aria-current]") ?? newButton).focus();
    else if (wasOpen) opener?.focus();
  }

  function pick(userId) {
    setDrawer(false);
    void actions.openChat(userId);
  }

  /** Entries are kept and only changed ones filled anew: a click must not fall between two drawings. */
  function draw(view) {
    const wanted = view.people.map((person) => entryOf(person).item);
    if (wanted.some((item, index) => item !== list.children[index])) list.replaceChildren(...wanted);
  }

  function entryOf(person) {
    const { id } = person.user;
    const button = entries.get(id)?.button ?? newEntry(id);
    const entry = { item: button.parentElement, button, signature: signatureOf(person) };
    if (entries.get(id)?.signature !== entry.signature) fillPerson(button, person);
    entries.set(id, entry);
    return entry;
  }

  function newEntry(userId) {
    const button = h("button", { type: "button", class: "person", onclick: () => pick(userId) });
    h("li", {}, button);
    return button;
  }

  return {
    draw,
    toggleDrawer: () => setDrawer(!root.classList.contains("open")),
    attachTo(button) {
      opener = button;
      button.setAttribute("aria-expanded", "false");
    },
  };
}

function signatureOf({ user, chat, unread, isCurrent }) {
  return JSON.stringify([user, chat.messages.at(-1), chat.typing, unread, isCurrent]);
}

function fillPerson(button, { user, chat, unread, isCurrent }) {
  const name = fullName(user);
  const last = chat.messages.at(-1);
  if (isCurrent) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  const words = h(
    "span",
    { class: "person-text" },
    h(
      "span",
      { class: "person-line" },
      h("strong", { class: "person-name", dir: "auto" }, name),
      last ? h("span", { class: "person-time" }, clockTime(last.date)) : null,
    ),
    h(
      "span",
      { class: "person-line" },
      h("span", { class: "person-preview", dir: "auto" }, previewOf(chat, user)),
      unread > 0 ? h("span", { class: "badge" }, String(unread), hiddenText(" unread")) : null,
    ),
  );
  button.replaceChildren(avatar(user.id, name), words);
}

function previewOf(chat, user) {
  const last = chat.messages.at(-1);
  if (chat.typing) return "typing…";
  if (last === undefined) return user.languageCode === "bn" ? "speaks বাংলা" : "speaks English";
  const words =
    last.text ??
    last.caption ??
    (last.photo ? "Photo" : last.contact ? "Contact" : last.sticker ? "Sticker" : "Message");
  return (last.outgoing ? "You: " : "") + words.split("\n")[0];
}
