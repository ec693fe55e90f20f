import type { MiddlewareFn } from "grammy";
import type { Translator } from "../../i18n/index.ts";
import { showAnswerRefused } from "../../screens/index.ts";
import type { Support } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { readLetter, sourceOf } from "../letter.ts";
import { sendScreen } from "../messages.ts";
import type { StaffAuthority } from "./authority.ts";

interface Deps {
  readonly support: Pick<Support, "findByPost" | "answer">;
  readonly authorise: StaffAuthority;
  /** The group where staff work; null without one. */
  readonly supportChatId: number | null;
  /** The group is spoken to in the shop's language. */
  readonly t: Translator;
}

/**
 * Before the guard of private chats: what staff write in reply to a customer's letter goes to that customer. Everything else goes on, a
 * stranger's reply and a command among it.
 */
export function createSupportDesk({ support, authorise, supportChatId, t }: Deps): MiddlewareFn<ShopContext> {
  return async (ctx, next) => {
    const { message } = ctx;
    const repliedTo = message?.reply_to_message?.message_id;
    const isHere = message !== undefined && supportChatId !== null && message.chat.id === supportChatId;
    if (!isHere || repliedTo === undefined) return next();
    if (message.text?.startsWith("/") === true) return next();
    const question = await support.findByPost(message.chat.id, repliedTo);
    const actor = question && (await authorise(ctx));
    if (!actor) return next();
    const letter = readLetter(message);
    if (typeof letter === "string") await sendScreen(ctx.api, message.chat.id, showAnswerRefused(letter, t));
    else await support.answer(question, actor.id, sourceOf(message), letter);
  };
}
