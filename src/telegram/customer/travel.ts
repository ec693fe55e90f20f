import { Composer } from "grammy";
import type { Order } from "../../domain/order.ts";
import {
  showTravelDays,
  showTravelMonths,
  showTravelPlan,
  showWhenTravel,
  showWhichTrip,
} from "../../screens/index.ts";
import type { TravelAnswer, Trips, TypedDate } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly trips: Trips;
  readonly shopTimeZone: string;
  /** What a button shows that belongs to no order of this customer. */
  readonly showNothing: (ctx: ShopContext) => Promise<void>;
}

/** No date is longer; what is longer is a message to somebody else. */
const MAX_TYPED = 60;

/** When do you travel? The question stands in a message of its own, and so does its answer. */
export function createTravelMenu({ trips, shopTimeZone, showNothing }: Deps): Composer<ShopContext> {
  async function withOrder(ctx: ShopContext, id: string, go: (order: Order) => Promise<void>): Promise<void> {
    const order = await trips.find(ctx.customer.id, id);
    if (order) return go(order);
    await ctx.toast(ctx.t.text("notice.stale"));
    await showNothing(ctx);
  }

  async function answer(ctx: ShopContext, orderId: string, given: TravelAnswer): Promise<void> {
    const plan = await trips.answer(ctx.customer.id, orderId, given);
    switch (plan.kind) {
      case "no-order":
        await ctx.toast(ctx.t.text("notice.stale"));
        return showNothing(ctx);
      case "not-a-day":
        return ctx.show(showTravelMonths({ orderId, today: trips.today(), isPast: true }, ctx.t));
      case "now":
      case "skipped":
      case "later":
        return ctx.show(showTravelPlan({ orderId, plan, timeZone: shopTimeZone }, ctx.t));
      default:
        return plan satisfies never;
    }
  }

  /** The day is noted; a month goes on with its days. */
  async function take(ctx: ShopContext, order: Order, date: TypedDate): Promise<void> {
    if (date.kind === "day") return answer(ctx, order.id, { kind: "date", date: date.day });
    const { month } = date;
    await ctx.show(showTravelDays({ orderId: order.id, month, page: 0, today: trips.today() }, ctx.t));
  }

  const menu = new Composer<ShopContext>();
  // A typed date answers the question wherever its message is by now: Telegram's buttons scroll away.
  menu.on("message:text", async (ctx, next) => {
    const { text } = ctx.message;
    const typed = text.length > MAX_TYPED ? undefined : await trips.readTyped(ctx.customer.id, text);
    const [order, ...others] = typed?.orders ?? [];
    if (!typed || !order) return next();
    if (others.length === 0) return take(ctx, order, typed.date);
    await ctx.show(showWhichTrip({ ...typed, timeZone: shopTimeZone }, ctx.t));
  });
  onAction(menu, "travel", (ctx, { order: id, when }) => {
    if (when !== "ask") return answer(ctx, id, { kind: when });
    return withOrder(ctx, id, (order) =>
      ctx.show(showWhenTravel({ orderId: id, countryCode: order.countryCode }, ctx.t)),
    );
  });
  onAction(menu, "travel-months", (ctx, { order: id }) =>
    withOrder(ctx, id, () => ctx.show(showTravelMonths({ orderId: id, today: trips.today() }, ctx.t))),
  );
  onAction(menu, "travel-days", (ctx, { order: id, month, page }) =>
    withOrder(ctx, id, () =>
      ctx.show(showTravelDays({ orderId: id, month, page, today: trips.today() }, ctx.t)),
    ),
  );
  onAction(menu, "travel-date", (ctx, { order: id, date }) => answer(ctx, id, { kind: "date", date }));
  return menu;
}
