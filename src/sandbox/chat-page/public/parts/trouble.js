import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Faults on request, for showing how the shop behaves when the world does not. Wide windows only. */
export function createTrouble({ root, toasts }) {
  let opener = null;
  const list = h("ul", { class: "trouble-list" });
  const closeButton = h(
    "button",
    { type: "button", class: "round-button", "aria-label": "Close" },
    icon("close"),
  );
  root.append(
    h("div", { class: "people-head" }, h("h2", {}, "Trouble on request"), closeButton),
    h(
      "p",
      { class: "trouble-note" },
      "Ask for a fault, then go on in the chat and see what the shop makes of it.",
    ),
    list,
  );
  closeButton.addEventListener("click", () => setOpen(false));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setOpen(false);
  });

  function setOpen(isOpen) {
    root.hidden = !isOpen;
    opener?.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? list.querySelector("button") : opener)?.focus();
  }

  async function cause(id, button) {
    button.setAttribute("aria-busy", "true");
    const response = await fetch(`/demo/trouble/${encodeURIComponent(id)}`, { method: "POST" }).catch(
      () => null,
    );
    button.removeAttribute("aria-busy");
    const answer = await response?.json().catch(() => null);
    toasts.show(answer?.message ?? "The demo does not answer. Is it still running?");
  }

  return {
    attachTo(button) {
      opener = button;
      button.addEventListener("click", () => setOpen(root.hidden));
    },
    async load() {
      const response = await fetch("/demo/trouble").catch(() => null);
      const answer = response?.ok ? await response.json() : { troubles: [] };
      opener.hidden = answer.troubles.length === 0;
      list.replaceChildren(
        ...answer.troubles.map(({ id, label, hint }) =>
          h(
            "li",
            {},
            h(
              "button",
              {
                type: "button",
                class: "trouble-item",
                onclick: (event) => void cause(id, event.currentTarget),
              },
              h("strong", {}, label),
              h("span", {}, hint),
            ),
          ),
        ),
      );
    },
  };
}
