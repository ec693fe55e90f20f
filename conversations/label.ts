import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import { labelLength, showLabelQuestion } from "../src/screens/index.ts";
import type { Esims } from "../src/services/index.ts";
import { LABEL_DIALOGUE, type Dialogue, type LabelArgs, type ShopContext } from "../src/telegram/index.ts";
import { createOutside } from "./steps/outside.ts";

interface Deps {
  readonly esims: Pick<Esims, "find" | "rename">;
  /** Goes back to the eSIM's card. */
  readonly backToEsim: (ctx: ShopContext, esimId: string) => Promise<void>;
}

/** The longest name, in characters as people count them: it stands on a button. */
const MAX_LABEL_LENGTH = 30;

type Problem = "too-long" | "not-text" | null;

/** Whose eSIM is it? The customer types a name for it, or taps the old one away. */
export function createLabelDialogue({ esims, backToEsim }: Deps): Dialogue {
  async function show(ctx: ShopContext, esimId: string, problem: Problem): Promise<boolean> {
    const owned = await esims.find(ctx.customer.id, esimId);
    if (!owned) return false;
    await ctx.show(showLabelQuestion({ ...owned, problem }, ctx.t));
    return true;
  }

  async function save(ctx: ShopContext, esimId: string, label: string | null): Promise<void> {
    await esims.rename(ctx.customer.id, esimId, label);
    await ctx.toast(label === null ? ctx.t.text("label.removed") : ctx.t.text("label.saved", { label }));
    await backToEsim(ctx, esimId);
  }

  /** True when the question is settled. */
  async function take(ctx: ShopContext, esimId: string): Promise<boolean> {
    if (ctx.action?.do === "answer") {
      if (ctx.action.value === "none") await save(ctx, esimId, null);
      else await backToEsim(ctx, esimId);
      return true;
    }
    const typed = ctx.message?.text;
    const label = typed === undefined ? "" : readLabel(typed);
    if (label !== "" && labelLength(label) <= MAX_LABEL_LENGTH) {
      await save(ctx, esimId, label);
      return true;
    }
    return !(await show(ctx, esimId, label === "" ? "not-text" : "too-long"));
  }

  return {
    name: LABEL_DIALOGUE,
    version: 1,
    async build(conversation: Conversation<ShopContext, Context>, _ctx: Context, { esimId }: LabelArgs) {
      const outside = createOutside(conversation);
      const isAsked = await outside((ctx) => show(ctx, esimId, null));
      if (!isAsked) return;
      const waiting = conversation.checkpoint();
      await conversation.wait();
      const isSettled = await outside((ctx) => take(ctx, esimId));
      if (!isSettled) await conversation.rewind(waiting);
    },
  };
}

/** One line of what was typed, without characters that nobody sees. */
function readLabel(typed: string): string {
  return typed
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .trim();
}
