import { Composer } from "grammy";
import type { EsimPackage } from "../src/domain/package.ts";
import {
  backFrom,
  showDataFilter,
  showLookingForPlans,
  showNotSelling,
  showPackageGone,
  showPlan,
  showPlans,
  showSupplierDown,
  type Action,
} from "../src/screens/index.ts";
import {
  arrangePlans,
  dataSizes,
  packageKey,
  type Catalogue,
  type Checkout,
  type Customers,
} from "../src/services/index.ts";
import { onAction, type ShopContext } from "../src/telegram/index.ts";

interface Deps {
  readonly catalogue: Catalogue;
  readonly checkout: Checkout;
  readonly customers: Pick<Customers, "takeNextTraveller">;
  readonly supportContact: string;
  /** Goes on with the traveller once a plan was chosen. */
  readonly askTraveller: (ctx: ShopContext) => Promise<void>;
  /** Where the purchase stands, when the order that a button speaks of is no longer open. */
  readonly showCurrent: (ctx: ShopContext) => Promise<void>;
}

/** Which plan? The filters live in the buttons, the plans in a cache: nothing is stored while the customer looks around. */
export interface PackageMenu {
  readonly menu: Composer<ShopContext>;
  /** The card of the plan that the open order is for. */
  backToPlan(ctx: ShopContext): Promise<void>;
}

/** Builds the second question of a purchase. */
export function createPackageMenu(deps: Deps): PackageMenu {
  const { catalogue, checkout, customers, supportContact, askTraveller } = deps;
  const menu = new Composer<ShopContext>();

  /** The country's plans; says so first when they have to be asked for, and says when the supplier does not answer. */
  async function plansOf(
    ctx: ShopContext,
    code: string,
    retry: Action,
  ): Promise<readonly EsimPackage[] | undefined> {
    if (!catalogue.isKept(code, ctx.t.language)) await ctx.show(showLookingForPlans({ code }, ctx.t));
    const listed = await catalogue.packages(code, ctx.t.language);
    if (listed.ok) return listed.value;
    await ctx.show(showSupplierDown({ retry }, ctx.t));
    return undefined;
  }

  async function list(ctx: ShopContext, action: Extract<Action, { do: "plans" }>): Promise<void> {
    const found = await plansOf(ctx, action.code, action);
    if (!found) return;
    const { plans, covering } = arrangePlans(found, action);
    const keyed = plans.map((plan) => ({ plan, key: packageKey(plan.packageId) }));
    const quantity = (await checkout.openOrder(ctx.customer.id))?.quantity;
    await ctx.show(
      showPlans({ filter: action, plans: keyed, covering, total: found.length, quantity }, ctx.t),
    );
  }

  onAction(menu, "plans", list);
  onAction(menu, "data-filter", async (ctx, action) => {
    const found = await plansOf(ctx, action.code, action);
    if (found) await ctx.show(showDataFilter({ filter: action, sizes: dataSizes(found) }, ctx.t));
  });
  async function showPlanCard(ctx: ShopContext, action: Extract<Action, { do: "plan" }>): Promise<void> {
    const found = await plansOf(ctx, action.code, action);
    if (!found) return;
    const plan = found.find((each) => packageKey(each.packageId) === action.plan);
    if (plan) {
      const isPaused = !(await checkout.isTakingOrders());
      await ctx.show(showPlan({ ...action, key: action.plan, plan, isPaused }, ctx.t));
    } else await ctx.show(showPackageGone({ code: action.code }, ctx.t));
  }

  async function backToPlan(ctx: ShopContext): Promise<void> {
    const order = await checkout.openOrder(ctx.customer.id);
    if (!order) return deps.showCurrent(ctx);
    const { countryCode: code, quantity } = order;
    const plan = packageKey(order.package.packageId);
    await showPlanCard(ctx, { do: "plan", code, plan, quantity, days: 0, dataMb: 0, sort: "price", page: 0 });
  }

  onAction(menu, "plan", showPlanCard);
  onAction(menu, "begin-order", async (ctx, action) => {
    if (!catalogue.isKept(action.code, ctx.t.language))
      await ctx.show(showLookingForPlans({ code: action.code }, ctx.t));
    const begun = await checkout.begin({
      customerId: ctx.customer.id,
      chatId: ctx.customer.id,
      language: ctx.t.language,
      countryCode: action.code,
      planKey: action.plan,
      quantity: action.quantity,
      source: ctx.customer.source,
      traveller: await customers.takeNextTraveller(ctx.customer.id, action.code),
    });
    switch (begun.kind) {
      case "begun":
        return askTraveller(ctx);
      case "package-gone":
        return ctx.show(showPackageGone({ code: action.code }, ctx.t));
      case "supplier-down":
        return ctx.show(showSupplierDown({ retry: action }, ctx.t));
      case "not-for-you":
        return ctx.show(showNotSelling({ supportContact }, ctx.t));
      default:
        return begun satisfies never;
    }
  });
  // Tapped twice under the first question, Back has left the form already: it leads where it led the first time.
  onAction(menu, "answer", (ctx, { value }, next) => {
    const isOnCard = ctx.callbackQuery?.message?.message_id === ctx.customer.cardMessageId;
    return value === backFrom("firstName") && isOnCard ? backToPlan(ctx) : next();
  });
  // The card of the present plan: Continue goes back to the check, Back to the other plans.
  onAction(menu, "change-plan", backToPlan);
  return { menu, backToPlan };
}
