import type { Order } from "../domain/order.ts";
import type { NextRun } from "./fulfilment.ts";
import { issueTransition, tellCustomer, unknownTransition } from "./order-outcomes.ts";
import type { BookingReading, Clock, EsimStore, Job, Logger, OrderStore, Supplier } from "./ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Supplier;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** Settles orders whose outcome is not known, by reading only. */
export interface Reconciliation {
  /** One look at an order: an abandoned `sending`, an `unknown` one, or a `void` one that might still be found. */
  reconcile(job: Job): Promise<NextRun>;
  /** Gives every `sending` order whose lease has run out a look; at boot and each minute. */
  sweep(): Promise<NextRun>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SWEEP_EVERY_MS = MINUTE;
/** The customer hears again within 15 minutes. */
const REASSURE_AFTER_MS = 10 * MINUTE;
/** An explicit refusal is believed after three authoritative not-founds over ten minutes; a lost answer after a day of them. */
const REFUSED_READS = 3;
const REFUSED_AFTER_MS = 10 * MINUTE;
const LOST_AFTER_MS = DAY;
const WATCH_VOID_MS = 7 * DAY;

/** 5 s, 10 s, 20 s … up to five minutes in the first hour, then hourly. */
export function nextReadMs(attempt: number, ageMs: number): number {
  const cap = ageMs < 60 * MINUTE ? 5 * MINUTE : 60 * MINUTE;
  return Math.min(5_000 * 2 ** Math.min(attempt, 20), cap);
}

/** Builds the reconciliation over booking details, the supplier's free read. */
export function createReconciliation(deps: Deps): Reconciliation {
  const { orders, supplier, clock, logger } = deps;

  async function onNone(order: Order, nowMs: number): Promise<"void" | "waiting"> {
    const reads = order.notFoundReads + 1;
    await orders.annotate(order.id, { notFoundReads: reads }, nowMs);
    const hasEsims = (await deps.esims.listOfOrder(order.id)).length > 0;
    // A part was issued and the booking cannot be found: only a person can tell.
    if (hasEsims) return "waiting";
    const ageMs = nowMs - (order.sentAtMs ?? nowMs);
    const isRefused = order.explicitRefusal && reads >= REFUSED_READS && ageMs >= REFUSED_AFTER_MS;
    const isLost = ageMs >= LOST_AFTER_MS && reads >= REFUSED_READS;
    if (!isRefused && !isLost) return "waiting";
    const isVoid = await orders.transition({
      orderId: order.id,
      from: ["unknown"],
      to: "void",
      detail: `${reads} authoritative not-founds`,
      nowMs,
      outbox: [tellCustomer(order, "order-void")],
    });
    if (isVoid) logger.warn("order.void", { order: order.reference, count: reads });
    deps.wake();
    return "void";
  }

  async function takeBooking(
    order: Order,
    reading: Extract<BookingReading, { found: "booking" }>,
  ): Promise<boolean> {
    const { booking } = reading;
    if (booking.esims.length === 0) return false;
    const known = await deps.esims.listOfOrder(order.id);
    const isNews = booking.esims.some((profile) => !known.some((each) => each.iccid === profile.iccid));
    if (!isNews && booking.esims.length < order.quantity) return false;
    if (order.state === "void") logger.error("order.found-after-void", { order: order.reference });
    const state = await issueTransition({
      orders,
      order,
      booking,
      nowMs: clock.now(),
      detail: "found by reading",
      logger,
    });
    deps.wake();
    return state === "issued";
  }

  async function readUnknown(order: Order, job: Job): Promise<NextRun> {
    const trackingId = order.quote?.bookingTrackingId;
    if (!trackingId) return { done: true };
    const reading = await supplier.readBooking(trackingId, order.bookingId);
    const nowMs = clock.now();
    if (reading.found === "booking" && (await takeBooking(order, reading))) return { done: true };
    if (order.state === "void") {
      const isOver = nowMs - (order.sentAtMs ?? 0) > WATCH_VOID_MS + DAY;
      return isOver ? { done: true } : { again: nowMs + DAY };
    }
    if (reading.found === "none" && (await onNone(order, nowMs)) === "void") return { again: nowMs + DAY };
    const ageMs = nowMs - (order.sentAtMs ?? nowMs);
    if (ageMs >= REASSURE_AFTER_MS) await reassure(order, nowMs);
    return { again: nowMs + nextReadMs(job.attempts - 1, ageMs) };
  }

  async function reassure(order: Order, nowMs: number): Promise<void> {
    const outbox = [tellCustomer(order, "order-still-unknown")];
    if (!(await hasBeenTold(order)))
      await orders.transition({
        orderId: order.id,
        from: ["unknown"],
        to: "unknown",
        detail: "customer told again",
        nowMs,
        outbox,
      });
    deps.wake();
  }

  async function hasBeenTold(order: Order): Promise<boolean> {
    return (await orders.events(order.id)).some((event) => event.detail === "customer told again");
  }

  async function abandon(order: Order): Promise<void> {
    const moved = await orders.transition(
      unknownTransition(order, "the process ended while sending", false, clock.now()),
    );
    if (moved) logger.error("order.unknown", { order: order.reference, reason: "abandoned" });
    deps.wake();
  }

  return {
    async reconcile(job) {
      const order = await orders.get(job.key);
      if (!order) return { done: true };
      if (order.state === "sending") {
        const leaseUntilMs = order.leaseUntilMs ?? 0;
        if (clock.now() < leaseUntilMs) return { again: leaseUntilMs };
        await abandon(order);
        return { again: clock.now() };
      }
      return order.state === "unknown" || order.state === "void" ? readUnknown(order, job) : { done: true };
    },

    async sweep() {
      for (const order of await orders.listAbandoned(clock.now())) await abandon(order);
      return { again: clock.now() + SWEEP_EVERY_MS };
    },
  };
}
