import { Composer } from "grammy";
import { installByMs } from "../../domain/esim.ts";
import {
  showEsims,
  showInstall,
  showInstallPick,
  showInstallPlatforms,
  showInstallWaiting,
  showOfflineCard,
} from "../../screens/index.ts";
import type { Esims, Install } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";
import type { EsimCards } from "./esim-cards.ts";

interface Deps {
  readonly esims: Esims;
  readonly install: Install;
  readonly withOwned: EsimCards["withOwned"];
  readonly supportContact: string;
  readonly shopTimeZone: string;
}

/** How to install: which eSIM, which phone, then the supplier's own steps; and the picture to save for the trip. */
export function createInstallMenu(deps: Deps): Composer<ShopContext> {
  const { esims, install, withOwned } = deps;

  async function pick(ctx: ShopContext, page: number): Promise<void> {
    const owned = await esims.list(ctx.customer.id);
    const [only, ...others] = owned;
    if (!only)
      return ctx.show(showEsims({ esims: [], page: 0, timeZone: deps.shopTimeZone, opens: "esim" }, ctx.t));
    await ctx.show(
      others.length === 0
        ? showInstallPlatforms(only, ctx.t)
        : showInstallPick({ esims: owned, page }, ctx.t),
    );
  }

  const menu = new Composer<ShopContext>();
  menu.command("install", (ctx) => pick(ctx, 0));
  onAction(menu, "install-pick", (ctx, { page }) => pick(ctx, page));
  onAction(menu, "steps", (ctx, { esim }) =>
    withOwned(ctx, esim, (owned) => ctx.show(showInstallPlatforms(owned, ctx.t))),
  );
  onAction(menu, "install", (ctx, { esim, platform, variant }) =>
    withOwned(ctx, esim, async (owned) => {
      // Asked for before the supplier is: nobody waits on a dead button.
      if (!install.isKept(owned, ctx.t.language)) await ctx.show(showInstallWaiting(ctx.t));
      const guide = await install.guide(owned, platform, ctx.t.language);
      await ctx.show(showInstall({ ...owned, ...guide, platform, variant }, ctx.t));
    }),
  );
  onAction(menu, "offline-card", (ctx, { esim }) =>
    withOwned(ctx, esim, async (owned) => {
      const byMs = installByMs(owned.esim.issuedAtMs, owned.order.package.installWithinDays);
      const { supportContact, shopTimeZone: timeZone } = deps;
      await ctx.send(
        showOfflineCard({ ...owned, travelsOn: null, installByMs: byMs, supportContact, timeZone }, ctx.t),
      );
    }),
  );
  return menu;
}
