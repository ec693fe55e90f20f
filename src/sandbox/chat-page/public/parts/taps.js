import { showAlert } from "./dialogs.js";

/** How long a tapped button may look busy when no answer comes. */
const GIVE_UP_AFTER_MS = 12_000;

/** Taps on inline buttons and the bot's answers to them: a spinner, then a toast or an alert. */
export function createTaps({ api, toasts }) {
  const busy = new Map();
  const answeredEarly = new Set();

  function release(queryId) {
    const entry = busy.get(queryId);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    entry.button.removeAttribute("aria-busy");
    busy.delete(queryId);
  }

  return {
    async tap(userId, target, button) {
      if (button.getAttribute("aria-busy") === "true") return;
      button.setAttribute("aria-busy", "true");
      try {
        const { queryId } = await api.tap(userId, target);
        const timer = setTimeout(() => release(queryId), GIVE_UP_AFTER_MS);
        busy.set(queryId, { button, timer });
        // The bot may answer before the tap's own response is back.
        if (answeredEarly.delete(queryId)) release(queryId);
      } catch (error) {
        button.removeAttribute("aria-busy");
        toasts.show(error.message);
      }
    },
    answer(event, isCurrent) {
      if (busy.has(event.queryId)) release(event.queryId);
      else answeredEarly.add(event.queryId);
      if (!isCurrent || !event.text) return;
      if (event.showAlert) void showAlert(event.text);
      else toasts.show(event.text);
    },
  };
}
