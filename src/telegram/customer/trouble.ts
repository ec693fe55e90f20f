import { Composer } from "grammy";
import { installByMs } from "../../domain/esim.ts";
import { remediesOfCodes } from "../../domain/trouble.ts";
import {
  showRemedy,
  showTroublePerson,
  showTroubleProblems,
  showTroubleSolved,
  showTroubleWaiting,
  showTroubleWhere,
} from "../../screens/index.ts";
import type { OwnedEsim, Trouble } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";
import type { EsimCards } from "./esim-cards.ts";
import type { EsimView } from "./esim-view.ts";

interface Deps {
  readonly trouble: Trouble;
  readonly withOwned: EsimCards["withOwned"];
  readonly supportContact: string;
  readonly view: EsimView;
}

/** "It doesn't work": where, what, one remedy after the other from this eSIM's own data, and a person at the end. */
export function createTroubleMenu({ trouble, withOwned, view, supportContact }: Deps): Composer<ShopContext> {
  const menu = new Composer<ShopContext>();
  onAction(menu, "trouble", (ctx, { esim }) =>
    withOwned(ctx, esim, (owned) => ctx.show(showTroubleWhere(owned, ctx.t))),
  );
  onAction(menu, "trouble-where", (ctx, { esim, isThere, tried }) =>
    withOwned(ctx, esim, (owned) => ctx.show(showTroubleProblems({ ...owned, isThere, tried }, ctx.t))),
  );
  onAction(menu, "trouble-fix", (ctx, { esim, isThere, problem, step, tried }) =>
    withOwned(ctx, esim, async (owned) => {
      if (!(await trouble.isKept(owned))) await ctx.show(showTroubleWaiting(ctx.t));
      const { remedies, usage } = await trouble.diagnose(owned, problem, isThere);
      // Fresh figures may shorten the list under an old button: it ends with a person then.
      const remedy = remedies[step];
      if (!remedy) return callPerson(ctx, owned, isThere, tried);
      const place = { isThere, problem, remedies, step, tried: trouble.noteTried(tried, remedy) };
      const byMs = installByMs(owned.esim.issuedAtMs, owned.order.package.installWithinDays);
      await ctx.show(showRemedy({ ...(await view(owned, usage)), ...place, installByMs: byMs }, ctx.t));
    }),
  );
  onAction(menu, "trouble-solved", (ctx, { esim }) =>
    withOwned(ctx, esim, (owned) => ctx.show(showTroubleSolved(owned, ctx.t))),
  );
  onAction(menu, "trouble-person", (ctx, { esim, isThere, tried }) =>
    withOwned(ctx, esim, (owned) => callPerson(ctx, owned, isThere, tried)),
  );

  async function callPerson(
    ctx: ShopContext,
    owned: OwnedEsim,
    isThere: boolean,
    tried: string,
  ): Promise<void> {
    const isPassedOn = await trouble.callPerson(owned, isThere, tried);
    const remedies = remediesOfCodes(tried);
    await ctx.show(showTroublePerson({ ...owned, remedies, isPassedOn, supportContact }, ctx.t));
  }
  return menu;
}
