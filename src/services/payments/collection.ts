import type { Order } from "../../domain/order.ts";
import type { Money } from "../../domain/money.ts";
import type { Payment } from "../../domain/payment.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import {
  PaymentTaken,
  type Clock,
  type Logger,
  type NewIntent,
  type NewJob,
  type OrderStore,
  type Outbox,
  type PaymentStore,
  type RandomBytes,
} from "../ports/index.ts";
import { apartEntry, entryFor } from "./books.ts";
import { MORE, reminderAfterMs, reminderRound } from "./staff-reminders.ts";
import type { PaymentWays } from "./ways.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly payments: PaymentStore;
  readonly outbox: Pick<Outbox, "add">;
  readonly ways: PaymentWays;
  /** The staff's chat; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** How long an order waits for its money: Stars are paid at once, a transfer takes its time. */
export const PAYMENT_DUE_MS = { telegram: 30 * 60_000, manual: 24 * 3_600_000 } as const;

/** What a customer says to have paid with. */
export interface Claim {
  /** The transaction number as typed; null with a photo. */
  readonly number: string | null;
  readonly photoFileId: string | null;
}

export type Claimed =
  | { readonly kind: "claimed"; readonly order: Order }
  /** That number has been used before. */
  | { readonly kind: "taken"; readonly order: Order }
  /** Staff have not looked at the former claim yet: this is in it already, was added to it, or has no room in it. */
  | { readonly kind: "known" | "added" | "full"; readonly order: Order }
  /** The order is paid, cancelled, or over. */
  | { readonly kind: "closed"; readonly order: Order }
  | { readonly kind: "absent" };

export type Decided =
  | { readonly kind: "decided"; readonly order: Order; readonly payment: Payment }
  /** Somebody decided before; `payment` says how. */
  | { readonly kind: "already"; readonly order: Order; readonly payment: Payment }
  | { readonly kind: "absent" };

export type Received = "paid" | "apart" | "again" | "absent";

/** Money that is collected before anything is sent. */
export interface Collection {
  /** `accepted` → `awaiting_payment`: the customer is told how to pay, and until when. */
  askForMoney(order: Order): Promise<NextRun>;
  /** What the order still costs, as it is to be paid now: for an invoice, and for the answer before a checkout. Undefined when it is not to be paid. */
  amountDue(
    customerId: number,
    nonce: string,
  ): Promise<{ readonly order: Order; readonly amount: Money } | undefined>;
  /** The customer's word that it is paid. */
  claim(customerId: number, orderId: string, claim: Claim): Promise<Claimed>;
  /** Staff looked whether the money came. */
  decide(paymentId: string, isPaid: boolean, staffId: number, reason: string | null): Promise<Decided>;
  /**
   * Money that is here (`successful_payment`), told once per charge. `apart`: the order can no longer take it (paid twice, or too late), and
   * it goes back; `again`: that charge was told before.
   */
  receive(customerId: number, nonce: string, amount: Money, chargeId: string): Promise<Received>;
  /** Job `payment-deadline`: ends the order when its time is over and nothing is claimed. */
  watchDeadline(orderId: string): Promise<NextRun>;
  /** Job `staff-reminder`: tells staff again of a claim, three times in two hours and then daily. */
  remindStaff(paymentId: string): Promise<NextRun>;
  /** The customer gives up before paying; false when the order waits for no money any more, or staff are looking for it. */
  cancel(customerId: number, orderId: string): Promise<boolean>;
}

