/**
 * Makes an element. Strings among the children become text nodes, never markup: whatever a bot or a customer
 * writes is shown letter by letter.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function setProperty(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(element.dataset, value);
  else if (name === "style") {
    for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
  } else element.setAttribute(name, value === true ? "" : String(value));
}

/** Text for screen readers only. */
export function hiddenText(text) {
  return h("span", { class: "sr-only" }, text);
}

/** Opens and closes a panel that belongs to a button: Esc and a click elsewhere close it, focus goes back. */
export function createPopup(button, panel, { onOpen, trigger = true } = {}) {
  button.setAttribute("aria-expanded", "false");
  panel.hidden = true;
  const items = () => [...panel.querySelectorAll("button:not([disabled])")];

  function close(returnFocus = false) {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", onOutside, true);
    if (returnFocus) button.focus();
  }
  function open() {
    onOpen?.();
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", onOutside, true);
  }
  function onOutside(event) {
    if (!panel.contains(event.target) && !button.contains(event.target)) close();
  }
  if (trigger) {
    button.addEventListener("click", () => {
      if (!panel.hidden) return close();
      open();
      items()[0]?.focus();
    });
  }
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = items();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  });
  for (const element of [button, panel]) {
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.stopPropagation();
      close(true);
    });
  }
  return { open, close, isOpen: () => !panel.hidden };
}
