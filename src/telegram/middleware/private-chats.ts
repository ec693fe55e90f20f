import type { MiddlewareFn } from "grammy";
import { createTranslator, languageFor, type Language } from "../../i18n/index.ts";
import { showPrivateOnly } from "../../screens/index.ts";
import type { Customers } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { sendScreen } from "../messages.ts";
import { sendProblem } from "../pacing.ts";

interface Deps {
  readonly customers: Customers;
  readonly defaultLanguage: Language;
  /** The support group, where the shop never speaks to whoever is no staff; null without one. */
  readonly supportChatId: number | null;
}

/**
 * Lets private chats through. In a group a command that speaks to the bot is told where to write; everything else there is ignored.
 * Also notes that a customer blocked the bot, or came back.
 */
export function createPrivateChatGuard({
  customers,
  defaultLanguage,
  supportChatId,
}: Deps): MiddlewareFn<ShopContext> {
  return async (ctx, next) => {
    if (ctx.myChatMember) {
      const { chat, new_chat_member: member } = ctx.myChatMember;
      if (chat.type === "private") await customers.setBlocked(chat.id, member.status === "kicked");
      return;
    }
    // What else an older setting may still deliver (edited messages, channel posts) is not spoken to the shop.
    if (!ctx.from || (!ctx.message && !ctx.callbackQuery)) return;
    if (ctx.chat?.type === "private" && !ctx.from.is_bot) return next();
    if (ctx.callbackQuery) await acknowledge(ctx);
    else if (ctx.chat && ctx.chat.id !== supportChatId && isForUs(ctx)) {
      const t = createTranslator(languageFor(null, ctx.from.language_code, defaultLanguage));
      await sendScreen(ctx.api, ctx.chat.id, showPrivateOnly({ botUsername: ctx.me.username }, t));
    }
  };
}

/** A tap under a message of another chat: nothing is done for it, and one that is too old to be answered stays unanswered. */
async function acknowledge(ctx: ShopContext): Promise<void> {
  try {
    await ctx.answerCallbackQuery();
  } catch (error) {
    if (sendProblem(error).kind !== "refused") throw error;
  }
}

function isForUs(ctx: ShopContext): boolean {
  const text = ctx.message?.text ?? "";
  const command = /^\/\w+(?:@(\w+))?/.exec(text);
  const isOurs = command?.[1] === undefined || command[1].toLowerCase() === ctx.me.username.toLowerCase();
  return (command !== null && isOurs) || text.includes(`@${ctx.me.username}`);
}
