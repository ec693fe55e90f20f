import { createReadMarks } from "./read-marks.js";
import { asSpeakerSees } from "./group-view.js";
import { fullName } from "./avatar.js";

const EMPTY = { messages: [], replyKeyboard: null, typing: false, blocked: false };

/** All chats as the emulator told them: loaded once, then kept up to date by events. */
export function createStore(api) {
  const chats = new Map();
  const marks = createReadMarks();
  const listeners = new Set();
  /** By group: who speaks there, and which message the next words answer. */
  const speakers = new Map();
  const replies = new Map();
  let users = [];
  let groups = [];
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
  async function loadChat(chatId) {
    const waiting = [];
    const before = chats.get(chatId);
    chats.set(chatId, { ...EMPTY, ...before, isLoaded: before?.isLoaded ?? false, waiting });
    const snapshot = await api.chat(chatId);
    chats.set(chatId, { ...EMPTY, ...snapshot, isLoaded: true, waiting: null });
    for (const event of waiting) apply(event);
    changed();
  }

  async function loadPeople() {
    [users, groups] = await Promise.all([api.users(), api.groups()]);
  }

  const chatIds = () => [...users, ...groups].map(({ id }) => id);

  async function load() {
    await loadPeople();
    isOffline = false;
    await Promise.all(chatIds().map(loadChat));
    await openFromAddress();
  }

  async function openFromAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    const wanted = address.get("customer") ?? address.get("group");
    const id = chatIds().find((one) => String(one) === wanted) ?? chatIds()[0];
    if (id !== undefined) await open(id);
  }

  async function open(chatId) {
    currentId = chatId;
    const address = `#${groupOf(chatId) === undefined ? "customer" : "group"}=${chatId}`;
    if (location.hash !== address) window.history.replaceState(null, "", address);
    markRead();
    changed();
    await refreshBot();
  }

  const groupOf = (chatId) => groups.find((one) => one.id === chatId);

  /** Who acts in a chat: its customer, or the member who is chosen to speak. */
  function userIn(chatId) {
    const group = groupOf(chatId);
    const wanted = group === undefined ? chatId : (speakers.get(chatId) ?? group.adminIds[0]);
    const id = group === undefined || group.memberIds.includes(wanted) ? wanted : group.memberIds[0];
    return users.find((one) => one.id === id);
  }

  async function refreshBot() {
    const user = userIn(currentId);
    if (user === undefined) return;
    bot = await api.bot(user, groupOf(currentId)?.id);
    changed();
  }

  async function speakAs(userId) {
    speakers.set(currentId, userId);
    changed();
    await refreshBot();
  }

  function replyTo(messageId) {
    if (messageId === null) replies.delete(currentId);
    else replies.set(currentId, messageId);
    changed();
  }

  function markRead() {
    if (document.hidden || currentId === null) return;
    marks.setRead(currentId, chats.get(currentId)?.messages ?? []);
    changed();
  }

  function apply(event) {
    const chat = chats.get(event.userId);
    if (chat === undefined) return void addChat(event.userId);
    if (chat.waiting !== null) return void chat.waiting.push(event);
    reduce(chat, event);
    if (event.message?.new_chat_members !== undefined) void loadPeople().then(changed);
    if (event.userId === currentId) markRead();
    changed();
  }

  /** Somebody else (a test, another window) made a customer or a group. */
  async function addChat(chatId) {
    await loadPeople();
    if (chatIds().includes(chatId)) await loadChat(chatId);
  }

  async function createUser(details) {
    const user = await api.createUser(details);
    await addChat(user.id);
    await open(user.id);
  }

  /** One chat as the list and the open chat show it. */
  function entry(id, more) {
    const user = userIn(id);
    const raw = chats.get(id) ?? { ...EMPTY, isLoaded: false };
    const chat = more.group === null ? raw : asSpeakerSees(raw, user, more.group, bot);
    const isCurrent = id === currentId;
    const unread = isCurrent && !document.hidden ? 0 : marks.unread(id, chat.messages);
    const replied = chat.messages.find((message) => message.message_id === replies.get(id)) ?? null;
    return { id, user, chat, unread, isCurrent, replied, ...more };
  }

  function view() {
    const staff = new Set(groups.flatMap((group) => group.memberIds));
    const admins = new Set(groups.flatMap((group) => group.adminIds));
    const all = [
      ...groups.map((group) => entry(group.id, { group, name: group.title, section: "staff" })),
      ...users.map((user) =>
        entry(user.id, {
          group: null,
          name: fullName(user),
          section: staff.has(user.id) ? "staff" : "customers",
          isAdmin: admins.has(user.id),
        }),
      ),
    ];
    return { chats: all, users, bot, isOffline, current: all.find((one) => one.isCurrent) ?? null };
  }

  return {
    load,
    open,
    openFromAddress,
    refreshBot,
    speakAs,
    replyTo,
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
