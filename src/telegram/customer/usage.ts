import { Composer } from "grammy";
import { installByMs } from "../../domain/esim.ts";
import { showUsage } from "../../screens/index.ts";
import type { Esims, KnownUsage, OwnedEsim, Usage } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";
import type { EsimCards } from "./esim-cards.ts";
import type { EsimView } from "./esim-view.ts";

interface Deps {
  readonly esims: Pick<Esims, "list">;
  readonly usage: Usage;
  readonly view: EsimView;
  readonly cards: EsimCards;
}

/** How much is left: picked from the list, or straight away with one eSIM. */
export function createUsageMenu({ esims, usage, view, cards }: Deps): Composer<ShopContext> {
  async function show(
    ctx: ShopContext,
    owned: OwnedEsim,
    known: KnownUsage,
    isAsking: boolean,
  ): Promise<void> {
    const byMs = installByMs(owned.esim.issuedAtMs, owned.order.package.installWithinDays);
    const viewed = await view(owned, known);
    await ctx.show(showUsage({ ...viewed, installByMs: byMs, isAsking }, ctx.t));
  }

  /** The last known figures at once, and the supplier's when it has answered. */
  async function ask(ctx: ShopContext, owned: OwnedEsim, known: KnownUsage): Promise<void> {
    await show(ctx, owned, known, true);
    await show(ctx, owned, await usage.look(owned), false);
  }

  async function open(ctx: ShopContext, owned: OwnedEsim): Promise<void> {
    const known = await usage.known(owned);
    if (usage.isStale(known)) await ask(ctx, owned, known);
    else await show(ctx, owned, known, false);
  }

  const menu = new Composer<ShopContext>();
  menu.command("usage", async (ctx) => {
    const [first, ...others] = await esims.list(ctx.customer.id);
    if (first && others.length === 0) await open(ctx, first);
    else await cards.list(ctx, 0, "usage");
  });
  onAction(menu, "usage-list", (ctx, { page }) => cards.list(ctx, page, "usage"));
  onAction(menu, "usage", (ctx, { esim }) => cards.withOwned(ctx, esim, (owned) => open(ctx, owned)));
  onAction(menu, "usage-refresh", (ctx, { esim }) =>
    cards.withOwned(ctx, esim, async (owned) => {
      const waitMs = await usage.refreshWaitMs(owned);
      if (waitMs > 0) return ctx.toast(ctx.t.text("usage.wait", { count: Math.ceil(waitMs / 1_000) }));
      await ask(ctx, owned, await usage.known(owned));
    }),
  );
  return menu;
}
