/** Remembers, for this tab, up to which message each customer has read. */
export function createReadMarks() {
  const key = (userId) => `read:${userId}`;
  const lastId = (messages) => messages.at(-1)?.message_id ?? 0;

  return {
    setRead(userId, messages) {
      sessionStorage.setItem(key(userId), String(lastId(messages)));
    },
    unread(userId, messages) {
      const read = Number(sessionStorage.getItem(key(userId)) ?? 0);
      // A fresh demo counts its messages from the start again: an old mark must not hide them.
      const from = read > lastId(messages) ? 0 : read;
      return messages.filter((message) => !message.outgoing && message.message_id > from).length;
    },
  };
}
