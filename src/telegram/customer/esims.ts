import { Composer } from "grammy";
import type { Translator } from "../../i18n/index.ts";
import type { Screen } from "../../screens/index.ts";
import type { Customers, OwnedEsim } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { dropButtons } from "../messages.ts";
import { onAction } from "../on-action.ts";
import type { EsimCards } from "./esim-cards.ts";

/** The dialogue that asks for an eSIM's name, and what it is entered with. */
export const LABEL_DIALOGUE = "label";
export interface LabelArgs {
  readonly esimId: string;
}

interface Deps {
  readonly customers: Customers;
  readonly cards: EsimCards;
  /** Goes straight to a country's plans; false for a code the shop does not know. */
  readonly openCountry: (ctx: ShopContext, code: string) => Promise<boolean>;
  /** The delivery card as it was sent the first time. */
  readonly delivered: (owned: OwnedEsim, t: Translator) => Screen;
}

/** The customer's eSIMs: the list, a card for each, and the QR image again. */
export function createEsimMenu(deps: Deps): Composer<ShopContext> {
  const { customers, cards } = deps;
  const { withOwned } = cards;

  const menu = new Composer<ShopContext>();
  menu.command("esims", (ctx) => cards.list(ctx, 0, "esim"));
  onAction(menu, "esims", (ctx, { page }) => cards.list(ctx, page, "esim"));
  onAction(menu, "esim", (ctx, { esim }) => cards.card(ctx, esim));
  onAction(menu, "name-esim", (ctx, { esim }) =>
    withOwned(ctx, esim, (owned) => {
      const args: LabelArgs = { esimId: owned.esim.id };
      return ctx.conversation.enter(LABEL_DIALOGUE, args);
    }),
  );
  onAction(menu, "next-trip", (ctx, { esim }) =>
    withOwned(ctx, esim, async ({ order }) => {
      await customers.planNextTrip(ctx.customer.id, order.id);
      await ctx.toast(ctx.t.text("usage.next-trip-told"));
      await deps.openCountry(ctx, order.countryCode);
    }),
  );
  onAction(menu, "send-again", (ctx, { esim }) =>
    withOwned(ctx, esim, async (owned) => {
      await ctx.send(deps.delivered(owned, ctx.t));
    }),
  );
  onAction(menu, "keep-traveller", async (ctx, { order, keep }, next) => {
    // A button that belongs to no order of this customer is answered as every old one.
    if (keep && !(await customers.saveTraveller(ctx.customer.id, order))) return next();
    await ctx.toast(ctx.t.text(keep ? "notice.kept" : "notice.not-kept"));
    const asked = ctx.callbackQuery?.message?.message_id;
    if (asked !== undefined) await dropButtons(ctx.api, ctx.customer.id, asked);
  });
  return menu;
}
