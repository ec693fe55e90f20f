import { Composer } from "grammy";
import type { Translator } from "../../i18n/index.ts";
import { showEsim, showEsims, type Screen } from "../../screens/index.ts";
import type { Customers, Esims, OwnedEsim } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { dropButtons } from "../messages.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly esims: Esims;
  readonly customers: Customers;
  readonly shopTimeZone: string;
  /** The delivery card as it was sent the first time. */
  readonly delivered: (owned: OwnedEsim, t: Translator) => Screen;
}

/** The customer's eSIMs: the list, a card for each, and the QR image again. */
export function createEsimMenu(deps: Deps): Composer<ShopContext> {
  const { esims, shopTimeZone } = deps;

  async function list(ctx: ShopContext, page: number): Promise<void> {
    const owned = await esims.list(ctx.customer.id);
    await ctx.show(showEsims({ esims: owned, page, timeZone: shopTimeZone }, ctx.t));
  }

  /** Somebody else's eSIM and an absent one get the same answer. */
  async function withOwned(
    ctx: ShopContext,
    id: string,
    go: (owned: OwnedEsim) => Promise<void>,
  ): Promise<void> {
    const owned = await esims.find(ctx.customer.id, id);
    if (owned) return go(owned);
    await ctx.toast(ctx.t.text("notice.stale"));
    await list(ctx, 0);
  }

  const menu = new Composer<ShopContext>();
  menu.command("esims", (ctx) => list(ctx, 0));
  onAction(menu, "esims", (ctx, { page }) => list(ctx, page));
  onAction(menu, "esim", (ctx, { esim }) =>
    withOwned(ctx, esim, (owned) => ctx.show(showEsim({ ...owned, timeZone: shopTimeZone }, ctx.t))),
  );
  onAction(menu, "send-again", (ctx, { esim }) =>
    withOwned(ctx, esim, async (owned) => {
      await ctx.send(deps.delivered(owned, ctx.t));
    }),
  );
  onAction(menu, "keep-traveller", async (ctx, { order, keep }) => {
    if (keep) await deps.customers.saveTraveller(ctx.customer.id, order);
    await ctx.toast(ctx.t.text(keep ? "notice.kept" : "notice.not-kept"));
    const asked = ctx.callbackQuery?.message?.message_id;
    if (asked !== undefined) await dropButtons(ctx.api, ctx.customer.id, asked);
  });
  return menu;
}
