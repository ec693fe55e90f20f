import type { Order } from "../../domain/order.ts";
import type { LedgerEntry, Payment } from "../../domain/payment.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { Clock, Logger, NewIntent, OrderStore, PaymentStore, StrayChargeStore } from "../ports/index.ts";
import { apartEntry, entryFor } from "./books.ts";

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
   * to no order we know.
   */
  refund(key: string, attempt: number): Promise<NextRun>;
  /** Job `owed-reminder`: tells staff again of money that they are to hand back, daily until they have. */
  remindOwed(orderId: string, attempt: number): Promise<NextRun>;
  /** Staff have handed manual money back; false when the order is not waiting for that. */
  markHandedBack(orderId: string, staffId: number): Promise<boolean>;
}

const RETRY_MS = [5_000, 30_000, 5 * 60_000, 60 * 60_000] as const;
/** Staff are reminded of money to be handed back an hour after they were asked, then daily. */
const REMIND_OWED_AFTER_MS = 60 * 60_000;
const REMIND_OWED_EVERY_MS = 24 * 60 * 60_000;
/** Event of an order whose money staff were asked again to hand back. */
export const OWED_REMINDED = "staff reminded to hand the money back";

/** Whether a `staff-refund` intent says that what is owed no longer is. */
export function isAllDone({ dedupeKey }: Pick<NewIntent, "dedupeKey">): boolean {
  return dedupeKey.endsWith(" done");
}

const ENDED = ["failed", "void", "expired"] as const satisfies readonly Order["state"][];

/** Builds the refunds. Credit and Stars go back by themselves; manual money waits for staff, who hand it back. */
export function createRefunds(deps: Deps): Refunds {
  const { orders, payments, clock, logger } = deps;
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

  /** Only people can hand manual money back. */
  function askStaff({ id }: Order, round: number | "done"): readonly NewIntent[] {
    if (deps.supportChatId === null) return [];
    const dedupeKey = `staff-refund ${id} ${round}`;
    return [{ chatId: deps.supportChatId, kind: "staff-refund", subject: id, dedupeKey }];
  }

  async function begin(order: Order): Promise<boolean> {
    const nowMs = clock.now();
    const isByHand = order.paymentMethod === "manual";
    return orders.transition({
      orderId: order.id,
      from: ENDED,
      to: "refunding",
      detail: "the money goes back",
      nowMs,
      // Only here it becomes credit. What goes back by another way is never credit: it would be spent, and handed back as well.
      ledger: order.paymentMethod === "credit" ? entryFor(order, "refund") : [],
      outbox: isByHand ? askStaff(order, 0) : [],
      jobs: isByHand ? [{ kind: "owed-reminder", key: order.id, runAtMs: nowMs + REMIND_OWED_AFTER_MS }] : [],
    });
  }

  /** The sale undone and its money gone, in one. */
  function givenBack(order: Order, staffId: number | null = null): readonly LedgerEntry[] {
    if (order.paymentMethod === "credit") return [];
    return [...entryFor(order, "refund"), ...entryFor(order, "payout", staffId)];
  }

  async function finish(order: Order, detail: string, staffId: number | null = null): Promise<boolean> {
    const isReminded = (await orders.events(order.id)).some((event) => event.detail === OWED_REMINDED);
    const isFinished = await orders.transition({
      orderId: order.id,
      from: ["refunding"],
      to: "refunded",
      detail,
      nowMs: clock.now(),
      ledger: givenBack(order, staffId),
      outbox: [tellCustomer(order, "order-refunded"), ...(isReminded ? askStaff(order, "done") : [])],
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
      if (charge && !(await returnCharge(order, charge, givenBack(order))))
        return { again: retryAt(attempt) };
      await finish(order, order.paymentMethod === "credit" ? "back on the account" : "the Stars went back");
      return DONE;
    },

    async remindOwed(orderId, attempt) {
      const order = await orders.get(orderId);
      if (order?.state !== "refunding" || order.paymentMethod !== "manual") return DONE;
      const nowMs = clock.now();
      await orders.transition({
        orderId,
        from: ["refunding"],
        to: "refunding",
        detail: OWED_REMINDED,
        nowMs,
        outbox: askStaff(order, attempt),
      });
      logger.warn("payment.owed", { order: order.reference, count: attempt });
      deps.wake();
      return { again: nowMs + REMIND_OWED_EVERY_MS };
    },

    async markHandedBack(orderId, staffId) {
      const order = await orders.get(orderId);
      return order?.state === "refunding" && order.paymentMethod === "manual"
        ? finish(order, `staff ${staffId} handed the money back`, staffId)
        : false;
    },
  };
}
