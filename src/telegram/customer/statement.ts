import { Composer } from "grammy";
import { showStatement } from "../../screens/index.ts";
import type { Accounts } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";

interface Deps {
  readonly accounts: Pick<Accounts, "statement">;
  readonly shopTimeZone: string;
}

/** /statement: the customer's own account with the shop, and what moved it. */
export function createStatementMenu({ accounts, shopTimeZone }: Deps): Composer<ShopContext> {
  const menu = new Composer<ShopContext>();
  menu.command("statement", async (ctx) => {
    const statement = await accounts.statement(ctx.customer.id);
    await ctx.show(showStatement({ ...statement, customerId: null, timeZone: shopTimeZone }, ctx.t));
  });
  return menu;
}
