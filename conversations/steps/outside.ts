import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { ShopContext } from "../../src/telegram/index.ts";

/** Everything outside a dialogue goes through here; what it throws keeps its class on the turn. */
export function createOutside(conversation: Conversation<ShopContext, Context>) {
  return <T>(task: (ctx: ShopContext) => Promise<T>): Promise<T> =>
    conversation.external(async (ctx) => {
      try {
        return await task(ctx);
      } catch (error) {
        ctx.turn.trouble = error;
        throw error;
      }
    });
}
