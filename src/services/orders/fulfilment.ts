import { isSameMoney, multiplyMoney } from "../../domain/money.ts";
import { SENDABLE_STATES, type Order } from "../../domain/order.ts";
import { OFFER_LIFETIME_MS, sellOf } from "../../domain/package.ts";
import { supplierPaymentType } from "../../domain/payment.ts";
import { completeTraveller, type Traveller } from "../../domain/traveller.ts";
import { failureDetail, isPlainRefusal, issueTransition, unknownTransition } from "./order-outcomes.ts";
import type { SupplierPage } from "../payments/supplier-page.ts";
import type { Quoted } from "../catalogue/quoting.ts";
import { DONE, FAILURES, SENDING_LEASE_MS, type NextRun, type Sending } from "./sending.ts";
import type { Booking, Clock, Logger, OrderStore, Supplier, SupplierFailure } from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly supplier: Supplier;
  /** Re-prices an order's package (`createQuoting`). */
  readonly quote: (order: Order) => Promise<Quoted>;
  readonly sending: Sending;
  /** Files what the customer is to pay on the supplier's page. */
  readonly page: Pick<SupplierPage, "fileBooking">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
  /** The shop's own address in Telegram, for `redirect_url`: `https://t.me/<bot>`. */
  readonly botUrl: () => string;
  /** Calls `beat` every few seconds until `work` ends: the lease is kept while the POST is under way. */
  readonly whileBeating: <T>(beat: () => Promise<void>, work: () => Promise<T>) => Promise<T>;
}

/** The one place that spends: takes an accepted order to `sending`, makes the single POST, and files its outcome. */
export interface Fulfilment {
  fulfil(orderId: string): Promise<NextRun>;
}

/** How often an order that ended is read again. */
const WATCH_EVERY_MS = 24 * 3_600_000;

/** Words by which a refusal of *update customer* speaks of the traveller's details. */
const ABOUT_TRAVELLER = /passenger|pax|name|title|age\b|e-?mail|contact|phone|isd/i;