/** Builds the collection. */
export function createCollection(deps: Deps): Collection {
  const { orders, payments, clock, logger } = deps;

  /** The job that sends an order once nothing more is to be collected. */
  const sendJob = (order: Order, nowMs: number): NewJob => ({
    kind: order.kind === "topup" ? "fulfil-topup" : "fulfil",
    key: order.id,
    runAtMs: nowMs,
  });

  function tellStaff(payment: Pick<Payment, "id">, round: number | string): readonly NewIntent[] {
    if (deps.supportChatId === null) return [];
    const dedupeKey = `staff-payment ${payment.id} ${round}`;
    return [{ chatId: deps.supportChatId, kind: "staff-payment", subject: payment.id, dedupeKey }];
  }

  async function amountOf(order: Order): Promise<Money | undefined> {
    return (await deps.ways.options(order)).find(({ method }) => method === order.paymentMethod)?.amount;
  }

  function newPayment(order: Order, amount: Money) {
    const id = Buffer.from(deps.randomBytes(8)).toString("hex");
    const { customerId, paymentMethod: method } = order;
    return { id, orderId: order.id, customerId, method, amount, createdAtMs: clock.now() };
  }

  return {
    async askForMoney(order) {
      const nowMs = clock.now();
      const dueMs = PAYMENT_DUE_MS[order.paymentMethod === "telegram" ? "telegram" : "manual"];
      const paymentDueAtMs = nowMs + dueMs;
      await orders.transition({
        orderId: order.id,
        from: ["accepted"],
        to: "awaiting_payment",
        patch: { paymentDueAtMs },
        detail: "waiting for the money",
        nowMs,
        jobs: [{ kind: "payment-deadline", key: order.id, runAtMs: paymentDueAtMs }],
        outbox: [tellCustomer(order, "payment-due")],
      });
      deps.wake();
      return DONE;
    },

    async amountDue(customerId, nonce) {
      const order = await orders.getByNonce(customerId, nonce);
      const isDue = order?.state === "awaiting_payment" && clock.now() < (order.paymentDueAtMs ?? 0);
      const amount = order && isDue ? await amountOf(order) : undefined;
      return order && amount && { order, amount };
    },

    async claim(customerId, orderId, { number, photoFileId }) {
      const order = await orders.getOwned(customerId, orderId);
      if (!order) return { kind: "absent" };
      if (order.state !== "awaiting_payment" || !order.charged) return { kind: "closed", order };
      const payment = newPayment(order, order.charged);
      const outcome = await payments.claim(
        { ...payment, state: "claimed", externalId: number, photoFileId },
        {
          jobs: [{ kind: "staff-reminder", key: payment.id, runAtMs: clock.now() + reminderAfterMs(1) }],
          outbox: tellStaff(payment, 0),
        },
      );
      if (outcome === "claimed") logger.info("payment.claimed", { order: order.reference });
      const kind =
        outcome === "open"
          ? await payments.addToClaim(orderId, { number, photoFileId }, clock.now(), (open) =>
              tellStaff(open, `${MORE}${payment.id}`),
            )
          : outcome;
      deps.wake();
      return { kind, order };
    },

    async decide(paymentId, isPaid, staffId, reason) {
      const payment = await payments.get(paymentId);
      const order = payment && (await orders.get(payment.orderId));
      if (!payment || !order) return { kind: "absent" };
      const nowMs = clock.now();
      const decision = { do: "decide", paymentId, staffId, reason } as const;
      const base = { orderId: order.id, from: ["awaiting_payment"], nowMs } as const;
      try {
        const isMoved = await orders.transition(
          isPaid
            ? {
                ...base,
                to: "paid",
                patch: { paidAtMs: nowMs },
                detail: `staff ${staffId} saw the money`,
                payment: { ...decision, state: "received" },
                ledger: [...entryFor(order, "payment", staffId), ...entryFor(order, "sale")],
                jobs: [sendJob(order, nowMs)],
                outbox: [tellCustomer(order, "payment-received")],
              }
            : {
                ...base,
                to: "awaiting_payment",
                // The customer has a day again to send the right number.
                patch: { paymentDueAtMs: Math.max(order.paymentDueAtMs ?? 0, nowMs + PAYMENT_DUE_MS.manual) },
                detail: `staff ${staffId} declined the payment`,
                payment: { ...decision, state: "declined" },
                outbox: [
                  { ...tellCustomer(order, "payment-declined"), dedupeKey: `payment-declined ${paymentId}` },
                ],
              },
        );
        const now = (await payments.get(paymentId)) ?? payment;
        if (!isMoved) return { kind: "already", order, payment: now };
        logger.info(isPaid ? "payment.received" : "payment.declined", { order: order.reference });
        deps.wake();
        return { kind: "decided", order, payment: now };
      } catch (error) {
        if (!(error instanceof PaymentTaken)) throw error;
        return { kind: "already", order, payment: (await payments.get(paymentId)) ?? payment };
      }
    },

    async receive(customerId, nonce, amount, chargeId) {
      const order = await orders.getByNonce(customerId, nonce);
      if (!order) return "absent";
      const known = await payments.findExternal("telegram", chargeId);
      if (known) return "again";
      const nowMs = clock.now();
      const base = newPayment(order, amount);
      const payment = {
        ...base,
        method: "telegram",
        state: "received",
        externalId: chargeId,
        photoFileId: null,
      } as const;
      const isPaid = await orders.transition({
        orderId: order.id,
        from: ["awaiting_payment"],
        to: "paid",
        patch: { paidAtMs: nowMs },
        detail: "paid in Stars",
        nowMs,
        payment: { do: "receive", payment },
        ledger: [...entryFor(order, "payment"), ...entryFor(order, "sale")],
        jobs: [sendJob(order, nowMs)],
        outbox: [tellCustomer(order, "payment-received")],
      });
      if (isPaid) {
        logger.info("payment.received", { order: order.reference });
        deps.wake();
        return "paid";
      }
      // Paid twice, or after its time: the order stays as it is, and this charge goes back. The customer is told first: the same update
      // may come again at any point, and the second time it is filed already.
      await deps.outbox.add(
        { ...tellCustomer(order, "payment-apart"), dedupeKey: `payment-apart ${chargeId}` },
        nowMs,
      );
      const isFiled = await payments.receiveApart(payment, apartEntry(order, payment, "payment", amount), [
        { kind: "refund", key: `payment ${payment.id}`, runAtMs: nowMs },
      ]);
      if (isFiled) logger.warn("payment.apart", { order: order.reference });
      deps.wake();
      return isFiled ? "apart" : "again";
    },

    async watchDeadline(orderId) {
      const order = await orders.get(orderId);
      if (order?.state !== "awaiting_payment") return DONE;
      const nowMs = clock.now();
      const dueAtMs = order.paymentDueAtMs ?? nowMs;
      if (nowMs < dueAtMs) return { again: dueAtMs };
      const isExpired = await orders.transition({
        orderId,
        from: ["awaiting_payment"],
        to: "expired",
        detail: "no payment came in time",
        nowMs,
        // A claim waits for staff, however long they take: the money may be here.
        unlessClaimed: true,
        outbox: [tellCustomer(order, "payment-expired")],
      });
      if (!isExpired) return { again: nowMs + 10 * 60_000 };
      logger.info("payment.expired", { order: order.reference });
      deps.wake();
      return DONE;
    },

    async remindStaff(paymentId) {
      const payment = await payments.get(paymentId);
      if (payment?.state !== "claimed") return DONE;
      const nowMs = clock.now();
      const round = reminderRound(nowMs - payment.createdAtMs);
      for (const intent of tellStaff(payment, round)) await deps.outbox.add(intent, nowMs);
      logger.warn("payment.waits-for-staff", { count: round });
      deps.wake();
      return { again: payment.createdAtMs + reminderAfterMs(round + 1) };
    },

    async cancel(customerId, orderId) {
      const order = await orders.getOwned(customerId, orderId);
      if (!order) return false;
      return orders.transition({
        orderId,
        from: ["awaiting_payment"],
        to: "cancelled",
        detail: "cancelled by the customer before paying",
        nowMs: clock.now(),
        unlessClaimed: true,
      });
    },
  };
}
