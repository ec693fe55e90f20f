import { Composer } from "grammy";
import {
  showAskingBooking,
  showBookingState,
  showEsimOrders,
  showOrder,
  showOrders,
  showReceipt,
} from "../../screens/index.ts";
import type { BookedOrder, OrderBook } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly orderBook: OrderBook;
  readonly shopName: string;
  readonly termsUrl: string | null;
  readonly shopTimeZone: string;
}

/** The customer's orders: the list, a card for each, its receipt, and the booking as the supplier has it now. */
export function createOrderMenu({
  orderBook,
  shopName,
  termsUrl,
  shopTimeZone,
}: Deps): Composer<ShopContext> {
  async function list(ctx: ShopContext, page: number): Promise<void> {
    const orders = await orderBook.list(ctx.customer.id);
    const paid = await orderBook.paidWith(orders);
    await ctx.show(showOrders({ orders, paid, page, timeZone: shopTimeZone }, ctx.t));
  }

  /** Those of one eSIM; somebody else's eSIM and an absent one get the same answer. */
  async function listOfEsim(ctx: ShopContext, esimId: string, page: number): Promise<void> {
    const found = await orderBook.listOfEsim(ctx.customer.id, esimId);
    if (found) {
      const paid = await orderBook.paidWith(found.orders);
      return ctx.show(showEsimOrders({ ...found, paid, page, timeZone: shopTimeZone }, ctx.t));
    }
    await ctx.toast(ctx.t.text("notice.stale"));
    await list(ctx, 0);
  }

  /** Somebody else's order and an absent one get the same answer. */
  async function withOwned(
    ctx: ShopContext,
    id: string,
    go: (booked: BookedOrder) => Promise<void>,
  ): Promise<void> {
    const booked = await orderBook.find(ctx.customer.id, id);
    if (booked) return go(booked);
    await ctx.toast(ctx.t.text("notice.stale"));
    await list(ctx, 0);
  }

  const showCard = (ctx: ShopContext, booked: BookedOrder) =>
    ctx.show(showOrder({ ...booked, timeZone: shopTimeZone }, ctx.t));

  async function ask(ctx: ShopContext, booked: BookedOrder): Promise<void> {
    const { order } = booked;
    await ctx.show(showAskingBooking({ order }, ctx.t));
    const state = await orderBook.readState(booked);
    if (!state) return showCard(ctx, booked);
    const { reading, isPaid } = state;
    const booking = reading.found === "booking" ? reading.booking : reading.found === "none" ? "none" : null;
    await ctx.show(showBookingState({ ...booked, booking, isPaid, timeZone: shopTimeZone }, ctx.t));
  }

  const menu = new Composer<ShopContext>();
  menu.command("orders", (ctx) => list(ctx, 0));
  onAction(menu, "orders", (ctx, { page }) => list(ctx, page));
  onAction(menu, "esim-orders", (ctx, { esim, page }) => listOfEsim(ctx, esim, page));
  onAction(menu, "order", (ctx, { order }) => withOwned(ctx, order, (booked) => showCard(ctx, booked)));
  onAction(menu, "order-state", (ctx, { order }) => withOwned(ctx, order, (booked) => ask(ctx, booked)));
  onAction(menu, "receipt", (ctx, { order: id }) =>
    withOwned(ctx, id, async (booked) => {
      const { order, stars } = booked;
      if (order.receiptNumber === null) return showCard(ctx, booked);
      await ctx.show(showReceipt({ order, stars, shopName, termsUrl, timeZone: shopTimeZone }, ctx.t));
    }),
  );
  return menu;
}
