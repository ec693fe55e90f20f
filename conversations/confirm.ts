import { Composer } from "grammy";
import { PLACED_STATES, type Order } from "../src/domain/order.ts";
import { completeTraveller } from "../src/domain/traveller.ts";
import {
  showBookingClosed,
  showCheckingPrice,
  showConfirm,
  showOfferExpired,
  showOrdering,
  showPackageGone,
  showPayOtherwise,
  showPriceChanged,
  showSupplierDown,
  showTopupExpired,
  showTopupWaiting,
  showTravellerSummary,
} from "../src/screens/index.ts";
import type { Checkout } from "../src/services/index.ts";
import { onAction, type Cards, type ShopContext } from "../src/telegram/index.ts";
import type { OrderSpeech } from "./delivery.ts";
import { TRAVELLER_DIALOGUE, type TravellerArgs } from "./traveller.ts";

interface Deps {
  readonly checkout: Checkout;
  readonly cards: Cards;
  readonly speech: OrderSpeech;
  /** Notes which message says "ordering…", so that it never stays behind. */
  readonly rememberStatus: (orderId: string, messageId: number) => Promise<void>;
  readonly termsUrl: string | null;
  readonly supportContact: string;
  /** Countries with names that are mixed up with this one, to be named on the card. */
  readonly lookAlikesOf: (code: string) => readonly string[];
  /** What a confirm button shows that belongs to no order of this customer. */
  readonly showCurrent: (ctx: ShopContext) => Promise<void>;
}

/** Please check, then confirm: the last card before money moves. */
export interface Confirmation {
  /** The confirm button: plain middleware, before every dialogue. It commits the order; a job books. */
  readonly money: Composer<ShopContext>;
  readonly menu: Composer<ShopContext>;
  /** Re-checks the price with the supplier and shows the confirm card. */
  show(ctx: ShopContext): Promise<void>;
  /** The traveller with a button for each answer. */
  showSummary(ctx: ShopContext): Promise<void>;
  /** Asks what the order still lacks about its traveller. */
  askTraveller(ctx: ShopContext): Promise<void>;
}

function isUnderWay({ state }: Order): boolean {
  return state === "accepted" || state === "sending";
}

/** Builds the confirmation. */
export function createConfirmation(deps: Deps): Confirmation {
  const { checkout, supportContact } = deps;

  async function enterTraveller(ctx: ShopContext, args: TravellerArgs): Promise<void> {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(TRAVELLER_DIALOGUE, args);
  }

  async function askTraveller(ctx: ShopContext): Promise<void> {
    const order = await checkout.openOrder(ctx.customer.id);
    if (!order) return deps.showCurrent(ctx);
    if (completeTraveller(order.traveller)) return show(ctx);
    await enterTraveller(ctx, { orderId: order.id });
  }

  async function show(ctx: ShopContext): Promise<void> {
    const open = await checkout.openOrder(ctx.customer.id);
    if (!open) return deps.showCurrent(ctx);
    // Asked for before the supplier is: nobody waits on a dead button.
    if (!checkout.isFresh(open)) await ctx.show(showCheckingPrice({ code: open.countryCode }, ctx.t));
    const prepared = await checkout.prepare(ctx.customer.id);
    switch (prepared.kind) {
      case "ready": {
        const { order } = prepared;
        const lookAlikes = deps.lookAlikesOf(order.countryCode);
        const options = await checkout.paymentOptions(order);
        return ctx.show(showConfirm({ order, options, termsUrl: deps.termsUrl, lookAlikes }, ctx.t));
      }
      case "price-changed":
        return ctx.show(showPriceChanged(prepared, ctx.t));
      case "traveller-missing":
        return askTraveller(ctx);
      case "package-gone":
        return ctx.show(
          showPackageGone({ code: prepared.order.countryCode, reason: prepared.reason }, ctx.t),
        );
      case "supplier-down":
        return ctx.show(showSupplierDown({ retry: { do: "review-order" } }, ctx.t));
      case "no-order":
        return deps.showCurrent(ctx);
      default:
        return prepared satisfies never;
    }
  }

  async function showSummary(ctx: ShopContext): Promise<void> {
    const order = await checkout.openOrder(ctx.customer.id);
    if (!order) return deps.showCurrent(ctx);
    await ctx.show(showTravellerSummary({ traveller: order.traveller }, ctx.t));
  }

  /** "Ordering…" in the card's place. The job may have finished by the time Telegram took it: then it says how it ended. */
  async function showUnderWay(ctx: ShopContext, order: Order): Promise<void> {
    const isTopup = order.kind === "topup";
    await ctx.show(isTopup ? await deps.speech.status(order, ctx.t) : showOrdering(order, ctx.t));
    const { cardMessageId } = ctx.customer;
    if (cardMessageId !== null) await deps.rememberStatus(order.id, cardMessageId);
    const now = await checkout.find(ctx.customer.id, order.id);
    if (now && !isUnderWay(now)) await ctx.show(await deps.speech.status(now, ctx.t));
    // The card became the order's own message: navigation starts a new one below.
    return deps.cards.release(ctx.customer);
  }

  /** A second tap. Only the first handler's update cut short leaves an order without its "ordering…": it is caught up on. */
  async function showAlready(ctx: ShopContext, order: Order): Promise<void> {
    if (isUnderWay(order) && order.statusMessageId === null) return showUnderWay(ctx, order);
    const isPlaced = PLACED_STATES.some((state) => state === order.state);
    const { reference } = order;
    await ctx.toast(isPlaced ? ctx.t.text("notice.placed", { reference }) : ctx.t.text("notice.stale"));
    // On the order's own message the answer stands already.
    if (ctx.callbackQuery?.message?.message_id === order.statusMessageId) return;
    await ctx.send(deps.speech.already(order, ctx.t));
  }

  const money = new Composer<ShopContext>();
  onAction(money, "confirm", async (ctx, { nonce, method }, next) => {
    const accepted = await checkout.accept(ctx.customer.id, nonce, method);
    switch (accepted.kind) {
      case "accepted":
        return showUnderWay(ctx, accepted.order);
      case "already":
        return showAlready(ctx, accepted.order);
      case "topup-open":
        return ctx.show(showTopupWaiting({ order: accepted.order, kind: "topup.open" }, ctx.t));
      case "prepare-again":
        return ctx.show(
          accepted.order.topup ? showTopupExpired(accepted.order.topup, ctx.t) : showOfferExpired(ctx.t),
        );
      case "booking-disabled":
      case "too-many":
        return ctx.show(
          showBookingClosed({ supportContact, reason: accepted.kind, order: accepted.order }, ctx.t),
        );
      case "pay-otherwise": {
        const { order } = accepted;
        const options = await checkout.paymentOptions(order);
        return ctx.show(showPayOtherwise({ order, options, supportContact }, ctx.t));
      }
      case "unknown-button":
        // Nothing about money: where the purchase stands is shown after the dialogues, as for every old button.
        return next();
      default:
        return accepted satisfies never;
    }
  });

  const menu = new Composer<ShopContext>();
  onAction(menu, "review-order", show);
  onAction(menu, "resume-order", askTraveller);
  onAction(menu, "edit-traveller", showSummary);
  onAction(menu, "edit-answer", async (ctx, { question }) => {
    const order = await checkout.openOrder(ctx.customer.id);
    if (order) await enterTraveller(ctx, { orderId: order.id, change: question });
    else await deps.showCurrent(ctx);
  });
  return { money, menu, show, showSummary, askTraveller };
}
