import { avatar, botAvatar } from "./avatar.js";
import { h } from "./dom.js";

/** What stands in a chat before the first message. */
export function emptyChat(bot, { chat, group }) {
  if (!chat.isLoaded || bot === null) return h("div", { class: "empty" });
  if (group !== null) {
    return h(
      "div",
      { class: "empty" },
      h(
        "div",
        { class: "empty-card" },
        avatar(group.id, group.title, "large"),
        h("h2", {}, group.title),
        h("p", {}, "What customers ask the shop for comes here. Nobody has asked for anything yet."),
      ),
    );
  }
  return h(
    "div",
    { class: "empty" },
    h(
      "div",
      { class: "empty-card" },
      botAvatar("large"),
      h("h2", {}, bot.firstName),
      h("p", {}, bot.description || "Travel eSIMs, bought by chatting."),
      h("p", { class: "empty-hint" }, "Press START to talk to the shop."),
    ),
  );
}
