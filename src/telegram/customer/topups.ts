import { Composer } from "grammy";
import {
  showBookingClosed,
  showEsims,
  showLookingForTopups,
  showNotRechargeable,
  showNotSelling,
  showTopupConfirm,
  showTopupDetailsMissing,
  showTopupGone,
  showTopupHistory,
  showTopupPackages,
  showTopupPick,
  showTopupsDown,
  showTopupWaiting,
} from "../../screens/index.ts";
import type { Checkout, Esims, OwnedEsim, TopupChosen, TopupList, Topups } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly topups: Topups;
  readonly esims: Esims;
  readonly paymentOptions: Checkout["paymentOptions"];
  readonly supportContact: string;
  readonly termsUrl: string | null;
  readonly shopTimeZone: string;
  readonly isTakingOrders: Checkout["isTakingOrders"];
}

type Obstacle = Exclude<TopupList | TopupChosen, { kind: "packages" | "ready" }>;

/** Top-ups up to the confirm card: which eSIM, which package, and the history. The confirm button is the checkout's. */
export function createTopupMenu(deps: Deps): Composer<ShopContext> {
  const { topups, esims, supportContact } = deps;

  async function pick(ctx: ShopContext, page: number): Promise<void> {
    const owned = await esims.list(ctx.customer.id);
    const [only] = owned;
    if (!only)
      return ctx.show(showEsims({ esims: [], page: 0, timeZone: deps.shopTimeZone, opens: "esim" }, ctx.t));
    if (owned.length === 1) return list(ctx, only.esim.id, 0);
    await ctx.show(showTopupPick({ esims: owned, page }, ctx.t));
  }

  /** Somebody else's eSIM and an absent one get the same answer. */
  async function owns(ctx: ShopContext, esimId: string): Promise<OwnedEsim | undefined> {
    const owned = await esims.find(ctx.customer.id, esimId);
    if (owned) return owned;
    await ctx.toast(ctx.t.text("notice.stale"));
    await pick(ctx, 0);
    return undefined;
  }

  async function list(ctx: ShopContext, esimId: string, page: number): Promise<void> {
    const owned = await owns(ctx, esimId);
    if (!owned) return;
    // Asked for before the supplier is: nobody waits on a dead button.
    await ctx.show(showLookingForTopups(owned, ctx.t));
    const found = await topups.list(ctx.customer.id, esimId);
    if (found.kind !== "packages") return showObstacle(ctx, found);
    const { packages, isExpired } = found;
    const isPaused = !(await deps.isTakingOrders());
    await ctx.show(showTopupPackages({ ...found.owned, packages, isExpired, isPaused, page }, ctx.t));
  }

  async function choose(ctx: ShopContext, esimId: string, plan: string): Promise<void> {
    const owned = await owns(ctx, esimId);
    if (!owned) return;
    if (!(await deps.isTakingOrders()))
      return ctx.show(showBookingClosed({ supportContact, reason: "booking-disabled" }, ctx.t));
    await ctx.show(showLookingForTopups(owned, ctx.t));
    const chosen = await topups.choose(ctx.customer.id, esimId, plan, ctx.t.language);
    if (chosen.kind !== "ready") return showObstacle(ctx, chosen);
    const options = await deps.paymentOptions(chosen.order);
    const model = { ...chosen.owned, topup: chosen.order, options, termsUrl: deps.termsUrl };
    await ctx.show(showTopupConfirm(model, ctx.t));
  }

  async function showObstacle(ctx: ShopContext, obstacle: Obstacle): Promise<void> {
    switch (obstacle.kind) {
      case "absent":
        return pick(ctx, 0);
      case "open":
        return ctx.show(showTopupWaiting({ order: obstacle.order, kind: "topup.open" }, ctx.t));
      case "not-rechargeable":
        return ctx.show(showNotRechargeable(obstacle.owned, ctx.t));
      case "supplier-down":
        return ctx.show(showTopupsDown(obstacle.owned, ctx.t));
      case "package-gone":
        return ctx.show(showTopupGone(obstacle.owned, ctx.t));
      case "details-missing":
        return ctx.show(showTopupDetailsMissing({ supportContact }, ctx.t));
      case "not-for-you":
        return ctx.show(showNotSelling({ supportContact }, ctx.t));
      default:
        return obstacle satisfies never;
    }
  }

  async function history(ctx: ShopContext, page: number): Promise<void> {
    const bought = await topups.history(ctx.customer.id);
    await ctx.show(showTopupHistory({ topups: bought, page, timeZone: deps.shopTimeZone }, ctx.t));
  }

  const menu = new Composer<ShopContext>();
  menu.command("topup", (ctx) => pick(ctx, 0));
  menu.command("topups", (ctx) => history(ctx, 0));
  onAction(menu, "topup-pick", (ctx, { page }) => pick(ctx, page));
  onAction(menu, "topup", (ctx, { esim, page }) => list(ctx, esim, page));
  onAction(menu, "topup-plan", (ctx, { esim, plan }) => choose(ctx, esim, plan));
  onAction(menu, "topup-history", (ctx, { page }) => history(ctx, page));
  return menu;
}
