import { avatar } from "./avatar.js";
import { h, hiddenText } from "./dom.js";
import { icon } from "./icons.js";
import { firstWords } from "./message-words.js";
import { askForCustomer } from "./new-customer.js";
import { clockTime } from "./times.js";

const SECTIONS = [
  { key: "customers", title: "Customers" },
  { key: "staff", title: "The shop’s own people" },
];

/** The chats to be in: a column on a wide window, a drawer on a phone. */
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
  const headings = new Map();
  let opener = null;

  root.append(
    h("div", { class: "people-head" }, h("h2", {}, "Chats"), closeButton),
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

  function pick(chatId) {
    setDrawer(false);
    void actions.openChat(chatId);
  }

  /** Entries are kept and only changed ones filled anew: a click must not fall between two drawings. */
  function draw(view) {
    const wanted = SECTIONS.flatMap((section) => {
      const items = view.chats
        .filter((chat) => chat.section === section.key)
        .map((chat) => entryOf(chat).item);
      return items.length === 0 ? [] : [headingOf(section), ...items];
    });
    if (wanted.some((item, index) => item !== list.children[index])) list.replaceChildren(...wanted);
  }

  function headingOf({ key, title }) {
    const known = headings.get(key) ?? h("li", { class: "people-section" }, title);
    headings.set(key, known);
    return known;
  }

  function entryOf(person) {
    const { id } = person;
    const button = entries.get(id)?.button ?? newEntry(id);
    const entry = { item: button.parentElement, button, signature: signatureOf(person) };
    if (entries.get(id)?.signature !== entry.signature) fillPerson(button, person);
    entries.set(id, entry);
    return entry;
  }

  function newEntry(chatId) {
    const button = h("button", { type: "button", class: "person", onclick: () => pick(chatId) });
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

function signatureOf({ user, name, chat, unread, isCurrent }) {
  return JSON.stringify([user, name, chat.messages.at(-1), chat.typing, unread, isCurrent]);
}

function fillPerson(button, person) {
  const { id, name, chat, unread, isCurrent } = person;
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
      h("span", { class: "person-preview", dir: "auto" }, previewOf(person)),
      unread > 0 ? h("span", { class: "badge" }, String(unread), hiddenText(" unread")) : null,
    ),
  );
  button.replaceChildren(avatar(id, name), words);
}

function previewOf(person) {
  const { chat, group } = person;
  const last = chat.messages.at(-1);
  if (chat.typing) return "typing…";
  if (last === undefined) return whoIsIt(person);
  const who = last.outgoing ? "You: " : group === null ? "" : `${last.sender.name}: `;
  return who + firstWords(last);
}

/** Before the first word: who one would be. */
function whoIsIt({ user, group, section, isAdmin }) {
  if (group !== null) return "nothing yet";
  if (section === "staff") return isAdmin ? "admin of the shop" : "works at the shop";
  return user.languageCode === "bn" ? "speaks বাংলা" : "speaks English";
}
