import type {
  ClientChat,
  ClientMessage,
  InlineButton,
  TelegramEmulator,
} from "../../src/sandbox/telegram-emulator/index.ts";

/** What a message says: its text or caption, or in brackets what else it is. */
export function textOf(message: ClientMessage): string {
  const said = message.text ?? message.caption;
  if (said !== undefined) return said;
  if (message.contact !== undefined) return `[contact ${message.contact.phone_number}]`;
  if (message.photo !== undefined) return "[photo]";
  if (message.sticker !== undefined) return "[sticker]";
  if (message.invoice !== undefined) return `[invoice ${message.invoice.title}]`;
  return "[service message]";
}

function labelOf({ text, url, copy_text }: InlineButton): string {
  if (url !== undefined) return `[${text} ↗]`;
  return copy_text === undefined ? `[${text}]` : `[${text} ⧉]`;
}

/** The chat as lines to read: who said what, pictures and buttons included. */
export function transcribe(chat: ClientChat): string {
  const lines = chat.messages.flatMap((message) => [
    `${message.outgoing === true || !message.from.is_bot ? "👤" : "🤖"} #${message.message_id} ${
      message.photo !== undefined && message.caption !== undefined ? "[photo] " : ""
    }${textOf(message).replaceAll("\n", "\n      ")}`,
    ...(message.reply_markup?.inline_keyboard ?? []).map((row) => `      ${row.map(labelOf).join(" ")}`),
  ]);
  if (chat.replyKeyboard !== null) {
    const labels = chat.replyKeyboard.keyboard.flat().map(({ text }) => text);
    lines.push(`⌨ ${labels.join(" | ")}`);
  }
  return lines.length === 0 ? "(the chat is empty)" : lines.join("\n");
}

/** The bot's last calls into this chat that were refused: often the reason why something is missing. */
export function describeRefusals(emulator: TelegramEmulator, chatId: number): string {
  const refused = emulator.control
    .calls()
    .filter((call) => call.chatId === chatId || call.method === "answerCallbackQuery")
    .flatMap(({ method, outcome }) =>
      outcome !== null && !outcome.ok ? [`${method}: ${outcome.code} ${outcome.description}`] : [],
    );
  return refused.length === 0 ? "" : `\nRefused calls of the bot:\n${refused.slice(-5).join("\n")}`;
}
