import { showEsims } from "../../screens/index.ts";
import type { Esims, OwnedEsim } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";

/** Runs `go` with the customer's own eSIM of that key; somebody else's and an absent one get the same answer. */
export type WithOwnedEsim = (
  ctx: ShopContext,
  id: string,
  go: (owned: OwnedEsim) => Promise<void>,
) => Promise<void>;

/** Builds the gate that every button with an eSIM's key goes through. */
export function createOwnedEsimGate(deps: {
  readonly esims: Esims;
  readonly shopTimeZone: string;
}): WithOwnedEsim {
  return async (ctx, id, go) => {
    const owned = await deps.esims.find(ctx.customer.id, id);
    if (owned) return go(owned);
    await ctx.toast(ctx.t.text("notice.stale"));
    const all = await deps.esims.list(ctx.customer.id);
    await ctx.show(showEsims({ esims: all, page: 0, timeZone: deps.shopTimeZone }, ctx.t));
  };
}
