import { Composer } from "grammy";
import {
  showDelete,
  showDeleteAccountOpen,
  showDeleted,
  showDeleteRefused,
  showDeleteSure,
  showExport,
} from "../../screens/index.ts";
import type { Privacy } from "../../services/index.ts";
import type { AccountBalance } from "../../services/ports/index.ts";
import type { ShopContext } from "../context.ts";
import { dropButtons, sendScreen } from "../messages.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly privacy: Privacy;
  /** What the customer's account with the shop holds, or (below zero) what they owe; empty when it is even. */
  readonly openAccount: (customerId: number) => Promise<readonly AccountBalance[]>;
}

/** What a customer may ask about their own data: all of it in a file, or to be forgotten, in two taps. */
export function createOwnDataMenu({ privacy, openAccount }: Deps): Composer<ShopContext> {
  /** Asks only where it could be done: a refusal comes before the two taps, not after them. */
  async function ask(ctx: ShopContext, isSecond: boolean): Promise<void> {
    const reference = await privacy.openReference(ctx.customer.id);
    if (reference !== undefined) return ctx.show(showDeleteRefused({ reference }, ctx.t));
    const account = await openAccount(ctx.customer.id);
    if (account.length > 0) return ctx.show(showDeleteAccountOpen({ account }, ctx.t));
    await ctx.show(isSecond ? showDeleteSure(ctx.t) : showDelete(ctx.t));
  }

  const sendFile = async (ctx: ShopContext): Promise<void> => {
    await Promise.all([ctx.toast(""), ctx.replyWithChatAction("upload_document")]);
    await ctx.send(showExport(await privacy.export(ctx.customer.id), ctx.t));
  };

  const menu = new Composer<ShopContext>();
  menu.command("export", sendFile);
  menu.command("delete", (ctx) => ask(ctx, false));
  onAction(menu, "export", sendFile);
  onAction(menu, "delete-ask", (ctx) => ask(ctx, false));
  onAction(menu, "delete", (ctx) => ask(ctx, true));
  onAction(menu, "delete-sure", async (ctx) => {
    if ((await privacy.forget(ctx.customer.id)) !== "forgotten") return ask(ctx, true);
    // Sent past the cards, which would write down at once who was just forgotten.
    await Promise.all([ctx.toast(""), sendScreen(ctx.api, ctx.customer.id, showDeleted(ctx.t))]);
    const asked = ctx.callbackQuery?.message?.message_id;
    if (asked !== undefined) await dropButtons(ctx.api, ctx.customer.id, asked);
  });
  return menu;
}
