import type { TopupDetails } from "../../domain/topup.ts";
import type { Order } from "../../domain/order.ts";
import { tellCustomer, unknownTransition } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { TopupLook, TopupOf } from "../topups/topup-look.ts";
import type { Clock, Logger, OrderStore, TopupTaken } from "../ports/index.ts";
import {
  addressAlarm,
  expireUnpaid,
  FIRST_LOOK_MS,
  nextExpiredLook,
  nextLookMs,
  remindToPay,
  USUAL_HOLD_MS,
  WATCH_EXPIRED_MS,
} from "./page-course.ts";
import type { PagePolicy } from "./supplier-page.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly look: TopupLook;
  readonly policy: Pick<PagePolicy, "isKnownAddress">;
  /** The staff's chat, for alarms; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/**
 * Top-ups that the customer pays on the supplier's own page. No read tells how such a payment stands: only that the data is there, by
 * history or a grown total, shows that it was made.
 */
export interface TopupPage {
  /**
   * Files the success of *create top-up booking*: the order waits for the customer, who gets the address. Without an address that we
   * know, the order is `unknown` and read on, and staff are told.
   */
  fileTaken(order: Order, topup: TopupDetails, taken: TopupTaken): Promise<NextRun>;
  /** Job `await-topup`: one look at a top-up that is to be paid; for a day also at one that ended unpaid. */
  watch(orderId: string): Promise<NextRun>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The operator confirms within 30 minutes what was paid in the last one. */
const GRACE_MS = 40 * MINUTE;

/** Builds it. */
export function createTopupPage(deps: Deps): TopupPage {
  const { orders, look, clock, logger } = deps;

  async function goOnWaiting(order: TopupOf, isSilent: boolean, nowMs: number): Promise<NextRun> {
    const dueAtMs = order.paymentDueAtMs ?? nowMs;
    if (isSilent && nowMs >= dueAtMs + GRACE_MS) return expireUnpaid(deps, order, "not paid in time", nowMs);
    if (nowMs >= dueAtMs + WATCH_EXPIRED_MS) {
      const detail = "neither paid nor unpaid could be read";
      await orders.transition({
        ...unknownTransition(order, detail, false, nowMs),
        from: ["awaiting_supplier"],
      });
      logger.error("order.unknown", { order: order.reference, reason: detail });
      deps.wake();
      return DONE;
    }
    const nextReminderMs =
      nowMs >= dueAtMs ? Number.POSITIVE_INFINITY : await remindToPay(deps, order, dueAtMs, nowMs);
    const waitMs = nowMs >= dueAtMs + GRACE_MS ? 10 * MINUTE : nextLookMs(order, nowMs);
    return { again: Math.min(nowMs + waitMs, nextReminderMs) };
  }

  return {
    async fileTaken(order, topup, { paymentAddresses, autoCancelAtMs }) {
      const nowMs = clock.now();
      const paymentUrl = paymentAddresses.find((each) => deps.policy.isKnownAddress(each)) ?? null;
      if (paymentUrl === null) {
        const unknown = unknownTransition(order, "no payment page that we know", false, nowMs);
        await orders.transition({
          ...unknown,
          patch: { ...unknown.patch, topup },
          outbox: [...(unknown.outbox ?? []), ...addressAlarm(order, deps.supportChatId)],
        });
        logger.error("order.payment-address", { order: order.reference });
      } else {
        await orders.transition({
          orderId: order.id,
          from: ["sending", "unknown"],
          to: "awaiting_supplier",
          patch: {
            topup,
            paymentUrl,
            paymentDueAtMs: autoCancelAtMs ?? nowMs + USUAL_HOLD_MS,
            leaseUntilMs: null,
            notFoundReads: 0,
          },
          detail: "waiting for the customer to pay on the supplier's page",
          nowMs,
          jobs: [{ kind: "await-topup", key: order.id, runAtMs: nowMs + FIRST_LOOK_MS }],
          outbox: [tellCustomer(order, "payment-due")],
        });
        logger.info("order.awaits-payment", { order: order.reference });
      }
      deps.wake();
      return DONE;
    },

    async watch(orderId) {
      const order = await orders.get(orderId);
      const isOurs = order?.state === "awaiting_supplier" || order?.state === "expired";
      if (!order?.topup || !isOurs || order.paymentMethod !== "supplier_page") return DONE;
      const open = { ...order, topup: order.topup };
      const { reading, usage } = await look.read(open);
      const nowMs = clock.now();
      if (reading.found === "shown") {
        await look.fileShown(open, reading, usage);
        return DONE;
      }
      if (order.state === "expired") return nextExpiredLook(order, nowMs, 2 * HOUR);
      const isSilent = reading.found === "none" || reading.isHistorySilent;
      return goOnWaiting(open, isSilent, nowMs);
    },
  };
}
