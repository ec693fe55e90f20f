import { botAvatar } from "./avatar.js";
import { h } from "./dom.js";

/** What stands in a chat before the first message. */
export function emptyChat(bot, chat) {
  if (!chat.isLoaded || bot === null) return h("div", { class: "empty" });
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
