import { createPopup, h } from "./dom.js";

/** The bot's commands: from the menu button, or while "/" is being typed. */
export function createCommandMenu({ panel, button, field, actions, clearField }) {
  let commands = [];
  button.hidden = true;
  const popup = createPopup(button, panel, {
    onOpen() {
      fill(commands);
      // The bot may have changed the list, for example with the customer's language.
      void actions.refreshBot();
    },
  });

  function fill(shown) {
    panel.replaceChildren(
      ...shown.map(({ command, description }) =>
        h(
          "button",
          { type: "button", class: "menu-item command", onclick: () => choose(command) },
          h("span", { class: "command-text", dir: "auto" }, description),
          h("span", { class: "command-name" }, `/${command}`),
        ),
      ),
    );
  }

  function choose(command) {
    popup.close(true);
    clearField();
    void actions.sendText(`/${command}`);
  }

  field.addEventListener("keydown", (event) => {
    if (!popup.isOpen()) return;
    if (event.key === "Escape") popup.close();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const items = panel.querySelectorAll("button");
    items[event.key === "ArrowUp" ? items.length - 1 : 0]?.focus();
  });

  return {
    close: () => popup.close(),
    suggest(text) {
      const typed = /^\/(\w*)$/.exec(text)?.[1];
      const fitting = typed === undefined ? [] : commands.filter((one) => one.command.startsWith(typed));
      if (fitting.length === 0) return popup.close();
      if (!popup.isOpen()) popup.open();
      fill(fitting);
    },
    draw(list) {
      if (JSON.stringify(list) === JSON.stringify(commands)) return;
      commands = list;
      button.hidden = commands.length === 0;
      if (popup.isOpen()) fill(commands);
    },
  };
}
