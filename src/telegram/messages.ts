import { InputFile, type Api } from "grammy";
import type { Invoice, Screen, Span } from "../screens/index.ts";
import { sendProblem } from "./pacing.ts";
import { drawPicture } from "./pictures/index.ts";
import { renderKeyboard, renderReplyKeyboard, renderText } from "./render.ts";

/** What became of an edit; all but `edited` ask the caller to send anew. */
export type EditOutcome = "edited" | "refused";

/** Sends a screen as a new message, as a photo or a file where it has one. Gives the message id. */
export async function sendScreen(api: Api, chatId: number, screen: Screen): Promise<number> {
  const { text, entities } = renderText(screen.text);
  const replyKeyboard = renderReplyKeyboard(screen);
  const keyboard = replyKeyboard ?? (screen.rows.length > 0 ? renderKeyboard(screen) : undefined);
  const markup = keyboard ? { reply_markup: keyboard } : {};
  const sendText = async (words: Screen["text"]): Promise<number> => {
    const rendered = renderText(words);
    const options = { entities: rendered.entities, link_preview_options: { is_disabled: true }, ...markup };
    return (await api.sendMessage(chatId, rendered.text, options)).message_id;
  };
  const captioned = { caption: text, caption_entities: entities, ...markup };
  if (screen.file) {
    const file = new InputFile(Buffer.from(screen.file.content), screen.file.name);
    return (await api.sendDocument(chatId, file, captioned)).message_id;
  }
  if (screen.invoice) return sendInvoice(api, chatId, screen.invoice);
  const picture = screen.photoFileId ?? (await drawPicture(screen));
  if (!picture) return sendText(withoutPicture(screen).text);
  try {
    return (await api.sendPhoto(chatId, picture, captioned)).message_id;
  } catch (error) {
    // Words say all that a drawn picture shows; what a refused QR image means is the caller's to decide.
    if (screen.qrLpa !== undefined || sendProblem(error).kind !== "refused") throw error;
    return sendText(withoutPicture(screen).text);
  }
}

/** Stars: an empty provider token and one price in whole Stars (Bot API, `sendInvoice`). */
async function sendInvoice(api: Api, chatId: number, invoice: Invoice): Promise<number> {
  const { title, description, payload, stars } = invoice;
  const prices = [{ label: title, amount: stars }];
  return (await api.sendInvoice(chatId, title, description, payload, "XTR", prices)).message_id;
}

/** Whether a screen is a message of its own: a reply keyboard, a picture to keep or a file cannot be edited in. */
export function isOwnMessage(screen: Screen): boolean {
  return [
    screen.sharePhone,
    screen.qrLpa,
    screen.offlineCard,
    screen.file,
    screen.invoice,
    screen.photoFileId,
  ].some((part) => part !== undefined);
}

/** The same in words, for when the picture cannot be drawn or Telegram refuses it: codes must not stay with us. */
export function withoutPicture({ qrLpa: _qr, usagePicture: _usage, offlineCard, ...screen }: Screen): Screen {
  if (screen.textWithoutPhoto) return { ...screen, text: screen.textWithoutPhoto };
  if (!offlineCard) return screen;
  const lines = offlineCard.lines.flatMap(({ text, style }): readonly Span[] => [
    { text: "\n" },
    style === undefined ? { text } : { text, style },
  ]);
  return { ...screen, text: [...screen.text, ...lines] };
}

/** Edits a message in place. "Not modified" is as good as edited; any other refusal is answered `refused`, trouble is thrown. */
export async function editScreen(
  api: Api,
  chatId: number,
  messageId: number,
  screen: Screen,
): Promise<EditOutcome> {
  const { text, entities } = renderText(screen.text);
  const reply_markup = renderKeyboard(screen);
  const picture = await drawPicture(screen);
  try {
    if (screen.photoFileId !== undefined) {
      const caption = { caption: text, caption_entities: entities, reply_markup };
      await api.editMessageCaption(chatId, messageId, caption);
      return "edited";
    }
    if (picture) {
      const media = { type: "photo", media: picture, caption: text, caption_entities: entities } as const;
      await api.editMessageMedia(chatId, messageId, media, { reply_markup });
      return "edited";
    }
    const options = { entities, link_preview_options: { is_disabled: true }, reply_markup };
    await api.editMessageText(chatId, messageId, text, options);
    return "edited";
  } catch (error) {
    const problem = sendProblem(error);
    if (problem.kind !== "refused") throw error;
    if (problem.description.includes("message is not modified")) return "edited";
    // Its photo was refused when it was sent: it is a message of words, without a caption.
    const { photoFileId, ...words } = withoutPicture(screen);
    return photoFileId === undefined ? "refused" : editScreen(api, chatId, messageId, words);
  }
}

/** Takes the buttons off an old message. Cosmetic: a refusal changes nothing, since stored state judges every tap. */
export async function dropButtons(api: Api, chatId: number, messageId: number): Promise<void> {
  try {
    await api.editMessageReplyMarkup(chatId, messageId, { reply_markup: { inline_keyboard: [] } });
  } catch (error) {
    if (sendProblem(error).kind !== "refused") throw error;
  }
}
