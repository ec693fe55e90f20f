import type { Conversation } from "@grammyjs/conversations";
import { Composer, type Context } from "grammy";
import { ORDER_STATES, type Order } from "../src/domain/order.ts";
import { readTransactionNumber } from "../src/domain/payment.ts";
import { readReference } from "../src/domain/reference.ts";
import { completeTraveller } from "../src/domain/traveller.ts";
import {
  showClaimQuestion,
  showPaymentNews,
  showSupportEnough,
  type ClaimProblem,
} from "../src/screens/index.ts";
import type { Checkout, Collection, Letter, Support } from "../src/services/index.ts";
import type { OrderStore } from "../src/services/ports/index.ts";
import { isDeleted, onAction, sourceOf, type Dialogue, type ShopContext } from "../src/telegram/index.ts";
import { sendStatus } from "./current.ts";
import type { OrderSpeech } from "./delivery.ts";
import type { PaymentSpeech } from "./payment.ts";
import { createOutside } from "./steps/outside.ts";

interface Deps {
  readonly checkout: Pick<Checkout, "find" | "openOrder">;
  readonly collection: Pick<Collection, "claim" | "cancel">;
  readonly paymentSpeech: PaymentSpeech;
  /** Takes what has no room in the claim: words, a second photo, another number. */
  readonly support: Pick<Support, "pass" | "mayWrite">;
  readonly supportContact: string;
  readonly speech: OrderSpeech;
  readonly orders: Pick<OrderStore, "getByReference" | "list">;
  /** What a text is as a search: one that names a country is no proof, and one that finds nothing may be a question about the order. */
  readonly searched: (typed: string) => "country" | "nothing" | "some";
  /** Has the supplier read at once whether the order is paid. */
  readonly readAtSupplier: (order: Pick<Order, "id" | "kind">) => Promise<void>;
  /** What a button shows that belongs to no order of this customer. */
  readonly showCurrent: (ctx: ShopContext) => Promise<void>;
}

const CLAIM_DIALOGUE = "claim-paid";

/** What the customer does about an order that waits for its money. */
export interface PayingByHand {
  /** The transaction number, or a photo of the receipt. */
  readonly dialogue: Dialogue;
  /** How to pay, once more; I have paid; I give up. */
  readonly menu: Composer<ShopContext>;
  /**
   * Before the country search: an order's reference, a number or a photo that was sent without tapping "I have paid" first, and words about
   * the order that waits.
   */
  readonly proof: Composer<ShopContext>;
}

/** Why the question is asked of somebody who has sent a proof already. */
type Opening = Extract<ClaimProblem, "taken" | "short" | "several">;

/** Words under a photo that are passed on, as many as /support takes. */
const MOST_WORDS = 500;

/** A typed number as short as "10GB" may be something else: it is asked about, longer ones are taken. */
const LEAST_SURE_NUMBER = 8;