/** Builds the fulfilment. Its order of work: re-quote when stale, update the customer (repeatable), commit `sending`, POST once. */
export function createFulfilment(deps: Deps): Fulfilment {
  const { orders, supplier, clock, logger } = deps;
  const { fail, waitOrFail, retryOrFail, holdBack, begin } = deps.sending;

  /** After downtime the offer may be too old to book: a new one is taken at the same price, a moved price ends the order unsent. */
  async function refreshOffer(order: Order): Promise<Order | NextRun> {
    if (order.quote && clock.now() - order.quote.quotedAtMs < OFFER_LIFETIME_MS) return order;
    const quoted = await deps.quote(order);
    if (quoted.kind === "down") return waitOrFail(order, "singlePackage", "no answer");
    if (quoted.kind === "gone")
      return fail(order, SENDABLE_STATES, quoted.reason, "the package is no longer sold");
    const { bookingTrackingId, packageTrackingId } = quoted.offer;
    const { purchase } = quoted.offer.package;
    // By the supplier's own price: a mark-up that was changed meanwhile does not concern what was agreed.
    if (!isSameMoney(sellOf(quoted.offer.package), sellOf(order.package)))
      return fail(order, SENDABLE_STATES, "price_changed", "price moved before sending");
    const quote = { bookingTrackingId, packageTrackingId, quotedAtMs: clock.now() };
    const isSaved = await orders.transition({
      orderId: order.id,
      from: [order.state],
      to: order.state,
      patch: { quote, purchase: purchase && multiplyMoney(purchase, order.quantity) },
      detail: "offer renewed",
      nowMs: clock.now(),
    });
    return isSaved ? { ...order, quote } : DONE;
  }

  async function book(order: Order, traveller: Traveller): Promise<NextRun> {
    const nowMs = clock.now();
    const held = await begin(order, {
      orderId: order.id,
      from: SENDABLE_STATES,
      to: "sending",
      patch: { sentAtMs: nowMs, leaseUntilMs: nowMs + SENDING_LEASE_MS },
      detail: "sending the booking",
      nowMs,
      // Looked at as soon as the lease can have run out, whoever is alive then.
      jobs: [{ kind: "reconcile", key: order.id, runAtMs: nowMs + SENDING_LEASE_MS }],
    });
    if (held) return held;
    if (!order.quote) return DONE;
    const { bookingTrackingId, packageTrackingId } = order.quote;
    const redirectUrl = `${deps.botUrl()}?start=o_${order.nonce ?? ""}`;
    const request = {
      bookingTrackingId,
      packageTrackingId,
      quantity: order.quantity,
      traveller,
      redirectUrl,
      paymentType: supplierPaymentType(order.paymentMethod),
    };
    const renew = () =>
      orders.annotate(order.id, { leaseUntilMs: clock.now() + SENDING_LEASE_MS }, clock.now());
    // The lease is kept until the outcome is filed: a refusal is checked by a read, which may take longer than the lease.
    return deps.whileBeating(renew, async () => {
      const booked = await supplier.createBooking(request);
      return booked.ok
        ? fileBooking(order, booked.value)
        : fileFailure(order, booked.failure, bookingTrackingId);
    });
  }

  async function fileBooking(order: Order, booking: Booking): Promise<NextRun> {
    if (order.paymentMethod === "supplier_page") return deps.page.fileBooking(order, booking);
    const outcome = await issueTransition({
      orders,
      order,
      booking,
      nowMs: clock.now(),
      detail: "booked",
      logger,
    });
    if (outcome === "contradiction")
      await fileUnknown(order, "the answer bears another order's eSIM", false, booking.bookingId);
    deps.wake();
    return DONE;
  }

  /** A booking that is there without its eSIM is read on under its own id, which a supplier may insist on. */
  async function fileUnknown(
    order: Order,
    detail: string,
    isExplicitRefusal: boolean,
    bookingId?: string,
  ): Promise<void> {
    const unknown = unknownTransition(order, detail, isExplicitRefusal, clock.now());
    await orders.transition(
      bookingId === undefined ? unknown : { ...unknown, patch: { ...unknown.patch, bookingId } },
    );
  }

  async function fileFailure(order: Order, failure: SupplierFailure, trackingId: string): Promise<NextRun> {
    if (failure.kind === "unavailable")
      return fail(order, ["sending"], "supplier_unavailable", "the request never left");
    if (failure.kind === "refused" && failure.isListed) {
      const reading = await supplier.readBooking(trackingId, null);
      if (reading.found === "none")
        return fail(order, ["sending"], FAILURES[failure.cause], "refused, and no booking is there", [
          // Believed, and looked at for a week all the same.
          { kind: "reconcile", key: order.id, runAtMs: clock.now() + WATCH_EVERY_MS },
        ]);
    }
    const bookingId = failure.kind === "contract" ? failure.bookingId : undefined;
    await fileUnknown(order, failureDetail(failure), isPlainRefusal(failure), bookingId);
    logger.error("order.unknown", { order: order.reference, reason: failure.kind });
    deps.wake();
    return DONE;
  }

  return {
    async fulfil(orderId) {
      const order = await orders.get(orderId);
      if (order?.kind !== "esim" || !SENDABLE_STATES.some((state) => state === order.state)) return DONE;
      const traveller = completeTraveller(order.traveller);
      if (!traveller || !order.quote)
        return fail(order, SENDABLE_STATES, "traveller_refused", "the order is incomplete");
      const held = await holdBack(order);
      if (held) return held;
      const ready = await refreshOffer(order);
      if (!("quote" in ready) || !ready.quote) return "quote" in ready ? DONE : ready;
      const updated = await supplier.updateCustomer(ready.quote.bookingTrackingId, traveller);
      if (!updated.ok) {
        const { failure } = updated;
        const isTraveller =
          failure.kind === "refused" && failure.cause === "other" && ABOUT_TRAVELLER.test(failure.reason);
        if (isTraveller)
          return fail(ready, SENDABLE_STATES, "traveller_refused", "the supplier refused the traveller");
        return retryOrFail(ready, failure);
      }
      return book(ready, traveller);
    },
  };
}
