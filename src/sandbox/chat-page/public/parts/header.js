import { avatar, botAvatar } from "./avatar.js";
import { createPopup, h } from "./dom.js";
import { icon } from "./icons.js";

/** The bar over the chat: who one talks to, and whether they are typing. */
export function createHeader({ root, actions, people, trouble }) {
  const picture = h("span", { class: "header-avatar" });
  const name = h("h1", { class: "header-name" });
  const status = h("p", { class: "header-status" });
  const drawerDot = h("span", { class: "dot", hidden: true });
  const drawerButton = h(
    "button",
    {
      class: "round-button drawer-button",
      type: "button",
      "aria-label": "Customers and staff",
      onclick: () => people.toggleDrawer(),
    },
    icon("menu"),
    drawerDot,
  );
  const troubleButton = h(
    "button",
    {
      class: "round-button trouble-button",
      type: "button",
      "aria-label": "Trouble on request",
      title: "Trouble on request",
      "aria-expanded": "false",
    },
    icon("bolt"),
  );
  const blockItem = h("button", { type: "button", class: "menu-item" });
  const moreMenu = h("div", { class: "popup more-menu" }, blockItem);
  const moreButton = h(
    "button",
    { class: "round-button", type: "button", "aria-label": "More" },
    icon("more"),
  );
  const morePopup = createPopup(moreButton, moreMenu);
  let isBlocked = false;
  let shown = "";

  blockItem.addEventListener("click", () => {
    morePopup.close(true);
    void (isBlocked ? actions.unblock() : actions.block());
  });
  trouble.attachTo(troubleButton);
  people.attachTo(drawerButton);
  root.append(
    drawerButton,
    picture,
    h("div", { class: "header-text" }, name, status),
    troubleButton,
    h("div", { class: "popup-anchor" }, moreButton, moreMenu),
  );

  function draw({ bot, current, chats, isOffline }) {
    const group = current?.group ?? null;
    const title = group?.title ?? bot?.firstName ?? "";
    if (shown !== `${group?.id ?? "bot"} ${title}`) {
      shown = `${group?.id ?? "bot"} ${title}`;
      name.textContent = title;
      picture.replaceChildren(group === null ? botAvatar() : avatar(group.id, title));
    }
    moreButton.hidden = group !== null;
    isBlocked = current?.chat.blocked ?? false;
    blockItem.replaceChildren(icon("block"), isBlocked ? "Unblock the bot" : "Stop and block the bot");
    drawerDot.hidden = !chats.some((chat) => chat.unread > 0);
    const isTyping = current?.chat.typing === true && !isOffline;
    status.classList.toggle("active", isTyping);
    status.replaceChildren(...statusNodes(isOffline, isTyping, group));
  }
  return { draw };
}

function statusNodes(isOffline, isTyping, group) {
  if (isOffline) return ["connecting…"];
  if (!isTyping) return [group === null ? "bot" : `${group.memberIds.length} people and the bot`];
  const dots = h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return [dots, "typing…"];
}
