import { InputFile, type Api } from "grammy";
import type { Screen } from "../screens/index.ts";
import { sendProblem } from "./pacing.ts";
import { drawQr } from "./qr.ts";
import { renderKeyboard, renderReplyKeyboard, renderText } from "./render.ts";

/** What became of an edit; all but `edited` ask the caller to send anew. */
export type EditOutcome = "edited" | "refused";

/** Sends a screen as a new message, as a photo where it has a picture. Gives the message id. */
export async function sendScreen(api: Api, chatId: number, screen: Screen): Promise<number> {
  const { text, entities } = renderText(screen.text);
  const replyKeyboard = renderReplyKeyboard(screen);
  const keyboard = replyKeyboard ?? (screen.rows.length > 0 ? renderKeyboard(screen) : undefined);
  const markup = keyboard ? { reply_markup: keyboard } : {};
  if (screen.qrLpa === undefined) {
    const options = { entities, link_preview_options: { is_disabled: true }, ...markup };
    return (await api.sendMessage(chatId, text, options)).message_id;
  }
  const photo = new InputFile(await drawQr(screen.qrLpa), "esim.png");
  const sent = await api.sendPhoto(chatId, photo, { caption: text, caption_entities: entities, ...markup });
  return sent.message_id;
}

/** Edits a text message in place. "Not modified" is as good as edited; any other refusal is answered `refused`, trouble is thrown. */
export async function editScreen(
  api: Api,
  chatId: number,
  messageId: number,
  screen: Screen,
): Promise<EditOutcome> {
  const { text, entities } = renderText(screen.text);
  try {
    await api.editMessageText(chatId, messageId, text, {
      entities,
      link_preview_options: { is_disabled: true },
      reply_markup: renderKeyboard(screen),
    });
    return "edited";
  } catch (error) {
    const problem = sendProblem(error);
    if (problem.kind !== "refused") throw error;
    return problem.description.includes("message is not modified") ? "edited" : "refused";
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
