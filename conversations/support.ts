import type { Conversation } from "@grammyjs/conversations";
import { Composer, type Context } from "grammy";
import type { Translator } from "../src/i18n/index.ts";
import {
  showSupportContact,
  showSupportEnough,
  showSupportPost,
  showSupportQuestion,
  showSupportReply,
  showSupportTaken,
  showSupportUnreached,
  type LetterProblem,
} from "../src/screens/index.ts";
import type { Customers, Support, SupportCase } from "../src/services/index.ts";
import type { IntentAbout } from "../src/services/ports/index.ts";
import {
  onAction,
  readLetter,
  sourceOf,
  type Dialogue,
  type ShopContext,
  type Telling,
} from "../src/telegram/index.ts";
import { createOutside } from "./steps/outside.ts";

interface Deps {
  readonly support: Support;
  readonly customers: Pick<Customers, "get">;
  readonly translatorFor: (chosen: string | null, ordered: string) => Translator;
  readonly shopName: string;
  readonly supportContact: string;
}

const SUPPORT_DIALOGUE = "support";

/** A person is asked for: the customer's letter, and the answer. */
export interface SupportDialogue {
  /** One message or one photo. It is kept on its own row, never in the dialogue. */
  readonly dialogue: Dialogue;
  readonly menu: Composer<ShopContext>;
  /** A letter as the other side reads it; undefined once its customer was forgotten. */
  tell(intent: IntentAbout<"letter">): Promise<Telling | undefined>;
}

/** Builds /support. */
export function createSupportDialogue(deps: Deps): SupportDialogue {
  const { support, supportContact } = deps;

  /** Asks for the letter; false where staff have no chat to read it in, or have enough to read, and then it says so. */
  async function ask(ctx: ShopContext, problem: LetterProblem | null = null): Promise<boolean> {
    if (support.isOpen && !(await support.mayWrite(ctx.customer.id))) {
      await ctx.show(showSupportEnough({ supportContact }, ctx.t));
      return false;
    }
    const reference = (await support.orderOf(ctx.customer.id))?.reference ?? null;
    await ctx.show(
      support.isOpen
        ? showSupportQuestion({ reference, problem }, ctx.t)
        : showSupportContact({ reference, supportContact }, ctx.t),
    );
    return support.isOpen;
  }

  /** True when the letter is taken. */
  async function take(ctx: ShopContext): Promise<boolean> {
    if (!ctx.message) return !(await ask(ctx));
    const letter = readLetter(ctx.message);
    if (typeof letter === "string") return !(await ask(ctx, letter));
    const reference = (await support.orderOf(ctx.customer.id))?.reference ?? null;
    await support.pass(ctx.customer.id, sourceOf(ctx.message), letter);
    await ctx.show(showSupportTaken({ reference }, ctx.t));
    return true;
  }

  async function enter(ctx: ShopContext): Promise<void> {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(SUPPORT_DIALOGUE);
  }

  const menu = new Composer<ShopContext>();
  menu.command("support", enter);
  onAction(menu, "support", enter);

  async function tellCustomer({ message, order }: SupportCase): Promise<Telling> {
    const { chosenLanguage } = await deps.customers.get(message.customerId);
    const t = deps.translatorFor(chosenLanguage, order?.language ?? "");
    const reference = order?.reference ?? null;
    return {
      screen: showSupportReply({ ...message, shopName: deps.shopName, reference }, t),
      whenBlocked: () => support.noteUnreached(message.id),
    };
  }

  return {
    menu,
    dialogue: {
      name: SUPPORT_DIALOGUE,
      version: 1,
      async build(conversation: Conversation<ShopContext, Context>) {
        const outside = createOutside(conversation);
        const isAsked = await outside((ctx) => ask(ctx));
        if (!isAsked) return;
        const waiting = conversation.checkpoint();
        await conversation.wait();
        const isTaken = await outside((ctx) => take(ctx));
        if (!isTaken) await conversation.rewind(waiting);
      },
    },

    async tell(intent) {
      const found = await support.find(intent.subject);
      if (!found) return undefined;
      const { message, order, report } = found;
      const t = deps.translatorFor(null, "");
      switch (intent.kind) {
        case "support-post":
          return {
            screen: showSupportPost({ ...message, order, report }, t),
            afterSent: (messageId) => support.notePost(message.id, intent.chatId, messageId),
          };
        case "support-reply":
          // An answer goes to the chat of whoever asked, and to no other.
          return message.customerId === intent.chatId ? tellCustomer(found) : undefined;
        case "support-unreached": {
          const reference = order?.reference ?? null;
          return { screen: showSupportUnreached({ customerId: message.customerId, reference }, t) };
        }
        default:
          return intent.kind satisfies never;
      }
    },
  };
}
