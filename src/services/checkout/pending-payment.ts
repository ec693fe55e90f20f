import type { Order } from "../../domain/order.ts";
import type { Booking, NewJob } from "../ports/index.ts";

/** Staff need time to call the supplier. */
export const WARN_BEFORE_MS = 2 * 60 * 60_000;

/**
 * The job that watches a booking which the supplier paid from the agency's balance and still calls pending: its own sample does so. That is
 * no refusal; but near `auto_cancel_timestamp` a person must look, or the eSIM may be cancelled under the customer.
 */
export function autoCancelJobs(order: Order, booking: Booking): readonly NewJob[] {
  const { autoCancelAtMs } = booking;
  if (order.paymentMethod === "supplier_page" || autoCancelAtMs === null || !isPending(booking)) return [];
  return [{ kind: "watch-auto-cancel", key: order.id, runAtMs: autoCancelAtMs - WARN_BEFORE_MS }];
}

/** Whether the supplier says that the booking is not paid yet. */
export function isPending({ paymentStatus }: Booking): boolean {
  return paymentStatus !== null && /pending|unpaid|hold|due/.test(paymentStatus);
}
