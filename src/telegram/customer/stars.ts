import { Composer } from "grammy";
import { ORDER_STATES, type Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/index.ts";
import { showPaymentNews, showPaySupport, showUnknownPayment, type Screen } from "../../screens/index.ts";
import { returnedStars, type Collection } from "../../services/index.ts";
import type { Logger, OrderStore, PaymentStore } from "../../services/ports/index.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";
import { isDeleted } from "../outbox.ts";

interface Deps {
  readonly collection: Pick<Collection, "receive">;
  readonly orders: Pick<OrderStore, "getOwned" | "list" | "annotate">;
  readonly payments: Pick<PaymentStore, "listOfOrder">;
  /** How to pay now: for Stars an invoice. */
  readonly ask: (order: Order, t: Translator) => Promise<Screen>;
  /** Has a charge returned that belongs to no order. */
  readonly returnCharge: (customerId: number, chargeId: string) => Promise<void>;
  readonly supportContact: string;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Orders that /paysupport lists. */
const MOST_LISTED = 5;

/** Paying in Stars. */
export interface StarPayments {
  /** What Telegram says of a payment: before every dialogue, so that none takes it for an answer. */
  readonly news: Composer<ShopContext>;
  /** The invoice once more, and /paysupport. */
  readonly menu: Composer<ShopContext>;
}

/** Builds it. */
export function createStarPayments(deps: Deps): StarPayments {
  const { collection, orders, logger } = deps;
  const news = new Composer<ShopContext>();
  const menu = new Composer<ShopContext>();

  news.on("message:successful_payment", async (ctx) => {
    const { currency, total_amount, invoice_payload, telegram_payment_charge_id } =
      ctx.message.successful_payment;
    if (currency !== "XTR") {
      logger.error("payment.foreign-currency");
      return;
    }
    const amount = { minor: total_amount, currency };
    const customerId = ctx.customer.id;
    const received = await collection.receive(
      customerId,
      invoice_payload,
      amount,
      telegram_payment_charge_id,
    );
    if (received !== "absent") return;
    logger.error("payment.without-order");
    await deps.returnCharge(customerId, telegram_payment_charge_id);
    await ctx.send(showUnknownPayment({ supportContact: deps.supportContact }, ctx.t));
  });
  // Telegram itself tells the customer that Stars came back.
  news.on("message:refunded_payment", () => undefined);

  menu.command("paysupport", async (ctx) => {
    const paid = (await orders.list(ctx.customer.id, ORDER_STATES, 50)).filter(
      ({ paymentMethod, acceptedAtMs }) => paymentMethod === "telegram" && acceptedAtMs !== null,
    );
    const listed = await Promise.all(
      paid.slice(0, MOST_LISTED).map(async (order) => {
        const returned = returnedStars(await deps.payments.listOfOrder(order.id));
        return { ...order, returned };
      }),
    );
    const model = { orders: listed, supportContact: deps.supportContact };
    await ctx.show(showPaySupport(model, ctx.t));
  });

  onAction(menu, "pay", async (ctx, action, next) => {
    const order = await orders.getOwned(ctx.customer.id, action.order);
    if (order?.paymentMethod !== "telegram") return next();
    const screen =
      order.state === "expired"
        ? showPaymentNews({ order, news: "expired" }, ctx.t)
        : await deps.ask(order, ctx.t);
    const messageId = await ctx.send(screen);
    if (!screen.invoice) return;
    await orders.annotate(order.id, { invoiceMessageId: messageId }, deps.now());
    // One Pay button at a time: with two, it would soon be paid twice.
    const former = order.invoiceMessageId ?? null;
    if (former !== null) await isDeleted(ctx.api, ctx.customer.id, former);
  });
  onAction(menu, "give-up", async (ctx, action, next) => {
    await next();
    const order = await orders.getOwned(ctx.customer.id, action.order);
    const invoice = order?.state === "cancelled" ? (order.invoiceMessageId ?? null) : null;
    if (invoice !== null) await isDeleted(ctx.api, ctx.customer.id, invoice);
  });
  return { news, menu };
}
