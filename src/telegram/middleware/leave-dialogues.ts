import type { NextFunction } from "grammy";
import type { ShopContext } from "../context.ts";

/** A command, or a tap on anything but an answer, leaves the dialogue that waits: it would take the text for its answer. */
export async function leaveDialogues(ctx: ShopContext, next: NextFunction): Promise<void> {
  const isCommand = ctx.message?.text?.startsWith("/") ?? false;
  const isNavigation = ctx.callbackQuery !== undefined && ctx.action?.do !== "answer";
  if (isCommand || isNavigation) await ctx.conversation.exitAll();
  await next();
}
