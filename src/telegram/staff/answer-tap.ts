import type { ShopContext } from "../context.ts";
import { sendProblem } from "../pacing.ts";

/** Answers a tap in the staff's group; one that is too old to be answered stays unanswered. */
export async function answerTap(ctx: ShopContext, text = ""): Promise<void> {
  try {
    await ctx.answerCallbackQuery(text === "" ? {} : { text });
  } catch (error) {
    if (sendProblem(error).kind !== "refused") throw error;
  }
}
