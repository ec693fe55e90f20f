import { createActions } from "./parts/actions.js";
import { createApi } from "./parts/api.js";
import { createComposer } from "./parts/composer.js";
import { createHeader } from "./parts/header.js";
import { createHistory } from "./parts/history.js";
import { createPeople } from "./parts/people.js";
import { createLinks } from "./parts/links.js";
import { createPaying } from "./parts/paying.js";
import { createStore } from "./parts/store.js";
import { followEvents } from "./parts/events.js";
import { createTaps } from "./parts/taps.js";
import { createToasts } from "./parts/toasts.js";
import { createTrouble } from "./parts/trouble.js";

const byId = (id) => document.getElementById(id);

const api = createApi();
const toasts = createToasts(byId("toasts"));
const store = createStore(api);
const taps = createTaps({ api, toasts });
const links = createLinks();
const paying = createPaying({ api, store, toasts });
const actions = createActions({ api, store, taps, paying, links, toasts });

const trouble = createTrouble({ root: byId("trouble"), toasts });
const people = createPeople({ root: byId("people"), actions });
const header = createHeader({ root: byId("chat-header"), actions, people, trouble });
const history = createHistory({ root: byId("history"), actions });
const composer = createComposer({ root: byId("composer"), actions });

/** Each part draws itself from the same picture of the world; none keeps a second copy of it. */
function draw() {
  const view = store.view();
  people.draw(view);
  header.draw(view);
  history.draw(view);
  composer.draw(view);
  const unread = view.chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = (unread > 0 ? `(${unread}) ` : "") + (view.bot?.firstName ?? "Chat with the shop");
}

store.onChange(draw);
composer.onKeyboardShift(history.keepBottom);
document.addEventListener("visibilitychange", () => store.markRead());
window.addEventListener("hashchange", () => void store.openFromAddress());

followEvents({
  onOpen: () => store.load().catch((error) => toasts.show(error.message)),
  onLost: () => store.setOffline(),
  onEvent(event) {
    if (event.type === "callbackAnswer") taps.answer(event, event.userId === store.view().current?.user.id);
    else store.apply(event);
  },
});
void trouble.load();
void links.load();
