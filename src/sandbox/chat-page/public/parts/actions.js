import { askToConfirm, askToOpen, showPicture } from "./dialogs.js";

/** Somebody who is not the customer: for trying what the shop makes of another person's contact card. */
const SOMEBODY_ELSE = { phoneNumber: "+8801711000000", firstName: "Somebody Else" };

/** What the person at the page can do; failures become a toast, never silence. */
export function createActions({ api, store, taps, toasts }) {
  const tell = (error) => toasts.show(error.message);
  const user = () => store.view().current.user;
  const send = (work) => Promise.resolve().then(work).catch(tell);

  async function shareContact() {
    const agreed = await askToConfirm({
      title: "Share your phone number?",
      text: `The bot will learn your name and your number${user().phone ? `, ${user().phone}` : ""}.`,
      agree: "Share",
    });
    if (agreed) await send(() => api.shareContact(user().id));
  }

  async function openLink(address) {
    let url;
    try {
      url = new URL(address);
    } catch (error) {
      return toasts.show(`This address cannot be read (${error.message}).`);
    }
    if (url.protocol !== "https:")
      return toasts.show(`Only https links open from this page, not ${url.protocol}`);
    await askToOpen(url.href);
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
    openChat: (userId) => send(() => store.open(userId)),
    createUser: (details) => send(() => store.createUser(details)),
    refreshBot: () => send(() => store.refreshBot()),
    sendText: (text) => send(() => api.sendText(user().id, text)),
    start: () => send(() => api.start(user().id)),
    sendSticker: () => send(() => api.sendSticker(user().id)),
    sendPhoto: () => send(() => api.sendPhoto(user().id)),
    sendSomebodyElse: () => send(() => api.sendContact(user().id, SOMEBODY_ELSE)),
    block: () => send(() => api.block(user().id).then(store.reload)),
    unblock: () => send(() => api.unblock(user().id).then(store.reload)),
    tap: (message, row, column, button) => taps.tap(user().id, message.message_id, row, column, button),
    say: (text) => toasts.show(text),
    shareContact,
    openLink,
    copy,
    showPicture,
  };
}
