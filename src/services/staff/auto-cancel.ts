import type { IncidentTurn } from "../../domain/incident.ts";
import { isPending, WARN_BEFORE_MS } from "../checkout/pending-payment.ts";
import type { Booking, Clock, IncidentStore, OrderStore, Supplier } from "../ports/index.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { Alarms } from "./alarms.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get">;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly alarms: Pick<Alarms, "raise" | "turn" | "clear">;
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
/** After the deadline: the supplier may be late to take the money, and to cancel. */
const LATE_LOOK_EVERY_MS = 60 * MINUTE;
const LOOK_AFTER_MS = 24 * 60 * MINUTE;
/** The first look is made `WARN_BEFORE_MS` before the deadline; a booking that is not found is looked for until a day after it. */
const MOST_LOOKS = (WARN_BEFORE_MS + LOOK_AFTER_MS) / LOOK_EVERY_MS;

/** Builds the watch. */
export function createAutoCancelWatch({ orders, supplier, alarms, incidents, clock }: Deps): AutoCancelWatch {
  /** Staff are told of this very order, once; it must not stand for others. */
  async function end(orderId: string, turn: IncidentTurn): Promise<NextRun> {
    await alarms.turn("payment-pending", orderId, turn, true);
    return DONE;
  }

  /** A supplier that calls every booking pending must not alarm for each: one stands for all, until its deadline. */
  async function isKnown(nowMs: number): Promise<boolean> {
    const sinceMs = nowMs - WARN_BEFORE_MS - 2 * LOOK_EVERY_MS;
    return (await incidents.listOpen()).some(
      ({ kind, openedAtMs }) => kind === "payment-pending" && openedAtMs > sinceMs,
    );
  }

  /** The deadline has passed, and the supplier has neither taken the money nor cancelled: that is no all-clear. */
  async function lookOn(orderId: string, deadlineMs: number, nowMs: number): Promise<NextRun> {
    await alarms.turn("payment-pending", orderId, "past", false);
    if (nowMs < deadlineMs + LOOK_AFTER_MS) return { again: nowMs + LATE_LOOK_EVERY_MS };
    // What was told stays true: nothing else is known of it.
    await incidents.close("payment-pending", orderId, null, nowMs);
    return DONE;
  }

  return {
    async run(orderId, look) {
      const order = await orders.get(orderId);
      const trackingId = order?.quote?.bookingTrackingId;
      if (!trackingId) return DONE;
      const reading = await supplier.readBooking(trackingId, order.bookingId);
      const nowMs = clock.now();
      if (reading.found !== "booking")
        return look > MOST_LOOKS ? end(orderId, "gone") : { again: nowMs + LOOK_EVERY_MS };
      const { booking } = reading;
      if (isCancelled(booking)) return end(orderId, "cancelled");
      if (isShownPaid(booking)) {
        await alarms.clear("payment-pending", orderId);
        return DONE;
      }
      // The order was pending with a deadline when this watch began: an answer that leaves it out has taken nothing back.
      const deadlineMs = booking.autoCancelAtMs ?? nowMs;
      if (nowMs > deadlineMs + LOOK_EVERY_MS) return lookOn(orderId, deadlineMs, nowMs);
      if (nowMs < deadlineMs - WARN_BEFORE_MS) return { again: deadlineMs - WARN_BEFORE_MS };
      if (look > MOST_LOOKS) return lookOn(orderId, nowMs - LOOK_AFTER_MS, nowMs);
      if (!(await isKnown(nowMs))) await alarms.raise("payment-pending", orderId);
      return { again: nowMs + LOOK_EVERY_MS };
    },
  };
}

/** A word that says so: an answer without one, or that a payment failed, is no all-clear. */
function isShownPaid(booking: Booking): boolean {
  const { paymentStatus } = booking;
  return (
    paymentStatus !== null && !isPending(booking) && !/fail|declin|refund|expire|void/.test(paymentStatus)
  );
}

function isCancelled({ bookingStatus, paymentStatus }: Booking): boolean {
  return [bookingStatus, paymentStatus].some((word) => /cancel/.test(word ?? ""));
}
