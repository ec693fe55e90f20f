import type { Order } from "../../domain/order.ts";
import type { OrderEvent, OrderStore } from "../ports/index.ts";

/** An explicit refusal is believed after three authoritative not-founds over ten minutes; a lost answer after a day of them. */
const SETTLING_READS = 3;
const REFUSED_AFTER_MS = 10 * 60_000;
const LOST_AFTER_MS = 24 * 60 * 60_000;

/** What the beginning of a row is found by again among an order's events. */
const FIRST_NOT_FOUND = "no booking is found";

/** Authoritative not-founds that nothing interrupted. */
export interface NotFoundRow {
  readonly reads: number;
  /** Between its first read and now, milliseconds. */
  readonly lastsMs: number;
}

/** When the unbroken row of not-founds began, epoch milliseconds; null when none is running. */
export function rowSinceMs(order: Order, events: readonly OrderEvent[]): number | null {
  const first = events.findLast((event) => event.detail === FIRST_NOT_FOUND);
  return order.notFoundReads > 0 && first ? first.atMs : null;
}

/** Whether the row settles that there is nothing. */
export function isRowLongEnough({ explicitRefusal }: Order, { reads, lastsMs }: NotFoundRow): boolean {
  return reads >= SETTLING_READS && lastsMs >= (explicitRefusal ? REFUSED_AFTER_MS : LOST_AFTER_MS);
}

/** Files one more authoritative not-found, and gives the row with it. `sinceMs` is what `rowSinceMs` gave. */
export async function countNotFound(
  orders: Pick<OrderStore, "annotate" | "transition">,
  order: Order,
  sinceMs: number | null,
  nowMs: number,
): Promise<NotFoundRow> {
  const reads = order.notFoundReads + 1;
  const { id: orderId, state } = order;
  const patch = { notFoundReads: reads };
  if (sinceMs === null)
    await orders.transition({ orderId, from: [state], to: state, detail: FIRST_NOT_FOUND, nowMs, patch });
  else await orders.annotate(orderId, patch, nowMs);
  return { reads, lastsMs: nowMs - (sinceMs ?? nowMs) };
}

/** Only an unbroken row counts: what proves nothing breaks it. */
export async function breakNotFoundRow(
  orders: Pick<OrderStore, "annotate">,
  order: Order,
  nowMs: number,
): Promise<void> {
  if (order.notFoundReads > 0) await orders.annotate(order.id, { notFoundReads: 0 }, nowMs);
}
