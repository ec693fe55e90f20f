import type { MiddlewareFn } from "grammy";
import type { Update } from "grammy/types";
import { createTranslator, languageFor, type Language, type Translator } from "../../i18n/index.ts";
import type { Customers } from "../../services/index.ts";
import type { Logger } from "../../services/ports/index.ts";
import { unpackAction } from "../callback-data.ts";
import type { Cards } from "../card.ts";
import type { ShopContext, Turn } from "../context.ts";
import { describeError } from "../describe-error.ts";

interface Deps {
  readonly customers: Customers;
  readonly cards: Cards;
  readonly defaultLanguage: Language;
  /** The turn that the lane opened for this update. */
  readonly turnOf: (update: Update) => Turn;
  readonly logger: Logger;
}

/** Puts on the context what belongs to this update: the turn, the customer, their language, the tapped action, and ways to answer. */
export function createCustomerMiddleware(deps: Deps): MiddlewareFn<ShopContext> {
  const { customers, cards, defaultLanguage, turnOf } = deps;
  const translators = new Map<Language, Translator>();
  const translatorOf = (language: Language): Translator => {
    const translator = translators.get(language) ?? createTranslator(language);
    translators.set(language, translator);
    return translator;
  };

  return async (ctx, next) => {
    if (!ctx.from) return;
    ctx.turn = turnOf(ctx.update);
    ctx.customer = await customers.get(ctx.from.id);
    ctx.t = translatorOf(languageFor(ctx.customer.chosenLanguage, ctx.from.language_code, defaultLanguage));
    const data = ctx.callbackQuery?.data;
    ctx.action = data === undefined ? undefined : unpackAction(data);
    if (ctx.customer.hasBlocked && !ctx.myChatMember) {
      await customers.setBlocked(ctx.customer.id, false);
    }
    // What the customer writes pushes the card up: the next screen comes below it.
    if (ctx.message && ctx.customer.isCardLast) {
      const card = { messageId: ctx.customer.cardMessageId, isLast: false };
      await customers.placeCard(ctx.customer.id, card);
      Object.assign(ctx.customer, { isCardLast: false });
    }
    attachAnswers(ctx, cards, deps.logger);
    await next();
    await ctx.toast("");
  };
}

function attachAnswers(ctx: ShopContext, cards: Cards, logger: Logger): void {
  let isAnswered = ctx.callbackQuery === undefined;
  ctx.toast = async (text) => {
    if (isAnswered) return;
    isAnswered = true;
    try {
      await ctx.answerCallbackQuery(text === "" ? {} : { text });
    } catch (error) {
      // A tap older than Telegram's patience can no longer be answered: that must not stop what it asked for.
      logger.debug("telegram.tap-unanswered", { error: describeError(error) });
    }
  };
  ctx.showTyping = async () => {
    const typing = ctx.replyWithChatAction("typing").catch((error: unknown) => {
      logger.debug("telegram.typing-refused", { error: describeError(error) });
    });
    await Promise.all([ctx.toast(""), typing]);
  };
  ctx.show = async (screen) => {
    await Promise.all([ctx.toast(""), cards.show(ctx.api, ctx.customer, screen)]);
  };
  ctx.send = async (screen) => {
    const [messageId] = await Promise.all([cards.send(ctx.api, ctx.customer, screen), ctx.toast("")]);
    return messageId;
  };
}
