import { ESIMS_PER_PAGE, showEsim, showEsims, type EsimsModel } from "../../screens/index.ts";
import type { Esims, OwnedEsim, Usage } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import type { EsimView } from "./esim-view.ts";

interface Deps {
  readonly esims: Pick<Esims, "list" | "find">;
  readonly usage: Pick<Usage, "allKnown" | "isStale" | "freshen">;
  readonly view: EsimView;
  readonly shopTimeZone: string;
}

/** The list of a customer's eSIMs and the card of each: what other menus come back to. */
export interface EsimCards {
  /** A page (0-based) of the list, of which each entry opens its card or its usage. */
  list(ctx: ShopContext, page: number, opens: EsimsModel["opens"]): Promise<void>;
  /** The card of an eSIM of theirs. */
  card(ctx: ShopContext, id: string): Promise<void>;
  /** Runs `go` with an eSIM of theirs; somebody else's and an absent one get the same answer. */
  withOwned(ctx: ShopContext, id: string, go: (owned: OwnedEsim) => Promise<void>): Promise<void>;
}

/** How long a list waits for newer figures; they are stored whenever they come. */
const FRESHEN_MS = 2_500;

/** Builds the list and the cards. */
export function createEsimCards({ esims, usage, view, shopTimeZone }: Deps): EsimCards {
  async function showList(
    ctx: ShopContext,
    owned: readonly OwnedEsim[],
    page: number,
    opens: EsimsModel["opens"],
  ): Promise<void> {
    const known = await usage.allKnown(ctx.customer.id);
    const viewed = await Promise.all(owned.map((each) => view(each, known.get(each.esim.id))));
    await ctx.show(showEsims({ esims: viewed, page, timeZone: shopTimeZone, opens }, ctx.t));
  }

  /** Those of the page whose figures may be newer at the supplier. */
  async function staleOnes(
    ctx: ShopContext,
    owned: readonly OwnedEsim[],
    page: number,
  ): Promise<readonly OwnedEsim[]> {
    const known = await usage.allKnown(ctx.customer.id);
    const lastPage = Math.max(0, Math.ceil(owned.length / ESIMS_PER_PAGE) - 1);
    const from = Math.min(Math.max(0, page), lastPage) * ESIMS_PER_PAGE;
    return owned.slice(from, from + ESIMS_PER_PAGE).filter(({ esim }) => {
      const each = known.get(esim.id);
      return !each || usage.isStale(each);
    });
  }

  async function list(ctx: ShopContext, page: number, opens: EsimsModel["opens"]): Promise<void> {
    const owned = await esims.list(ctx.customer.id);
    await showList(ctx, owned, page, opens);
    const stale = await staleOnes(ctx, owned, page);
    if (stale.length === 0) return;
    await usage.freshen(stale, FRESHEN_MS);
    await showList(ctx, owned, page, opens);
  }

  async function withOwned(
    ctx: ShopContext,
    id: string,
    go: (owned: OwnedEsim) => Promise<void>,
  ): Promise<void> {
    const owned = await esims.find(ctx.customer.id, id);
    if (owned) return go(owned);
    await ctx.toast(ctx.t.text("notice.stale"));
    await list(ctx, 0, "esim");
  }

  return {
    list,
    withOwned,
    card: (ctx, id) =>
      withOwned(ctx, id, async (owned) => {
        const viewed = await view(owned);
        await ctx.show(showEsim({ ...viewed, timeZone: shopTimeZone }, ctx.t));
      }),
  };
}
