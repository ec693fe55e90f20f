import { Composer } from "grammy";
import type { DeclineReason } from "../../domain/payment.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/index.ts";
import { showClaimPost, showOwedPost, type Action, type Screen } from "../../screens/index.ts";
import { isAllDone, OWED_REMINDED, type Collection, type Refunds, type Roles } from "../../services/index.ts";
import type { AuditLog, Clock, Intent, OrderStore, PaymentStore } from "../../services/ports/index.ts";
import { unpackAction } from "../callback-data.ts";
import type { ShopContext } from "../context.ts";
import { editScreen } from "../messages.ts";
import type { Telling } from "../outbox.ts";
import { answerTap } from "./answer-tap.ts";

interface Deps {
  readonly roles: Pick<Roles, "roleOf">;
  readonly collection: Pick<Collection, "decide">;
  readonly refunds: Pick<Refunds, "markHandedBack">;
  readonly orders: Pick<OrderStore, "get" | "events">;
  readonly payments: Pick<PaymentStore, "get">;
  readonly audit: Pick<AuditLog, "add">;
  readonly clock: Clock;
  /** The staff's group and the words it is spoken to in. */
  readonly group: { readonly chatId: number | null; readonly timeZone: string; readonly t: Translator };
}

/** Where staff look for manual money: posts in their group, and the buttons under them. */
export interface PaymentDesk {
  /** Before the guard of private chats. A tap of anybody who is not staff goes on, as a button that does not exist. */
  readonly taps: Composer<ShopContext>;
  /** A claim, or money to be handed back, as a post; undefined for what has been settled, and for other intents. */
  tell(intent: Intent): Promise<Telling | undefined>;
}

/** A post that is rendered so long after the claim is a reminder. */
const REMINDER_AFTER_MS = 5 * 60_000;

/** Builds the desk. */
export function createPaymentDesk(deps: Deps): PaymentDesk {
  const { collection, refunds, group } = deps;
  const { t, timeZone } = group;

  async function claimPost(
    paymentId: string,
    stage: "open" | "declining",
    presser?: { readonly id: number; readonly name: string },
  ): Promise<Screen | undefined> {
    const payment = await deps.payments.get(paymentId);
    const order = payment && (await deps.orders.get(payment.orderId));
    if (!order) return undefined;
    const isOld = deps.clock.now() - payment.createdAtMs >= REMINDER_AFTER_MS;
    const decider = presser && presser.id === payment.decidedBy ? presser.name : undefined;
    const waitingSinceMs = isOld ? payment.createdAtMs : null;
    return showClaimPost({ order, payment, stage, decider, waitingSinceMs, timeZone }, t);
  }

  async function owedPost(orderId: string, stage: "open" | "sure", decider?: string) {
    const order = await deps.orders.get(orderId);
    if (!order) return undefined;
    const events = await deps.orders.events(orderId);
    const since = events.findLast(({ from, to }) => to === "refunding" && from !== to);
    const isReminded = events.some(({ detail }) => detail === OWED_REMINDED);
    const owedSinceMs = isReminded ? (since?.atMs ?? null) : null;
    return showOwedPost({ order, stage, decider, owedSinceMs, timeZone }, t);
  }

  /** What the post says after the tap; undefined for an action that is none of this desk's. */
  async function press(ctx: ShopContext, action: Action, staffId: number): Promise<Screen | undefined> {
    const presser = { id: staffId, name: nameOf(ctx) };
    const note = (name: string, order: Order, outcome: string, reason: string | null = null) =>
      deps.audit.add(
        { staffId, action: name, orderId: order.id, subjectId: order.customerId, outcome, reason },
        deps.clock.now(),
      );
    const decide = async (payment: string, isPaid: boolean, reason: DeclineReason | null) => {
      const decided = await collection.decide(payment, isPaid, staffId, reason);
      if (decided.kind !== "absent")
        await note(isPaid ? "payment-paid" : "payment-decline", decided.order, decided.kind, reason);
      return claimPost(payment, "open", presser);
    };
    switch (action.do) {
      case "staff-paid":
        return decide(action.payment, true, null);
      case "staff-decline":
        return claimPost(action.payment, "declining", presser);
      case "staff-decline-for":
        return decide(action.payment, false, action.reason);
      case "staff-claim":
        return claimPost(action.payment, "open", presser);
      case "staff-owed":
        return owedPost(action.order, "open");
      case "staff-handed": {
        const isDone = action.isSure && (await refunds.markHandedBack(action.order, staffId));
        const order = action.isSure ? await deps.orders.get(action.order) : undefined;
        if (order) await note("refund-handed", order, isDone ? "handed back" : `refused: ${order.state}`);
        return owedPost(action.order, action.isSure ? "open" : "sure", isDone ? presser.name : undefined);
      }
      default:
        return undefined;
    }
  }

  const taps = new Composer<ShopContext>();
  taps.on("callback_query:data", async (ctx, next) => {
    const { from, message, data } = ctx.callbackQuery;
    const action = unpackAction(data);
    const isHere = message !== undefined && group.chatId !== null && message.chat.id === group.chatId;
    if (!isHere || !action?.do.startsWith("staff-")) return next();
    // Judged now, not when the post was sent: a role that was taken away acts at once.
    if ((await deps.roles.roleOf(from.id)) === null) return next();
    const screen = await press(ctx, action, from.id);
    if (!screen) return next();
    await Promise.all([answerTap(ctx), editScreen(ctx.api, message.chat.id, message.message_id, screen)]);
  });

  return {
    taps,
    async tell(intent) {
      const isOpen = (shown: Screen | undefined) => shown !== undefined && shown.rows.length > 0;
      const screen =
        intent.kind === "staff-payment"
          ? await claimPost(intent.subject, "open")
          : await owedPost(intent.subject, "open");
      // Reminders stand in the group and still say "please": that it is done must stand below them.
      const isNews = isOpen(screen) || (intent.kind === "staff-refund" && isAllDone(intent));
      return screen && isNews ? { screen } : undefined;
    },
  };
}

/** "Nasrin (111)": a first name is not enough to tell two people apart, and a number alone says nothing to the others. */
function nameOf({ callbackQuery }: ShopContext): string {
  const from = callbackQuery?.from;
  return from ? `${from.first_name} (${from.id})` : "";
}
