import type { DeclineReason } from "../../domain/payment.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/index.ts";
import { showClaimPost, showOwedPost, type Screen } from "../../screens/index.ts";
import {
  isAllDone,
  isMoreProof,
  OWED_REMINDED,
  type Collection,
  type Outlook,
  type Refunds,
} from "../../services/index.ts";
import type { AuditLog, Clock, Intent, OrderStore, PaymentStore } from "../../services/ports/index.ts";
import type { Telling } from "../outbox.ts";
import type { StaffActor } from "./authority.ts";
import type { StaffTapHandlers, StaffTapRequest } from "./request.ts";

interface Deps {
  readonly collection: Pick<Collection, "decide">;
  readonly refunds: Pick<Refunds, "markHandedBack">;
  readonly outlookOf: (order: Order) => Promise<Outlook>;
  readonly orders: Pick<OrderStore, "get" | "events">;
  readonly payments: Pick<PaymentStore, "get" | "listOfOrder">;
  readonly audit: Pick<AuditLog, "add">;
  readonly clock: Clock;
  readonly shopTimeZone: string;
  /** What the staff's group is spoken to in. */
  readonly t: Translator;
}

/** Where staff look for manual money: posts in their group, and the buttons under them. */
export interface PaymentDesk {
  readonly taps: Pick<
    StaffTapHandlers,
    "staff-paid" | "staff-decline" | "staff-decline-for" | "staff-claim" | "staff-owed" | "staff-handed"
  >;
  /** A claim, or money to be handed back, as a post; undefined for what has been settled, and for other intents. */
  tell(intent: Intent): Promise<Telling | undefined>;
}

/** A post that is rendered so long after the claim is a reminder. */
const REMINDER_AFTER_MS = 5 * 60_000;

/** Builds the desk. */
export function createPaymentDesk(deps: Deps): PaymentDesk {
  const { collection, refunds } = deps;

  async function claimPost(
    paymentId: string,
    stage: "open" | "declining",
    t: Translator,
    presser?: StaffActor,
    isMore = false,
  ): Promise<Screen | undefined> {
    const payment = await deps.payments.get(paymentId);
    const order = payment && (await deps.orders.get(payment.orderId));
    if (!order) return undefined;
    const isOld = deps.clock.now() - payment.createdAtMs >= REMINDER_AFTER_MS;
    const decider = presser && presser.id === payment.decidedBy ? presser.name : undefined;
    const waitingSinceMs = isOld ? payment.createdAtMs : null;
    const timeZone = deps.shopTimeZone;
    // Once it is sent, what became of it stands on its card.
    const outlook = order.state === "paid" ? await deps.outlookOf(order) : "sent";
    const post = { order, payment, stage, decider, waitingSinceMs, isMore, timeZone, outlook };
    return showClaimPost(post, t);
  }

  async function owedPost(orderId: string, stage: "open" | "sure", t: Translator, decider?: string) {
    const order = await deps.orders.get(orderId);
    if (!order) return undefined;
    const events = await deps.orders.events(orderId);
    const refunding = events.findLast(({ from, to }) => to === "refunding" && from !== to);
    // A share is owed since the order was closed short, which is when it was issued.
    const sinceMs = order.shortfall ? order.issuedAtMs : (refunding?.atMs ?? null);
    const isReminded = events.some(({ detail }) => detail === OWED_REMINDED);
    const owedSinceMs = isReminded ? sinceMs : null;
    const paid = (await deps.payments.listOfOrder(orderId)).findLast(({ state }) => state === "received");
    const number = paid?.method === "manual" ? paid.externalId : null;
    return showOwedPost({ order, stage, decider, number, owedSinceMs, timeZone: deps.shopTimeZone }, t);
  }

  function record(
    { actor }: StaffTapRequest,
    action: string,
    order: Order,
    outcome: string,
    reason: string | null = null,
  ): Promise<void> {
    const about = { orderId: order.id, subjectId: order.customerId };
    return deps.audit.add({ staffId: actor.id, action, ...about, outcome, reason }, deps.clock.now());
  }

  /** What the post says after the tap. */
  async function repost(request: StaffTapRequest, screen: Promise<Screen | undefined>): Promise<void> {
    const shown = await screen;
    if (shown) await request.edit(request.messageId, shown);
  }

  const showClaim = (request: StaffTapRequest, payment: string, stage: "open" | "declining") =>
    repost(request, claimPost(payment, stage, request.t, request.actor));

  async function decide(
    request: StaffTapRequest,
    payment: string,
    isPaid: boolean,
    reason: DeclineReason | null,
  ): Promise<void> {
    const decided = await collection.decide(payment, isPaid, request.actor.id, reason);
    const action = isPaid ? "payment-paid" : "payment-decline";
    if (decided.kind !== "absent") await record(request, action, decided.order, decided.kind, reason);
    await showClaim(request, payment, "open");
  }

  async function handBack(request: StaffTapRequest, orderId: string): Promise<void> {
    const { actor, t } = request;
    const isDone = await refunds.markHandedBack(orderId, actor.id);
    const order = await deps.orders.get(orderId);
    if (order)
      await record(request, "refund-handed", order, isDone ? "handed back" : `refused: ${order.state}`);
    await repost(request, owedPost(orderId, "open", t, isDone ? actor.name : undefined));
  }

  return {
    taps: {
      "staff-paid": (request, { payment }) => decide(request, payment, true, null),
      "staff-decline": (request, { payment }) => showClaim(request, payment, "declining"),
      "staff-decline-for": (request, { payment, reason }) => decide(request, payment, false, reason),
      "staff-claim": (request, { payment }) => showClaim(request, payment, "open"),
      "staff-owed": (request, { order }) => repost(request, owedPost(order, "open", request.t)),
      "staff-handed": (request, { order, isSure }) =>
        isSure ? handBack(request, order) : repost(request, owedPost(order, "sure", request.t)),
    },
    async tell(intent) {
      const isOpen = (shown: Screen | undefined) => shown !== undefined && shown.rows.length > 0;
      const screen =
        intent.kind === "staff-payment"
          ? await claimPost(intent.subject, "open", deps.t, undefined, isMoreProof(intent))
          : await owedPost(intent.subject, "open", deps.t);
      // Reminders stand in the group and still say "please": that it is done must stand below them.
      const isNews = isOpen(screen) || (intent.kind === "staff-refund" && isAllDone(intent));
      return screen && isNews ? { screen } : undefined;
    },
  };
}
