import type { Order } from "../../domain/order.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import type { Logger, NewIntent, OrderStore } from "../ports/index.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The first look at what is to be paid on the supplier's page. */
export const FIRST_LOOK_MS = 5 * SECOND;

/** How long it may be paid where ITT names no deadline. */
export const USUAL_HOLD_MS = 30 * MINUTE;

/** What ended unpaid is looked at for so long after its deadline: a late payment is still delivered, or told to be returned. */
export const WATCH_EXPIRED_MS = 24 * HOUR;

const REMIND_BEFORE_MS = [10 * MINUTE, 3 * MINUTE] as const;

/** From five seconds to a minute, growing with the time since the purchase. */
export function nextLookMs(order: Order, nowMs: number): number {
  return Math.min(Math.max(nowMs - (order.sentAtMs ?? nowMs), FIRST_LOOK_MS), MINUTE);
}

/** Tells staff that an answer named no page that customers may be sent to. */
export function addressAlarm(order: Order, chatId: number | null): readonly NewIntent[] {
  if (chatId === null) return [];
  return [{ chatId, kind: "staff-alarm", subject: order.id, dedupeKey: `payment-address ${order.id}` }];
}

/**
 * Reminds the customer ten and three minutes before the page closes, each once; one whose moment had passed when the page was made is left
 * out. Gives when to look again, at the latest.
 */
export async function remindToPay(
  deps: { readonly orders: Pick<OrderStore, "transition">; readonly wake: () => void },
  order: Order,
  dueAtMs: number,
  nowMs: number,
): Promise<number> {
  for (const beforeMs of REMIND_BEFORE_MS) {
    const atMs = dueAtMs - beforeMs;
    if (nowMs < atMs) return atMs;
    const isNext = nowMs < atMs + 3 * MINUTE && nowMs < dueAtMs;
    if (!isNext || (order.sentAtMs ?? nowMs) > atMs - MINUTE) continue;
    const { chatId, id: subject, state } = order;
    const dedupeKey = `payment-reminder ${subject} ${beforeMs / MINUTE}`;
    await deps.orders.transition({
      orderId: subject,
      from: [state],
      to: state,
      detail: `reminded, ${beforeMs / MINUTE} minutes are left`,
      nowMs,
      outbox: [{ chatId, kind: "payment-reminder", subject, dedupeKey }],
    });
    deps.wake();
  }
  return dueAtMs;
}

/** Ends what nobody has paid on the page, and tells the customer. */
export async function expireUnpaid(
  deps: {
    readonly orders: Pick<OrderStore, "transition">;
    readonly wake: () => void;
    readonly logger: Logger;
  },
  order: Order,
  detail: string,
  nowMs: number,
): Promise<NextRun> {
  const isExpired = await deps.orders.transition({
    orderId: order.id,
    from: ["awaiting_supplier"],
    to: "expired",
    detail,
    nowMs,
    outbox: [tellCustomer(order, "payment-expired")],
  });
  if (isExpired) deps.logger.info("payment.expired", { order: order.reference });
  deps.wake();
  return { again: nowMs + 5 * MINUTE };
}

/** The next look at what ended unpaid: every five minutes until `closelyMs` after the deadline, then hourly for a day. */
export function nextExpiredLook(order: Order, nowMs: number, closelyMs: number): NextRun {
  const ageMs = nowMs - (order.paymentDueAtMs ?? order.updatedAtMs);
  if (ageMs > WATCH_EXPIRED_MS) return DONE;
  return { again: nowMs + (ageMs < closelyMs ? 5 * MINUTE : HOUR) };
}
