import { Composer } from "grammy";
import type { Order } from "../src/domain/order.ts";
import { completeTraveller } from "../src/domain/traveller.ts";
import { showCancelled, showResume, showUnknownCommand, type Action } from "../src/screens/index.ts";
import type { Checkout } from "../src/services/index.ts";
import { onAction, type ShopContext } from "../src/telegram/index.ts";
import type { Confirmation } from "./confirm.ts";
import type { OrderSpeech } from "./delivery.ts";
import type { DestinationMenu } from "./destination.ts";

/** Buttons that belong to the purchase card: on any other message they are from earlier. */
const CARD_ACTIONS: ReadonlySet<Action["do"]> = new Set<Action["do"]>([
  "regions",
  "region",
  "letters",
  "country",
  "plans",
  "data-filter",
  "plan",
  "begin-order",
  "review-order",
  "resume-order",
  "edit-traveller",
  "edit-answer",
  "change-plan",
  "cancel",
]);

/** Of those, the ones that notices carry too ("See similar packages"): good for as long as nothing is being filled in. */
const BROWSING_ACTIONS: ReadonlySet<Action["do"]> = new Set<Action["do"]>(["country", "plans"]);

interface Deps {
  readonly checkout: Checkout;
  readonly destination: DestinationMenu;
  readonly confirmation: Confirmation;
  readonly speech: OrderSpeech;
}

/** Where a purchase stands, for whoever comes back to it by an old button, a lost dialogue, or plain text. */
export interface CurrentScreen {
  /** Before navigation: a purchase button of an old message gets the current screen instead. */
  readonly staleTaps: Composer<ShopContext>;
  readonly cancel: Composer<ShopContext>;
  /** After another language was chosen in the middle of a purchase: on with the question, in the new language. */
  readonly goOn: Composer<ShopContext>;
  /** After everything: text is a country search, a button nobody understood gets the current screen. */
  readonly fallThrough: Composer<ShopContext>;
}

/** Shows the open question, the confirm card, the order under way, or else the first question. */
export async function showCurrent(ctx: ShopContext, deps: Deps): Promise<void> {
  const open = await deps.checkout.openOrder(ctx.customer.id);
  if (open) {
    if (completeTraveller(open.traveller)) await deps.confirmation.show(ctx);
    else await deps.confirmation.askTraveller(ctx);
    return;
  }
  const inFlight = await deps.checkout.inFlight(ctx.customer.id);
  if (inFlight) await sendStatus(ctx, inFlight, deps.speech);
  else await deps.destination.ask(ctx);
}

/** How an order under way stands. "Ordering…" has a message of its own that changes with it: a second one would stay behind. */
export async function sendStatus(ctx: ShopContext, order: Order, speech: OrderSpeech): Promise<void> {
  const isBeingSent = order.state === "accepted" || order.state === "sending";
  await ctx.send(isBeingSent ? speech.already(order, ctx.t) : await speech.status(order, ctx.t));
}

/** Builds what catches everything that is out of its time. */
export function createCurrentScreen(deps: Deps): CurrentScreen {
  const { checkout } = deps;

  const staleTaps = new Composer<ShopContext>();
  staleTaps.on("callback_query", async (ctx, next) => {
    const tapped = ctx.callbackQuery.message?.message_id;
    const isOld = tapped !== undefined && tapped !== ctx.customer.cardMessageId;
    if (!ctx.action || !CARD_ACTIONS.has(ctx.action.do) || !isOld) return next();
    const isFree = BROWSING_ACTIONS.has(ctx.action.do) && !(await checkout.openOrder(ctx.customer.id));
    if (isFree) return next();
    await ctx.toast(ctx.t.text("notice.stale"));
    await showCurrent(ctx, deps);
  });

  const cancel = new Composer<ShopContext>();
  const cancelOrder = async (ctx: ShopContext) => {
    const cancelled = await checkout.cancel(ctx.customer.id);
    // "Nothing was ordered" must not be said while an order is on its way.
    const inFlight = cancelled ? undefined : await checkout.inFlight(ctx.customer.id);
    if (inFlight) await sendStatus(ctx, inFlight, deps.speech);
    else await ctx.show(showCancelled(ctx.t));
  };
  cancel.command("cancel", cancelOrder);
  onAction(cancel, "cancel", cancelOrder);

  const goOn = new Composer<ShopContext>();
  onAction(goOn, "set-language", async (ctx, _action, next) => {
    await next();
    if (await checkout.openOrder(ctx.customer.id)) await showCurrent(ctx, deps);
  });

  const fallThrough = new Composer<ShopContext>();
  fallThrough.on("callback_query", async (ctx) => {
    if (ctx.action?.do === "nothing") return;
    await ctx.toast(ctx.t.text("notice.stale"));
    await showCurrent(ctx, deps);
  });
  fallThrough.on("message:text", async (ctx, next) => {
    // Keys of the phone question that were pressed twice: they have no data, and send their labels.
    if (ctx.message.text === ctx.t.text("button.cancel")) return cancelOrder(ctx);
    return ctx.message.text === ctx.t.text("button.back") ? showCurrent(ctx, deps) : next();
  });
  fallThrough.on("message", async (ctx) => {
    const open = await checkout.openOrder(ctx.customer.id);
    if (open && ctx.turn.hasDroppedDialogue) {
      await ctx.show(showResume({ code: open.countryCode, reason: "updated" }, ctx.t));
      return;
    }
    const command = /^\/\w{1,32}/.exec(ctx.message.text ?? "")?.[0];
    if (command !== undefined) return ctx.show(showUnknownCommand({ command }, ctx.t));
    if (open && !deps.destination.isName(ctx.message.text ?? "")) {
      // "Yes", typed at the confirm card: it comes again, with its buttons. Else probably an answer to the question that a command took off the screen.
      if (completeTraveller(open.traveller)) await showCurrent(ctx, deps);
      else await ctx.show(showResume({ code: open.countryCode, reason: "left" }, ctx.t));
      return;
    }
    if (ctx.message.text !== undefined) return deps.destination.search(ctx, ctx.message.text);
    await showCurrent(ctx, deps);
  });
  return { staleTaps, cancel, goOn, fallThrough };
}
