import type { MiddlewareFn } from "grammy";
import type { ShopContext } from "../context.ts";

/**
 * A command, or a tap on anything but an answer, leaves the dialogue that waits: it would take the text for its answer.
 * `onLeft` tidies up what the dialogue had put on the screen.
 */
export function createLeaveDialogues(
  onLeft: (ctx: ShopContext, names: readonly string[]) => Promise<void>,
): MiddlewareFn<ShopContext> {
  return async (ctx, next) => {
    const isCommand = ctx.message?.text?.startsWith("/") ?? false;
    const isNavigation = ctx.callbackQuery !== undefined && ctx.action?.do !== "answer";
    const names = Object.keys(ctx.conversation.active());
    if ((isCommand || isNavigation) && names.length > 0) {
      await ctx.conversation.exitAll();
      await onLeft(ctx, names);
    }
    await next();
  };
}
