import type { Update } from "grammy/types";

/**
 * The kinds of updates the shop asks Telegram for; kept in one place because an omitted list keeps the previous one, and one without
 * `pre_checkout_query` fails every payment in Stars.
 */
export const ALLOWED_UPDATES = ["message", "callback_query", "pre_checkout_query", "my_chat_member"] as const;

/** Whose turn an update is: all that one user does is handled strictly one after the other. */
export function laneOf(update: Update): string {
  const from = update.message?.from ?? update.callback_query?.from ?? update.my_chat_member?.from;
  if (from) return `user ${from.id}`;
  const chat = update.message?.chat ?? update.my_chat_member?.chat;
  return chat ? `chat ${chat.id}` : `update ${update.update_id}`;
}

/**
 * Cuts from an update what need not be stored: the message that a tap embeds keeps chat, id and date (a delivery card's text and
 * buttons hold the LPA), and a message keeps no quoted or pinned other message; in a group, only which message it replies to.
 */
export function trimUpdate(update: Update): Update {
  const trimmed: Update = { ...update };
  const tapped = trimmed.callback_query?.message;
  if (trimmed.callback_query && tapped) {
    const { chat, message_id, date } = tapped;
    const message = { chat, message_id, date } as NonNullable<typeof tapped>;
    trimmed.callback_query = { ...trimmed.callback_query, message };
  }
  if (trimmed.message) {
    const {
      reply_to_message: reply,
      pinned_message: _pinned,
      external_reply: _external,
      ...message
    } = trimmed.message;
    trimmed.message = message;
    if (reply && message.chat.type !== "private") {
      const { chat, message_id, date } = reply;
      trimmed.message = { ...message, reply_to_message: { chat, message_id, date } as typeof reply };
    }
  }
  return trimmed;
}
