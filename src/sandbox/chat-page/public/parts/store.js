import { createReadMarks } from "./read-marks.js";

const EMPTY = { messages: [], replyKeyboard: null, typing: false, blocked: false };

/** All chats as the emulator told them: loaded once, then kept up to date by events. */
export function createStore(api) {
  const chats = new Map();
  const marks = createReadMarks();
  const listeners = new Set();
  let users = [];
  let bot = null;
  let currentId = null;
  let isOffline = false;
  let isDrawQueued = false;

  function changed() {
    if (isDrawQueued) return;
    isDrawQueued = true;
    queueMicrotask(() => {
      isDrawQueued = false;
      for (const listener of listeners) listener();
    });
  }

  /** Events that arrive while the snapshot is on its way are kept and applied after it. */
  async function loadChat(userId) {
    const waiting = [];
    const before = chats.get(userId);
    chats.set(userId, { ...EMPTY, ...before, isLoaded: before?.isLoaded ?? false, waiting });
    const snapshot = await api.chat(userId);
    chats.set(userId, { ...EMPTY, ...snapshot, isLoaded: true, waiting: null });
    for (const event of waiting) apply(event);
    changed();
  }

  async function load() {
    users = await api.users();
    isOffline = false;
    await Promise.all(users.map((user) => loadChat(user.id)));
    await openFromAddress();
  }

  async function openFromAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get("customer");
    const user = users.find((one) => String(one.id) === wanted) ?? users[0];
    if (user !== undefined) await open(user.id);
  }

  async function open(userId) {
    currentId = userId;
    const address = `#customer=${userId}`;
    if (location.hash !== address) window.history.replaceState(null, "", address);
    markRead();
    changed();
    await refreshBot();
  }

  async function refreshBot() {
    const user = users.find((one) => one.id === currentId);
    if (user === undefined) return;
    bot = await api.bot(user);
    changed();
  }

  function markRead() {
    if (document.hidden || currentId === null) return;
    marks.setRead(currentId, chats.get(currentId)?.messages ?? []);
    changed();
  }

  function apply(event) {
    const chat = chats.get(event.userId);
    if (chat === undefined) return void addUser(event.userId);
    if (chat.waiting !== null) return void chat.waiting.push(event);
    reduce(chat, event);
    if (event.userId === currentId) markRead();
    changed();
  }

  /** Somebody else (a test, another window) made a customer; a group's events are nobody's here. */
  async function addUser(userId) {
    users = await api.users();
    if (users.some((user) => user.id === userId)) await loadChat(userId);
  }

  async function createUser(details) {
    const user = await api.createUser(details);
    users = await api.users();
    await loadChat(user.id);
    await open(user.id);
  }

  function view() {
    const people = users.map((user) => {
      const chat = chats.get(user.id) ?? { ...EMPTY, isLoaded: false };
      const unread = user.id === currentId && !document.hidden ? 0 : marks.unread(user.id, chat.messages);
      return { user, chat, unread, isCurrent: user.id === currentId };
    });
    return { people, bot, isOffline, current: people.find((person) => person.isCurrent) ?? null };
  }

  return {
    load,
    open,
    openFromAddress,
    refreshBot,
    markRead,
    apply,
    createUser,
    view,
    reload: () => (currentId === null ? undefined : loadChat(currentId)),
    setOffline() {
      isOffline = true;
      changed();
    },
    onChange: (listener) => listeners.add(listener),
  };
}

/** One event's effect on one chat. */
function reduce(chat, event) {
  switch (event.type) {
    case "message":
    case "edit":
    case "markup":
      chat.messages = withMessage(chat.messages, event.message);
      if (event.type === "message" && !event.message.outgoing) chat.typing = false;
      return;
    case "delete": {
      const gone = new Set(event.messageIds ?? [event.messageId]);
      chat.messages = chat.messages.filter((message) => !gone.has(message.message_id));
      return;
    }
    case "replyKeyboard":
      chat.replyKeyboard = event.replyKeyboard ?? null;
      return;
    case "typing":
      chat.typing = event.typing;
      return;
    case "blocked":
      chat.blocked = event.blocked;
      return;
  }
}

function withMessage(messages, message) {
  const others = messages.filter((one) => one.message_id !== message.message_id);
  return [...others, message].sort((a, b) => a.message_id - b.message_id);
}