/** "I have paid": with which number? It is kept on the payment, never in the dialogue, and staff look for the money. */
export function createPayingByHand(deps: Deps): PayingByHand {
  const { collection, paymentSpeech, speech } = deps;

  /** How the order stands now, whichever way it went meanwhile. */
  async function showStanding(ctx: ShopContext, orderId: string): Promise<void> {
    const order = await deps.checkout.find(ctx.customer.id, orderId);
    if (!order) return deps.showCurrent(ctx);
    // Whoever comes back from the operator's page may have paid.
    if (order.state === "awaiting_supplier") await deps.readAtSupplier(order);
    const isWaiting = order.state === "awaiting_payment" || order.state === "awaiting_supplier";
    if (isWaiting) await ctx.show(await paymentSpeech.ask(order, ctx.t));
    // Whoever paid too late must read what to do, not that nothing was charged.
    else if (order.state === "expired") await ctx.show(showPaymentNews({ order, news: "expired" }, ctx.t));
    else await sendStatus(ctx, order, speech);
  }

  /** Asks for the number; false where there is nothing to be asked, and then it says how the order stands. */
  async function ask(ctx: ShopContext, orderId: string, problem: Opening | null): Promise<boolean> {
    const order = await deps.checkout.find(ctx.customer.id, orderId);
    const isOpen = order?.state === "awaiting_payment" && order.paymentMethod === "manual";
    const isClaimed = isOpen && (await paymentSpeech.isClaimed(order));
    if (!isOpen || (isClaimed && problem === null)) {
      if (isClaimed) await ctx.toast(ctx.t.text("notice.claimed"));
      await showStanding(ctx, orderId);
      return false;
    }
    const said = isClaimed && problem === "short" ? "looking" : problem;
    const typed = (ctx.message?.text ?? "").trim();
    await ctx.show(showClaimQuestion({ order, problem: said, typed }, ctx.t));
    return true;
  }

  /** True when the question is settled. */
  async function take(ctx: ShopContext, orderId: string): Promise<boolean> {
    if (ctx.action?.do === "answer") {
      await showStanding(ctx, orderId);
      return true;
    }
    const photoFileId = ctx.message?.photo?.at(-1)?.file_id ?? null;
    const words = (ctx.message?.text ?? ctx.message?.caption ?? "").trim();
    const order = await deps.checkout.find(ctx.customer.id, orderId);
    // Who is asked for the number of the transfer may send the order's own.
    const isReference = order !== undefined && readReference(words) === order.reference;
    const read = isReference ? null : (readTransactionNumber(words) ?? null);
    // A short one under a photo may be the amount: staff read it, and it counts for nothing.
    const number = photoFileId !== null && (read?.length ?? 0) < LEAST_SURE_NUMBER ? null : read;
    if (photoFileId === null && number === null) return askAgain(ctx, orderId, "not-a-number");
    const claimed = await collection.claim(ctx.customer.id, orderId, { number, photoFileId });
    switch (claimed.kind) {
      case "claimed":
      case "known":
        if (number === null && words !== "")
          await passOn(ctx, claimed.order, { text: words, photoFileId: null });
        await ctx.show(showPaymentNews({ order: claimed.order, news: "claimed" }, ctx.t));
        return true;
      case "added":
        if (number === null && words !== "")
          await passOn(ctx, claimed.order, { text: words, photoFileId: null });
        await ctx.show(showPaymentNews({ order: claimed.order, news: "added" }, ctx.t));
        return true;
      case "full":
        if (await deps.support.mayWrite(ctx.customer.id)) {
          await passOn(ctx, claimed.order, { text: words === "" ? null : words, photoFileId });
          await ctx.show(showPaymentNews({ order: claimed.order, news: "added" }, ctx.t));
        } else await ctx.show(showSupportEnough({ supportContact: deps.supportContact }, ctx.t));
        return true;
      case "taken":
        return askAgain(ctx, orderId, "taken");
      case "closed":
      case "absent":
        await showStanding(ctx, orderId);
        return true;
      default:
        return claimed satisfies never;
    }
  }

  /** To staff, beside the claim: what they write in reply reaches the customer. */
  async function passOn(ctx: ShopContext, order: Order, { text, photoFileId }: Letter): Promise<void> {
    if (!ctx.message) return;
    const letter = { text: text?.slice(0, MOST_WORDS) ?? null, photoFileId };
    await deps.support.pass(ctx.customer.id, sourceOf(ctx.message), letter, order);
  }

  async function askAgain(ctx: ShopContext, orderId: string, problem: ClaimProblem) {
    const order = await deps.checkout.find(ctx.customer.id, orderId);
    if (order) await ctx.show(showClaimQuestion({ order, problem }, ctx.t));
    return order === undefined;
  }

  const menu = new Composer<ShopContext>();
  onAction(menu, "pay", (ctx, { order }) => showStanding(ctx, order));
  onAction(menu, "claim-paid", async (ctx, { order: orderId }) => {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(CLAIM_DIALOGUE, { orderId });
  });
  onAction(menu, "give-up", async (ctx, { order: orderId }) => {
    const order = await deps.checkout.find(ctx.customer.id, orderId);
    if (order && (await collection.cancel(ctx.customer.id, orderId))) {
      await ctx.show(showPaymentNews({ order, news: "given-up" }, ctx.t));
      const invoice = order.invoiceMessageId ?? null;
      if (invoice !== null) await isDeleted(ctx.api, ctx.customer.id, invoice);
      return;
    }
    await ctx.toast(ctx.t.text("notice.stale"));
    await showStanding(ctx, orderId);
  });

  /** The transfers that wait for their proof, newest first. */
  async function waitingTransfers(customerId: number): Promise<readonly Order[]> {
    const waiting = await deps.orders.list(customerId, ["awaiting_payment"], 20);
    return waiting.filter(({ paymentMethod }) => paymentMethod === "manual");
  }

  /** Those whose payment nobody looks for yet. */
  async function unclaimedOf(waiting: readonly Order[]): Promise<readonly Order[]> {
    const claimed = await Promise.all(waiting.map((order) => paymentSpeech.isClaimed(order)));
    return waiting.filter((_, index) => claimed[index] !== true);
  }

  /** The newest order, where it is a transfer that ended unpaid: a proof that comes now was meant for it. */
  async function endedTransfer(customerId: number): Promise<Order | undefined> {
    const [newest] = await deps.orders.list(customerId, ORDER_STATES, 1);
    const isEnded = newest?.state === "expired" && newest.acceptedAtMs !== null;
    return isEnded && newest.paymentMethod === "manual" ? newest : undefined;
  }

  const proof = new Composer<ShopContext>();
  proof.on("message:text", async (ctx, next) => {
    const reference = readReference(ctx.message.text);
    const order = reference === undefined ? undefined : await deps.orders.getByReference(reference);
    const isTheirs = order?.customerId === ctx.customer.id && order.acceptedAtMs !== null;
    return isTheirs ? showStanding(ctx, order.id) : next();
  });
  proof.on("message:text", async (ctx, next) => {
    const { text } = ctx.message;
    const isSentence =
      /\S\s+\S/.test(text) && !text.startsWith("/") && readTransactionNumber(text) === undefined;
    if (!isSentence || deps.searched(text) !== "nothing") return next();
    if (await deps.checkout.openOrder(ctx.customer.id)) return next();
    const [order] = await deps.orders.list(ctx.customer.id, ["awaiting_payment", "awaiting_supplier"], 1);
    return order ? showStanding(ctx, order.id) : next();
  });
  proof.on("message", async (ctx, next) => {
    const { text = "", photo } = ctx.message;
    const number = readTransactionNumber(text);
    if (photo === undefined && (number === undefined || deps.searched(text) === "country")) return next();
    const open = await deps.checkout.openOrder(ctx.customer.id);
    // Probably the answer to a question about the traveller.
    if (open && !completeTraveller(open.traveller)) return next();
    const waiting = await waitingTransfers(ctx.customer.id);
    const [order] = waiting;
    const isSure = photo !== undefined || (number?.length ?? 0) >= LEAST_SURE_NUMBER;
    if (!order) {
      const late = isSure ? await endedTransfer(ctx.customer.id) : undefined;
      return late ? showStanding(ctx, late.id) : next();
    }
    const unclaimed = await unclaimedOf(waiting);
    const meant = unclaimed[0] ?? order;
    const isTried = unclaimed.length <= 1 && isSure;
    if (isTried && (await take(ctx, meant.id))) return;
    const problem = isTried ? "taken" : isSure ? "several" : "short";
    await ctx.conversation.enter(CLAIM_DIALOGUE, { orderId: meant.id, problem });
  });

  return {
    menu,
    proof,
    dialogue: {
      name: CLAIM_DIALOGUE,
      version: 2,
      async build(
        conversation: Conversation<ShopContext, Context>,
        _ctx: Context,
        { orderId, problem = null }: { orderId: string; problem?: Opening | null },
      ) {
        const outside = createOutside(conversation);
        const isAsked = await outside((ctx) => ask(ctx, orderId, problem));
        if (!isAsked) return;
        const waiting = conversation.checkpoint();
        await conversation.wait();
        const isSettled = await outside((ctx) => take(ctx, orderId));
        if (!isSettled) await conversation.rewind(waiting);
      },
    },
  };
}
