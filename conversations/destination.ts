import { Composer } from "grammy";
import {
  showChoices,
  showDestination,
  showDidYouMean,
  showLetters,
  showNothingFound,
  showRegion,
  showRegions,
  showTripLength,
} from "../src/screens/index.ts";
import type { Catalogue, Destinations } from "../src/services/index.ts";
import { onAction, type ShopContext } from "../src/telegram/index.ts";

interface Deps {
  readonly destinations: Destinations;
  readonly catalogue: Catalogue;
  /** ISO code of the shop's country: its neighbours' favourites come first. */
  readonly shopCountry: string;
  /** Whether orders are taken at this moment: where they are not, it is said from the start. */
  readonly isTakingOrders: () => Promise<boolean>;
  /** A new purchase begins: the one that was being filled in ends, its traveller is kept for the new one. */
  readonly leaveOpenOrder: (ctx: ShopContext) => Promise<void>;
}

/** Where are you going? Nothing waits here: every button carries the whole question, and typed text is a search. */
export interface DestinationMenu {
  readonly menu: Composer<ShopContext>;
  /** Asks where the customer is going. */
  ask(ctx: ShopContext): Promise<void>;
  /** Answers a country that was typed. */
  search(ctx: ShopContext, typed: string): Promise<void>;
  /** Whether a text is a country's name in full, rather than a word or a code that means something else too. */
  isName(typed: string): boolean;
  /** Goes on with a country (ISO code): for how long? Gives false for a code the shop does not know. */
  choose(ctx: ShopContext, code: string): Promise<boolean>;
}

/** Builds the first question of a purchase. */
export function createDestinationMenu({
  destinations,
  catalogue,
  shopCountry,
  isTakingOrders,
  leaveOpenOrder,
}: Deps): DestinationMenu {
  async function ask(ctx: ShopContext): Promise<void> {
    const isPaused = !(await isTakingOrders());
    const isUnreadable = ctx.message !== undefined && ctx.message.text === undefined;
    const popular = destinations.popular(shopCountry);
    await ctx.show(showDestination({ popular, isPaused, isUnreadable }, ctx.t));
  }

  async function choose(ctx: ShopContext, code: string): Promise<boolean> {
    if (!destinations.has(code)) return false;
    await ctx.show(showTripLength({ code }, ctx.t));
    // By the time the customer has said how long, the plans are there. A failure here is asked again then.
    void catalogue.packages(code, ctx.t.language);
    return true;
  }

  async function search(ctx: ShopContext, typed: string): Promise<void> {
    const found = destinations.search(typed);
    switch (found.kind) {
      case "exact":
        await choose(ctx, found.code);
        return;
      case "choices":
        return ctx.show(showChoices({ codes: found.codes, reason: found.reason, typed }, ctx.t));
      case "did-you-mean":
        return ctx.show(showDidYouMean({ code: found.code, others: found.others }, ctx.t));
      case "nothing":
        return ctx.show(showNothingFound({ typed, nearest: found.nearest }, ctx.t));
      default:
        return found satisfies never;
    }
  }

  const menu = new Composer<ShopContext>();
  const startOver = async (ctx: ShopContext) => {
    await leaveOpenOrder(ctx);
    await ask(ctx);
  };
  menu.command("buy", startOver);
  onAction(menu, "buy", startOver);
  onAction(menu, "regions", (ctx) => ctx.show(showRegions({ regions: destinations.regions() }, ctx.t)));
  onAction(menu, "region", (ctx, { region, page }) =>
    ctx.show(showRegion({ region, codes: destinations.ofRegion(region), page }, ctx.t)),
  );
  onAction(menu, "letters", (ctx, { page }) =>
    ctx.show(showLetters({ pages: destinations.letters(ctx.t.language), page }, ctx.t)),
  );
  onAction(menu, "country", async (ctx, { code }) => {
    if (!(await choose(ctx, code))) await ask(ctx);
  });
  const isName = (typed: string) => typed.trim().length > 3 && destinations.search(typed).kind === "exact";
  return { menu, ask, search, isName, choose };
}
