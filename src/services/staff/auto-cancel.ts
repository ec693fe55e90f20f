import { isPending, WARN_BEFORE_MS } from "../pending-payment.ts";
import type { Clock, IncidentStore, OrderStore, Supplier } from "../ports/index.ts";
import { DONE, type NextRun } from "../sending.ts";
import type { Alarms } from "./alarms.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get">;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly alarms: Pick<Alarms, "raise" | "clear">;
  readonly incidents: Pick<IncidentStore, "listOpen">;
  readonly clock: Clock;
}

/** Looks at bookings from the agency's balance that the supplier calls unpaid. */
export interface AutoCancelWatch {
  /** Job `watch-auto-cancel`: one look at an issued order whose payment was pending. */
  run(orderId: string): Promise<NextRun>;
}

const MINUTE = 60_000;
const LOOK_EVERY_MS = 15 * MINUTE;

/** Builds the watch. */
export function createAutoCancelWatch({ orders, supplier, alarms, incidents, clock }: Deps): AutoCancelWatch {
  return {
    async run(orderId) {
      const order = await orders.get(orderId);
      const trackingId = order?.quote?.bookingTrackingId;
      if (!trackingId) return DONE;
      const reading = await supplier.readBooking(trackingId, order.bookingId);
      const nowMs = clock.now();
      if (reading.found !== "booking") return { again: nowMs + LOOK_EVERY_MS };
      const { booking } = reading;
      if (!isPending(booking)) {
        await alarms.clear("payment-pending", orderId);
        return DONE;
      }
      const deadlineMs = booking.autoCancelAtMs;
      if (deadlineMs === null || nowMs > deadlineMs + LOOK_EVERY_MS) {
        // A cancelled booking leaves the alarm open: a person must look.
        if (!/cancel/.test(booking.bookingStatus ?? "")) await alarms.clear("payment-pending", orderId);
        return DONE;
      }
      if (nowMs < deadlineMs - WARN_BEFORE_MS) return { again: deadlineMs - WARN_BEFORE_MS };
      // A supplier that calls every booking pending must not alarm for each: the first one stands for all.
      const isKnown = (await incidents.listOpen()).some(({ kind }) => kind === "payment-pending");
      if (!isKnown) await alarms.raise("payment-pending", orderId);
      return { again: nowMs + LOOK_EVERY_MS };
    },
  };
}
