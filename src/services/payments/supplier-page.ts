import { PAID_AND_RETURNED, PAID_WITHOUT_ESIM, type Order } from "../../domain/order.ts";
import { issueTransition, tellCustomer, unknownTransition } from "../orders/order-outcomes.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
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
import type { Booking, Clock, Logger, NewIntent, OrderStore, Supplier, Transition } from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly policy: PagePolicy;
  /** The staff's chat, for alarms; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What the deployer knows of the supplier's page. */
export interface PagePolicy {
  /** Lower-case words of `payment_status` that mean paid; nothing else does. */
  readonly paidStatuses: readonly string[];
  /** Whether customers may be sent to this address. */
  readonly isKnownAddress: (address: string) => boolean;
}

/** Orders that the customer pays on the supplier's own page. */
export interface SupplierPage {
  /** Whether what a reading shows may be delivered: with this method only what is paid. */
  mayDeliver(order: Order, booking: Booking): boolean;
  /**
   * Files the answer of *create booking*: the order waits for the customer, who gets the address. An LPA that came with it is kept in the stored
   * answer, not sent. Without an address that we know, the order is `unknown`, and staff are told.
   */
  fileBooking(order: Order, booking: Booking): Promise<NextRun>;
  /** `unknown` → `awaiting_supplier`, when a reading finds the booking unpaid with its address, or cancelled; false when neither. */
  takeUnpaid(order: Order, booking: Booking): Promise<boolean>;
  /** Job `await-supplier`: one look at a booking that is to be paid; for a day also at one that ended unpaid. */
  watch(orderId: string): Promise<NextRun>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A payment made in the last minute may be read late. */
const GRACE_MS = 10 * MINUTE;
const SETTLING_READS = 3;

const ENDED_WORDS = /cancel|expire|void/;
const RETURNED_WORDS = /refund/;

/** What a reading says of the payment. */
type PageState = "paid" | "unpaid" | "ended" | "returned";

/** Builds it. */
export function createSupplierPage(deps: Deps): SupplierPage {
  const { orders, policy, clock, logger } = deps;

  function stateOf({ paymentStatus, bookingStatus }: Booking): PageState {
    const words = [paymentStatus ?? "", bookingStatus ?? ""];
    if (paymentStatus !== null && policy.paidStatuses.includes(paymentStatus)) return "paid";
    if (words.some((word) => RETURNED_WORDS.test(word))) return "returned";
    return words.some((word) => ENDED_WORDS.test(word)) ? "ended" : "unpaid";
  }

  const addressOf = ({ paymentAddresses = [] }: Booking) =>
    paymentAddresses.find((each) => policy.isKnownAddress(each)) ?? null;

  function awaiting(
    order: Order,
    booking: Booking,
    from: readonly Order["state"][],
    nowMs: number,
  ): Transition {
    const isEnded = stateOf(booking) === "ended" || stateOf(booking) === "returned";
    return {
      orderId: order.id,
      from,
      to: "awaiting_supplier",
      patch: {
        bookingId: booking.bookingId,
        supplierConfirmationId: booking.supplierConfirmationId,
        paymentUrl: addressOf(booking),
        paymentDueAtMs: isEnded ? nowMs : (booking.autoCancelAtMs ?? nowMs + USUAL_HOLD_MS),
        leaseUntilMs: null,
        notFoundReads: 0,
      },
      detail: "waiting for the customer to pay on the supplier's page",
      nowMs,
      supplierReply: booking.raw,
      jobs: [{ kind: "await-supplier", key: order.id, runAtMs: nowMs + (isEnded ? 0 : FIRST_LOOK_MS) }],
      outbox: isEnded ? [] : [tellCustomer(order, "payment-due")],
    };
  }

  function note(order: Order, detail: string, nowMs: number, outbox: readonly NewIntent[] = []): Transition {
    return { orderId: order.id, from: [order.state], to: order.state, detail, nowMs, outbox };
  }

  async function isNoted(order: Order, detail: string): Promise<boolean> {
    return (await orders.events(order.id)).some((event) => event.detail === detail);
  }

  /** The link goes: nobody is to pay twice while the supplier takes its time. */
  async function tellPaid(order: Order, nowMs: number): Promise<void> {
    const told = note(order, PAID_WITHOUT_ESIM, nowMs, [tellCustomer(order, "payment-received")]);
    await orders.transition({ ...told, patch: { paymentUrl: null } });
    deps.wake();
  }

  async function takePaid(order: Order, booking: Booking, nowMs: number): Promise<NextRun> {
    if (booking.esims.length === 0) {
      if (!(await isNoted(order, PAID_WITHOUT_ESIM))) await tellPaid(order, nowMs);
      return { again: nowMs + nextLookMs(order, nowMs) };
    }
    const detail = "paid on the supplier's page";
    const outcome = await issueTransition({ orders, order, booking, nowMs, detail, logger });
    deps.wake();
    if (outcome !== "contradiction") return DONE;
    return contradict(order, "the booking bears another order's eSIM", nowMs);
  }

  async function contradict(order: Order, detail: string, nowMs: number): Promise<NextRun> {
    if (order.state === "awaiting_supplier")
      await orders.transition({
        ...unknownTransition(order, detail, false, nowMs),
        from: ["awaiting_supplier"],
      });
    logger.error("order.contradiction", { order: order.reference, reason: detail });
    deps.wake();
    return DONE;
  }

  async function tellReturned(order: Order, nowMs: number): Promise<NextRun> {
    if (!(await isNoted(order, PAID_AND_RETURNED)))
      await orders.transition(note(order, PAID_AND_RETURNED, nowMs, [tellCustomer(order, "payment-late")]));
    deps.wake();
    return DONE;
  }

  async function goOnWaiting(
    order: Order,
    seen: "unpaid" | "ended" | "none" | "unclear",
    nowMs: number,
  ): Promise<NextRun> {
    const dueAtMs = order.paymentDueAtMs ?? nowMs;
    const isOver = nowMs >= dueAtMs;
    if (seen === "ended") return expireUnpaid(deps, order, "cancelled at the supplier, unpaid", nowMs);
    if (seen === "unpaid" && nowMs >= dueAtMs + GRACE_MS)
      return expireUnpaid(deps, order, "not paid in time", nowMs);
    const reads = seen === "none" ? order.notFoundReads + 1 : 0;
    if (reads !== order.notFoundReads) await orders.annotate(order.id, { notFoundReads: reads }, nowMs);
    if (reads >= SETTLING_READS)
      return isOver
        ? expireUnpaid(deps, order, "the unpaid booking is gone", nowMs)
        : contradict(order, "a booking to be paid is not found", nowMs);
    if (seen === "unclear" && nowMs >= dueAtMs + WATCH_EXPIRED_MS)
      return contradict(order, "the booking cannot be read", nowMs);
    const nextReminderMs = isOver ? Number.POSITIVE_INFINITY : await remindToPay(deps, order, dueAtMs, nowMs);
    return { again: Math.min(nowMs + nextLookMs(order, nowMs), nextReminderMs) };
  }

  return {
    mayDeliver: (order, booking) => order.paymentMethod !== "supplier_page" || stateOf(booking) === "paid",

    async fileBooking(order, booking) {
      const nowMs = clock.now();
      if (addressOf(booking) !== null) {
        // One that was given up as `unknown` before the answer came is taken too.
        const isMoved = await orders.transition(awaiting(order, booking, ["sending", "unknown"], nowMs));
        if (isMoved) logger.info("order.awaits-payment", { order: order.reference });
      } else {
        const unknown = unknownTransition(order, "no payment page that we know", false, nowMs);
        await orders.transition({
          ...unknown,
          patch: { ...unknown.patch, bookingId: booking.bookingId },
          outbox: [...(unknown.outbox ?? []), ...addressAlarm(order, deps.supportChatId)],
          supplierReply: booking.raw,
        });
        logger.error("order.payment-address", { order: order.reference });
      }
      deps.wake();
      return DONE;
    },

    async takeUnpaid(order, booking) {
      const isSettled = stateOf(booking) !== "unpaid" || addressOf(booking) !== null;
      if (order.state !== "unknown" || !isSettled) return false;
      const isMoved = await orders.transition(awaiting(order, booking, ["unknown"], clock.now()));
      deps.wake();
      return isMoved;
    },

    async watch(orderId) {
      const order = await orders.get(orderId);
      const isOurs = order?.state === "awaiting_supplier" || order?.state === "expired";
      if (!order?.quote || !isOurs || order.paymentMethod !== "supplier_page") return DONE;
      const reading = await deps.supplier.readBooking(order.quote.bookingTrackingId, order.bookingId);
      const nowMs = clock.now();
      const state = reading.found === "booking" ? stateOf(reading.booking) : reading.found;
      if (reading.found === "booking" && state === "paid") return takePaid(order, reading.booking, nowMs);
      if (state === "returned" && order.state === "expired") return tellReturned(order, nowMs);
      if (order.state === "expired") return nextExpiredLook(order, nowMs, HOUR);
      return goOnWaiting(
        order,
        state === "unpaid" || state === "none" || state === "unclear" ? state : "ended",
        nowMs,
      );
    },
  };
}
