/** The customer's side of the emulated Telegram, through this page's own server. */
export function createApi() {
  async function call(path, body) {
    const options =
      body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          };
    const response = await fetch(`/client${path}`, options).catch(() => null);
    if (response === null) throw new Error("The demo does not answer. Is it still running?");
    const answer = await response.json().catch(() => null);
    if (response.ok) return answer;
    const reason = answer?.description ?? answer?.error ?? `it answered ${response.status}`;
    throw new Error(`Telegram refused: ${reason}`);
  }
  const chat = (userId, rest = "") => `/chats/${encodeURIComponent(userId)}${rest}`;

  return {
    users: () => call("/users"),
    createUser: (user) => call("/users", user),
    groups: () => call("/groups"),
    bot: (user, groupId) =>
      call(
        `/bot?${new URLSearchParams({
          language: user.languageCode ?? "en",
          userId: user.id,
          ...(groupId === undefined ? {} : { groupId }),
        })}`,
      ),
    chat: (userId) => call(chat(userId)),
    sendText: (userId, text, place) => call(chat(userId, "/text"), { text, ...place }),
    tap: (userId, target) => call(chat(userId, "/tap"), target),
    shareContact: (userId) => call(chat(userId, "/contact"), { own: true }),
    sendContact: (userId, contact) => call(chat(userId, "/contact"), contact),
    sendSticker: (userId) => call(chat(userId, "/sticker"), {}),
    sendPhoto: (userId, place) => call(chat(userId, "/photo"), { ...place }),
    stars: (userId) => call(chat(userId, "/stars")),
    setStars: (userId, balance) => call(chat(userId, "/stars"), { balance }),
    invoiceAt: (link) => call(`/invoices?${new URLSearchParams({ link })}`),
    pay: (userId, target) => call(chat(userId, "/pay"), target),
    start: (userId, payload) => call(chat(userId, "/start"), payload === undefined ? {} : { payload }),
    block: (userId) => call(chat(userId, "/block"), {}),
    unblock: (userId) => call(chat(userId, "/unblock"), {}),
  };
}

/** Where the bytes of a file can be read. */
export function fileAddress(fileId) {
  return `/client/files/${encodeURIComponent(fileId)}`;
}
