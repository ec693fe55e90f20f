import { isPending, WARN_BEFORE_MS } from "../checkout/pending-payment.ts";
import type { Clock, IncidentStore, OrderStore, Supplier } from "../ports/index.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { Alarms } from "./alarms.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get">;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly alarms: Pick<Alarms, "raise" | "report" | "clear">;
  readonly incidents: Pick<IncidentStore, "listOpen" | "close">;
  readonly clock: Clock;
}

/** Looks at bookings from the agency's balance that the supplier calls unpaid. */
export interface AutoCancelWatch {
  /** Job `watch-auto-cancel`: one look at an issued order whose payment was pending; `look` counts them. */
  run(orderId: string, look: number): Promise<NextRun>;
}

const MINUTE = 60_000;
const LOOK_EVERY_MS = 15 * MINUTE;
/** The first look is made `WARN_BEFORE_MS` before the deadline; a booking that is not found is looked for until a day after it. */
const MOST_LOOKS = (WARN_BEFORE_MS + 24 * 60 * MINUTE) / LOOK_EVERY_MS;

/** Builds the watch. */
export function createAutoCancelWatch({ orders, supplier, alarms, incidents, clock }: Deps): AutoCancelWatch {
  /** Staff are told of this very order, once; it has no end that could be told, and must not stand for others. */
  async function endLost(orderId: string): Promise<NextRun> {
    await alarms.report("payment-pending", orderId);
    await incidents.close("payment-pending", orderId, null, clock.now());
    return DONE;
  }

  /** A supplier that calls every booking pending must not alarm for each: one stands for all, until its deadline. */
  async function isKnown(nowMs: number): Promise<boolean> {
    const sinceMs = nowMs - WARN_BEFORE_MS - 2 * LOOK_EVERY_MS;
    return (await incidents.listOpen()).some(
      ({ kind, openedAtMs }) => kind === "payment-pending" && openedAtMs > sinceMs,
    );
  }

  return {
    async run(orderId, look) {
      const order = await orders.get(orderId);
      const trackingId = order?.quote?.bookingTrackingId;
      if (!trackingId) return DONE;
      const reading = await supplier.readBooking(trackingId, order.bookingId);
      const nowMs = clock.now();
      if (reading.found !== "booking")
        return look > MOST_LOOKS ? endLost(orderId) : { again: nowMs + LOOK_EVERY_MS };
      const { booking } = reading;
      if ([booking.bookingStatus, booking.paymentStatus].some((word) => /cancel/.test(word ?? "")))
        return endLost(orderId);
      const deadlineMs = booking.autoCancelAtMs;
      const isOver = deadlineMs === null || nowMs > deadlineMs + LOOK_EVERY_MS;
      if (!isPending(booking) || isOver) {
        await alarms.clear("payment-pending", orderId);
        return DONE;
      }
      if (nowMs < deadlineMs - WARN_BEFORE_MS) return { again: deadlineMs - WARN_BEFORE_MS };
      if (!(await isKnown(nowMs))) await alarms.raise("payment-pending", orderId);
      return { again: nowMs + LOOK_EVERY_MS };
    },
  };
}
