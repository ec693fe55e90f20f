import type { Order } from "../../domain/order.ts";
import type { LedgerEntry, Payment } from "../../domain/payment.ts";
import { isOwedByHand } from "../../domain/shortfall.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { Clock, Logger, OrderStore, PaymentStore, StrayChargeStore } from "../ports/index.ts";
import { apartEntry, entryFor, givenBack } from "./books.ts";
import { createOwedByHand } from "./owed-by-hand.ts";

/** What became of a call that returns Stars. `again`: nothing is known, it may be repeated: Telegram returns a charge once. */
export type StarsReturned = "returned" | "again" | "refused";

interface Deps {
  readonly orders: OrderStore;
  readonly payments: PaymentStore;
  readonly strayCharges: StrayChargeStore;
  /** The staff's chat, where manual money that has to be handed back is asked for; null where there is none. */
  readonly supportChatId: number | null;
  /** `refundStarPayment`: repeatable, since Telegram refuses a charge that was returned before. */
  readonly returnStars: (customerId: number, chargeId: string) => Promise<StarsReturned>;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Money that goes back. */
export interface Refunds {
  /**
   * Job `refund`: the key is an order's id, `payment <id>` for one charge that its order could not take, or `charge <id>` for one that belongs
   * to no order we know. For the share of an order that was closed short staff are asked.
   */
  refund(key: string, attempt: number): Promise<NextRun>;
  /** Job `owed-reminder`: tells staff again of money that they are to hand back, daily until they have. */
  remindOwed(orderId: string, attempt: number): Promise<NextRun>;
  /** Staff have handed back what is owed by hand; false when nothing is. */
  markHandedBack(orderId: string, staffId: number): Promise<boolean>;
}

const RETRY_MS = [5_000, 30_000, 5 * 60_000, 60 * 60_000] as const;

const ENDED = ["failed", "void", "expired"] as const satisfies readonly Order["state"][];

/** Builds the refunds. Credit and Stars go back by themselves; manual money waits for staff, who hand it back. */
export function createRefunds(deps: Deps): Refunds {
  const { orders, payments, clock, logger } = deps;
  const owed = createOwedByHand(deps);
  const retryAt = (attempt: number) =>
    clock.now() + (RETRY_MS[Math.min(attempt - 1, RETRY_MS.length - 1)] ?? RETRY_MS[0]);

  /** One charge back to its payer. False: try again later. */
  async function returnCharge(
    order: Order,
    payment: Payment,
    entries: readonly LedgerEntry[] = [apartEntry(order, payment, "payout", payment.amount)],
  ) {
    if (payment.state === "returned") return true;
    await payments.move(payment.id, "received", "returning", clock.now());
    const outcome = await deps.returnStars(order.customerId, payment.externalId ?? "");
    if (outcome === "returned") {
      await payments.move(payment.id, "returning", "returned", clock.now(), entries);
      logger.info("payment.returned", { order: order.reference });
      return true;
    }
    logger.error("payment.not-returned", { order: order.reference, reason: outcome });
    return false;
  }

  async function refundApart(paymentId: string, attempt: number): Promise<NextRun> {
    const payment = await payments.get(paymentId);
    const order = payment && (await orders.get(payment.orderId));
    if (!payment || !order) return DONE;
    return (await returnCharge(order, payment)) ? DONE : { again: retryAt(attempt) };
  }

  async function refundStray(id: string, attempt: number): Promise<NextRun> {
    const charge = await deps.strayCharges.get(id);
    if (!charge || charge.isReturned) return DONE;
    const outcome = await deps.returnStars(charge.customerId, charge.chargeId);
    if (outcome === "returned") {
      await deps.strayCharges.markReturned(id, clock.now());
      return DONE;
    }
    logger.error("payment.not-returned", { reason: outcome });
    return { again: retryAt(attempt) };
  }

  async function begin(order: Order): Promise<boolean> {
    return orders.transition({
      orderId: order.id,
      from: ENDED,
      to: "refunding",
      detail: "the money goes back",
      nowMs: clock.now(),
      // Only here it becomes credit. What goes back by another way is never credit: it would be spent, and handed back as well.
      ledger: order.paymentMethod === "credit" ? entryFor(order, "refund") : [],
      ...(order.paymentMethod === "manual" ? owed.firstAsk(order) : {}),
    });
  }

  /** What the books say once it is back; credit became so at once. */
  const booksOf = (order: Order, staffId: number | null = null): readonly LedgerEntry[] =>
    order.paymentMethod === "credit" ? [] : givenBack(order, order.charged, staffId);

  async function finish(order: Order, detail: string, staffId: number | null = null): Promise<boolean> {
    const isFinished = await orders.transition({
      orderId: order.id,
      from: ["refunding"],
      to: "refunded",
      detail,
      nowMs: clock.now(),
      ledger: booksOf(order, staffId),
      outbox: [tellCustomer(order, "order-refunded"), ...(await owed.lastWord(order))],
    });
    if (isFinished) logger.info("order.refunded", { order: order.reference });
    deps.wake();
    return isFinished;
  }

  return {
    async refund(key, attempt) {
      const [word, id, chargeId] = key.split(" ");
      if (word === "charge" && id !== undefined) {
        if (chargeId === undefined) return refundStray(id, attempt);
        // A key of before such charges had a place of their own: `charge <customer> <Telegram's id>`.
        await deps.strayCharges.add(Number(id), chargeId, clock.now());
        return DONE;
      }
      if (word === "payment" && id !== undefined) return refundApart(id, attempt);
      const found = await orders.get(key);
      if (!found) return DONE;
      if (found.shortfall) return owed.askForShare(found);
      if (found.state !== "refunding" && !(await begin(found))) return DONE;
      const order = (await orders.get(key)) ?? found;
      // Manual money is handed back by people: it is owed until they say so.
      if (order.state !== "refunding" || order.paymentMethod === "manual") {
        deps.wake();
        return DONE;
      }
      // A charge that the order could not take has a job of its own.
      const charge = (await payments.listOfOrder(order.id)).find(
        ({ method, isApart }) => method === "telegram" && !isApart,
      );
      if (charge && !(await returnCharge(order, charge, booksOf(order)))) return { again: retryAt(attempt) };
      await finish(order, order.paymentMethod === "credit" ? "back on the account" : "the Stars went back");
      return DONE;
    },

    remindOwed: owed.remind,

    async markHandedBack(orderId, staffId) {
      const order = await orders.get(orderId);
      if (!order || !isOwedByHand(order)) return false;
      return order.shortfall
        ? owed.returnShare(order, staffId)
        : finish(order, `staff ${staffId} handed the money back`, staffId);
    },
  };
}
