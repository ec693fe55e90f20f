import { ABANDONED, FOUND_AFTER_END, type Order } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import { createClosedOrders } from "./closed-orders.ts";
import type { NextRun } from "./sending.ts";
import { breakNotFoundRow, countNotFound, isRowLongEnough, rowSinceMs } from "./not-found-row.ts";
import { issueTransition, refundJobs, tellCustomer, unknownTransition } from "./order-outcomes.ts";
import type { SupplierPage } from "../payments/supplier-page.ts";
import type {
  Booking,
  BookingReading,
  Clock,
  EsimStore,
  Job,
  Logger,
  OrderStore,
  Supplier,
  Transition,
} from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Supplier;
  /** What the customer pays on the supplier's page is delivered only when it is paid. */
  readonly page: Pick<SupplierPage, "mayDeliver" | "takeUnpaid">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** Settles orders whose outcome is not known, by reading only. */
export interface Reconciliation {
  /** One look at an order: an abandoned `sending`, an `unknown` one, or one settled as `staff` or `void`, or closed short, that might still be found. */
  reconcile(job: Job): Promise<NextRun>;
  /** Gives every `sending` order whose lease has run out a look; at boot and each minute. */
  sweep(): Promise<NextRun>;
  /**
   * Files what a found booking brings, however it was found; `detail` is the event's. `issued`: the order is settled, which for one that is
   * to be paid on the supplier's page may mean that its customer is asked to pay.
   */
  take(order: Order, booking: Booking, detail: string): Promise<"issued" | "waiting" | "contradiction">;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SWEEP_EVERY_MS = MINUTE;
const FIRST_READ_MS = 5_000;
/** The customer hears again within 15 minutes of the first message. */
const REASSURE_AFTER_MS = 10 * MINUTE;
/** Orders that were settled as void are looked at for a week more. */
const WATCH_VOID_MS = 7 * DAY;
/** How often an order that waits for a person is read meanwhile. */
const STAFF_READ_EVERY_MS = 60 * MINUTE;

/** What the order's event is found by again. */
const TOLD_AGAIN = "customer told again";

/** The wait grows with the time that has passed, and so doubles: 5 s, 10 s, 20 s … up to five minutes in the first hour, then hourly. */
export function nextReadMs(ageMs: number): number {
  const cap = ageMs < 60 * MINUTE ? 5 * MINUTE : 60 * MINUTE;
  return Math.min(Math.max(ageMs, FIRST_READ_MS), cap);
}

/** An order that is being settled, with what its events tell. */
interface Case {
  readonly order: Order;
  /** When the customer was told first, epoch milliseconds. */
  readonly unknownSinceMs: number;
  readonly isToldAgain: boolean;
  /** When the unbroken row of not-founds began; null when none has. */
  readonly notFoundSinceMs: number | null;
}

/**
 * Orders that may still be found: open ones, those that ended after something was sent, whether or not the money went back since, and those
 * that were closed short. One whose request never left has nothing to be found.
 */
export function isWatched(order: Order): boolean {
  const { state, sentAtMs, explicitRefusal } = order;
  if (isClosedShort(order)) return true;
  if (state === "failed") return explicitRefusal;
  const hasEnded = state === "void" || state === "refunding" || state === "refunded";
  return state === "unknown" || state === "staff" || (hasEnded && sentAtMs !== null);
}

/** Builds the reconciliation over booking details, the supplier's free read. */
export function createReconciliation(deps: Deps): Reconciliation {
  const { orders, supplier, clock, logger } = deps;
  const closed = createClosedOrders(deps);

  async function openCase(order: Order): Promise<Case> {
    const events = await orders.events(order.id);
    const firstUnknown = events.find((event) => event.to === "unknown");
    return {
      order,
      unknownSinceMs: firstUnknown?.atMs ?? order.sentAtMs ?? order.updatedAtMs,
      isToldAgain: events.some((event) => event.detail === TOLD_AGAIN),
      notFoundSinceMs: rowSinceMs(order, events),
    };
  }

  /** An event of an order that stays where it is. */
  function note(
    order: Order,
    detail: string,
    nowMs: number,
    more: Partial<Transition> = {},
  ): Promise<boolean> {
    return orders.transition({
      orderId: order.id,
      from: [order.state],
      to: order.state,
      detail,
      nowMs,
      ...more,
    });
  }

  /** One more authoritative not-found. Gives whether the order is settled by it. */
  async function isSettledBy({ order, notFoundSinceMs }: Case, nowMs: number): Promise<boolean> {
    return isRowLongEnough(order, await countNotFound(orders, order, notFoundSinceMs, nowMs));
  }

  /** A booking that was seen, or that gave a part of its eSIMs, and is not found: only a person can tell. */
  async function isContradicted(order: Order): Promise<boolean> {
    return order.bookingId !== null || (await deps.esims.listOfOrder(order.id)).length > 0;
  }

  async function endAsVoid(order: Order, nowMs: number): Promise<NextRun> {
    const isVoid = await orders.transition({
      orderId: order.id,
      from: ["unknown", "staff"],
      to: "void",
      detail: "only authoritative not-founds",
      nowMs,
      jobs: refundJobs(order, nowMs),
      outbox: [tellCustomer(order, "order-void")],
    });
    if (isVoid) logger.warn("order.void", { order: order.reference, count: order.notFoundReads + 1 });
    deps.wake();
    return { again: nowMs + DAY };
  }

  /** The customer was told twice, reading does not settle it, and they hear that a person looks now. It is read on: what comes late is still delivered. */
  async function handToStaff(order: Order, detail: string, nowMs: number): Promise<NextRun> {
    const told = { ...tellCustomer(order, "order-still-unknown"), dedupeKey: `order-with-staff ${order.id}` };
    await orders.transition({
      orderId: order.id,
      from: ["unknown"],
      to: "staff",
      detail,
      nowMs,
      outbox: [told],
    });
    logger.error("order.staff", { order: order.reference, reason: detail });
    deps.wake();
    return { again: nowMs + STAFF_READ_EVERY_MS };
  }

  /** Files what a found booking brings. A booking without its eSIM is ordered, not deliverable yet. */
  async function takeBooking(
    order: Order,
    booking: Booking,
    detail: string,
  ): Promise<"issued" | "waiting" | "contradiction"> {
    const nowMs = clock.now();
    const isDeliverable = deps.page.mayDeliver(order, booking);
    // It is settled: its customer is asked to pay, and another job looks for that.
    if (!isDeliverable && (await deps.page.takeUnpaid(order, booking))) return "issued";
    if (isClosedShort(order)) return isDeliverable ? closed.takeRest(order, booking) : "waiting";
    const known = await deps.esims.listOfOrder(order.id);
    const isNews = booking.esims.some((profile) => !known.some((each) => each.iccid === profile.iccid));
    const isWhole = booking.esims.length > 0 && booking.esims.length >= order.quantity;
    if (order.state !== "unknown" && order.state !== "staff")
      logger.error(order.state === "void" ? "order.found-after-void" : "order.found-after-end", {
        order: order.reference,
      });
    if ((!isNews && !isWhole) || !isDeliverable) {
      const { bookingId } = booking;
      if (order.bookingId === null || order.notFoundReads > 0)
        await note(
          order,
          isDeliverable ? "the booking is there, its eSIM is not" : "the booking is there, unpaid",
          nowMs,
          {
            patch: { bookingId, notFoundReads: 0 },
          },
        );
      return "waiting";
    }
    const outcome = await issueTransition({ orders, order, booking, nowMs, detail, logger });
    deps.wake();
    if (outcome === "overtaken") return (await isSettled(order.id)) ? "issued" : "waiting";
    return outcome === "short" ? "waiting" : outcome;
  }

  /** Somebody was faster: they filed the same, or staff closed the order short meanwhile, and it is to be read once more. */
  async function isSettled(orderId: string): Promise<boolean> {
    const order = await orders.get(orderId);
    return !order || !isWatched(order);
  }

  /** What came too late may be paid for already: staff are told at the first such read, by this event. */
  async function noteAfterEnd(order: Order, nowMs: number): Promise<void> {
    const isNoted = (await orders.events(order.id)).some(({ detail }) => detail === FOUND_AFTER_END);
    if (!isNoted) await note(order, FOUND_AFTER_END, nowMs);
  }

  async function settle(order: Order): Promise<NextRun> {
    const trackingId = order.quote?.bookingTrackingId;
    if (!trackingId) return { done: true };
    const reading = await supplier.readBooking(trackingId, order.bookingId);
    const nowMs = clock.now();
    const taken =
      reading.found === "booking" ? await takeBooking(order, reading.booking, "found by reading") : "waiting";
    if (taken === "issued") return { done: true };
    if (isClosedShort(order)) return closed.nextLook(order);
    if (order.state === "staff") return readBesideStaff(order, reading.found, nowMs);
    if (order.state !== "unknown") {
      const isThere = reading.found === "booking";
      if (isThere) await noteAfterEnd(order, nowMs);
      const isOver = nowMs - (order.sentAtMs ?? 0) > WATCH_VOID_MS + DAY;
      return isOver ? { done: true } : { again: nowMs + (isThere ? STAFF_READ_EVERY_MS : DAY) };
    }
    return goOnReading(await openCase(order), reading.found, taken === "contradiction", nowMs);
  }

  /** While a person looks. What they wait for may come, and a full row of not-founds ends the order as it would have before. */
  async function readBesideStaff(
    order: Order,
    found: BookingReading["found"],
    nowMs: number,
  ): Promise<NextRun> {
    if (found === "unclear") await breakNotFoundRow(orders, order, nowMs);
    const isRowFull = found === "none" && (await isSettledBy(await openCase(order), nowMs));
    if (isRowFull && !(await isContradicted(order))) return endAsVoid(order, nowMs);
    return { again: nowMs + STAFF_READ_EVERY_MS };
  }

  async function goOnReading(
    open: Case,
    found: BookingReading["found"],
    isForeign: boolean,
    nowMs: number,
  ): Promise<NextRun> {
    const { order, unknownSinceMs, isToldAgain } = open;
    if (isForeign && isToldAgain) return handToStaff(order, "the booking bears another order's eSIM", nowMs);
    if (found === "none" && (await isSettledBy(open, nowMs))) {
      if (!(await isContradicted(order))) return endAsVoid(order, nowMs);
      if (isToldAgain) return handToStaff(order, "a booking that was seen is not found", nowMs);
    }
    if (found === "unclear") await breakNotFoundRow(orders, order, nowMs);
    const ageMs = nowMs - unknownSinceMs;
    const againMs = nowMs + nextReadMs(ageMs);
    // A row of not-founds ends the order by itself. What is not told clearly, or is there and never whole, only people can settle.
    if (isToldAgain && found !== "none" && ageMs >= DAY)
      return handToStaff(order, "a day of reading has not settled it", nowMs);
    if (isToldAgain) return { again: againMs };
    if (ageMs < REASSURE_AFTER_MS) return { again: Math.min(againMs, unknownSinceMs + REASSURE_AFTER_MS) };
    await note(order, TOLD_AGAIN, nowMs, { outbox: [tellCustomer(order, "order-still-unknown")] });
    deps.wake();
    return { again: againMs };
  }

  async function abandon(order: Order): Promise<void> {
    const moved = await orders.transition(unknownTransition(order, ABANDONED, false, clock.now()));
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
      if (!isWatched(order)) return { done: true };
      // A believed refusal was just read: the next look is a day later.
      const firstLookMs = (order.sentAtMs ?? 0) + DAY;
      if (order.state === "failed" && clock.now() < firstLookMs) return { again: firstLookMs };
      return settle(isClosedShort(order) ? await closed.endDelivery(order) : order);
    },

    async sweep() {
      for (const order of await orders.listAbandoned(clock.now())) await abandon(order);
      return { again: clock.now() + SWEEP_EVERY_MS };
    },

    take: takeBooking,
  };
}
