import { askToConfirm, askToOpen, showPicture } from "./dialogs.js";

/** Somebody who is not the customer: for trying what the shop makes of another person's contact card. */
const SOMEBODY_ELSE = { phoneNumber: "+8801711000000", firstName: "Somebody Else" };

/** What the person at the page can do; failures become a toast, never silence. */
export function createActions({ api, store, taps, paying, links, toasts }) {
  const tell = (error) => toasts.show(error.message);
  const user = () => store.view().current.user;
  const send = (work) => Promise.resolve().then(work).catch(tell);

  /** Where the words go: nothing to say in a private chat, in a group its id and the message they answer. */
  function place() {
    const { group, replied } = store.view().current;
    if (group === null) return {};
    return { chatId: group.id, ...(replied === null ? {} : { replyToMessageId: replied.message_id }) };
  }

  /** Words go out once, and what they answer is answered then. */
  function write(work) {
    const where = place();
    if (where.replyToMessageId !== undefined) store.replyTo(null);
    return send(() => work(user().id, where));
  }

  async function shareContact() {
    const agreed = await askToConfirm({
      title: "Share your phone number?",
      text: `The bot will learn your name and your number${user().phone ? `, ${user().phone}` : ""}.`,
      agree: "Share",
    });
    if (agreed) await send(() => api.shareContact(user().id));
  }

  async function openLink(address) {
    const link = links.read(address, store.view().bot);
    switch (link.kind) {
      case "invoice":
        return send(() => paying.payLink(user().id, link.address));
      case "own-bot":
        return send(() => openBot(user().id, link.payload));
      case "page":
        return askToOpen(link.address, link.opens);
      default:
        return toasts.show(link.problem);
    }
  }

  /** As the apps do: a link to this bot opens the private chat, and a payload goes along with START. */
  async function openBot(userId, payload) {
    await store.open(userId);
    if (payload !== null) await api.start(userId, payload);
  }

  async function copy(text, note = "Copied") {
    try {
      await navigator.clipboard.writeText(text);
      toasts.show(note);
    } catch (error) {
      toasts.show(`The browser did not allow copying (${error.message}).`);
    }
  }

  return {
    openChat: (chatId) => send(() => store.open(chatId)),
    speakAs: (userId) => send(() => store.speakAs(userId)),
    replyTo: (messageId) => store.replyTo(messageId),
    createUser: (details) => send(() => store.createUser(details)),
    refreshBot: () => send(() => store.refreshBot()),
    sendText: (text) => write((userId, where) => api.sendText(userId, text, where)),
    start: () => send(() => api.start(user().id)),
    sendSticker: () => send(() => api.sendSticker(user().id)),
    sendPhoto: () => write((userId, where) => api.sendPhoto(userId, where)),
    sendSomebodyElse: () => send(() => api.sendContact(user().id, SOMEBODY_ELSE)),
    block: () => send(() => api.block(user().id).then(store.reload)),
    unblock: () => send(() => api.unblock(user().id).then(store.reload)),
    tap(message, row, column, button) {
      const target = { messageId: message.message_id, row, column };
      const groupId = store.view().current.group?.id;
      return taps.tap(user().id, groupId === undefined ? target : { ...target, chatId: groupId }, button);
    },
    pay: (message, button) => send(() => paying.payMessage(user().id, message, button)),
    say: (text) => toasts.show(text),
    shareContact,
    openLink,
    copy,
    showPicture,
  };
}
