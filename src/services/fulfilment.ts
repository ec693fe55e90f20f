import { isSameMoney } from "../domain/money.ts";
import type { Order } from "../domain/order.ts";
import { OFFER_LIFETIME_MS } from "../domain/package.ts";
import { completeTraveller, type Traveller } from "../domain/traveller.ts";
import { issueTransition, unknownTransition } from "./order-outcomes.ts";
import type { SalesPolicy } from "./checkout.ts";
import type { Quoted } from "./quoting.ts";
import { createSending, DONE, FAILURES, SENDING_LEASE_MS, type NextRun } from "./sending.ts";
import type { Booking, Clock, Logger, OrderStore, Supplier, SupplierFailure } from "./ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly supplier: Supplier;
  /** Re-prices an order's package (`createQuoting`). */
  readonly quote: (order: Order) => Promise<Quoted>;
  readonly policy: SalesPolicy;
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

/** Words by which a refusal of *update customer* speaks of the traveller's details. */
const ABOUT_TRAVELLER = /passenger|pax|name|title|age\b|e-?mail|contact|phone|isd/i;

/** Builds the fulfilment. Its order of work: re-quote when stale, update the customer (repeatable), commit `sending`, POST once. */
export function createFulfilment(deps: Deps): Fulfilment {
  const { orders, supplier, clock, logger } = deps;
  const { fail, retryOrFail, waitOrFail, heldBack } = createSending(deps);

  /** After downtime the offer may be too old to book: a new one is taken at the same price, a moved price ends the order unsent. */
  async function refreshOffer(order: Order): Promise<Order | NextRun> {
    if (order.quote && clock.now() - order.quote.quotedAtMs < OFFER_LIFETIME_MS) return order;
    const quoted = await deps.quote(order);
    if (quoted.kind === "down") return waitOrFail(order, "singlePackage", "no answer");
    if (quoted.kind === "gone")
      return fail(order, ["accepted"], quoted.reason, "the package is no longer sold");
    const { bookingTrackingId, packageTrackingId } = quoted.offer;
    if (!isSameMoney(quoted.offer.package.price.total, order.package.price.total))
      return fail(order, ["accepted"], "price_changed", "price moved before sending");
    const quote = { bookingTrackingId, packageTrackingId, quotedAtMs: clock.now() };
    const isSaved = await orders.transition({
      orderId: order.id,
      from: ["accepted"],
      to: "accepted",
      patch: { quote },
      detail: "offer renewed",
      nowMs: clock.now(),
    });
    return isSaved ? { ...order, quote } : DONE;
  }

  async function book(order: Order, traveller: Traveller): Promise<NextRun> {
    const nowMs = clock.now();
    const isMine = await orders.transition({
      orderId: order.id,
      from: ["accepted"],
      to: "sending",
      patch: { sentAtMs: nowMs, leaseUntilMs: nowMs + SENDING_LEASE_MS },
      detail: "sending the booking",
      nowMs,
      // Looked at as soon as the lease can have run out, whoever is alive then.
      jobs: [{ kind: "reconcile", key: order.id, runAtMs: nowMs + SENDING_LEASE_MS }],
    });
    if (!isMine || !order.quote) return DONE;
    const { bookingTrackingId, packageTrackingId } = order.quote;
    const redirectUrl = `${deps.botUrl()}?start=o_${order.nonce ?? ""}`;
    const request = {
      bookingTrackingId,
      packageTrackingId,
      quantity: order.quantity,
      traveller,
      redirectUrl,
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
    const outcome = await issueTransition({
      orders,
      order,
      booking,
      nowMs: clock.now(),
      detail: "booked",
      logger,
    });
    if (outcome === "contradiction")
      await orders.transition(
        unknownTransition(order, "the answer bears another order's eSIM", false, clock.now()),
      );
    deps.wake();
    return DONE;
  }

  async function fileFailure(order: Order, failure: SupplierFailure, trackingId: string): Promise<NextRun> {
    if (failure.kind === "unavailable")
      return fail(order, ["sending"], "supplier_unavailable", "the request never left");
    if (failure.kind === "refused" && failure.isListed) {
      const reading = await supplier.readBooking(trackingId, null);
      if (reading.found === "none")
        return fail(order, ["sending"], FAILURES[failure.cause], "refused, and no booking is there");
    }
    const detail =
      failure.kind === "contract"
        ? `answer lacks ${failure.field}`
        : failure.kind === "refused"
          ? "refused with an unlisted reason"
          : failure.detail;
    await orders.transition(unknownTransition(order, detail, failure.kind === "refused", clock.now()));
    logger.error("order.unknown", { order: order.reference, reason: failure.kind });
    deps.wake();
    return DONE;
  }

  return {
    async fulfil(orderId) {
      const order = await orders.get(orderId);
      if (order?.state !== "accepted" || order.kind !== "esim") return DONE;
      const traveller = completeTraveller(order.traveller);
      if (!traveller || !order.quote)
        return fail(order, ["accepted"], "traveller_refused", "the order is incomplete");
      const held = heldBack(order);
      if (held) return fail(order, ["accepted"], held, "held back before sending");
      const ready = await refreshOffer(order);
      if (!("quote" in ready) || !ready.quote) return "quote" in ready ? DONE : ready;
      const updated = await supplier.updateCustomer(ready.quote.bookingTrackingId, traveller);
      if (!updated.ok) {
        const { failure } = updated;
        const isTraveller =
          failure.kind === "refused" && failure.cause === "other" && ABOUT_TRAVELLER.test(failure.reason);
        if (isTraveller)
          return fail(ready, ["accepted"], "traveller_refused", "the supplier refused the traveller");
        return retryOrFail(ready, failure);
      }
      return book(ready, traveller);
    },
  };
}
