import { isSameMoney } from "../../domain/money.ts";
import { SENDABLE_STATES, type Order, type Quote } from "../../domain/order.ts";
import { sellOf } from "../../domain/package.ts";
import { supplierPaymentType } from "../../domain/payment.ts";
import type { TopupDetails, TopupSnapshot } from "../../domain/topup.ts";
import { completeTraveller, type Traveller } from "../../domain/traveller.ts";
import type { TopupPage } from "../payments/topup-page.ts";
import {
  failureDetail,
  isPlainRefusal,
  topupTakenTransition,
  unknownTransition,
} from "../orders/order-outcomes.ts";
import type {
  Clock,
  EsimKey,
  EsimStore,
  Logger,
  OrderStore,
  Supplier,
  SupplierFailure,
} from "../ports/index.ts";
import { DONE, FAILURES, SENDING_LEASE_MS, type NextRun, type Sending } from "../orders/sending.ts";
import { figuresOf, historyKeys, judgeTopup, readTopupState } from "./topup-evidence.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Supplier;
  readonly sending: Sending;
  /** Files what the customer is to pay on the supplier's page. */
  readonly page: Pick<TopupPage, "fileTaken">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
  /** The shop's own address in Telegram, for `redirect_url`: `https://t.me/<bot>`. */
  readonly botUrl: () => string;
  /** Calls `beat` every few seconds until `work` ends: the lease is kept while the POST is under way. */
  readonly whileBeating: <T>(beat: () => Promise<void>, work: () => Promise<T>) => Promise<T>;
}

/** The one place that spends on top-ups: checks, stores what was before, commits `sending`, makes the single POST. */
export interface TopupFulfilment {
  fulfil(orderId: string): Promise<NextRun>;
}

/** A top-up with everything that sending it takes. */
interface Sendable {
  readonly order: Order;
  readonly topup: TopupDetails;
  readonly key: EsimKey;
  readonly traveller: Traveller;
}

/** How often an order that ended is read again. */
const WATCH_EVERY_MS = 24 * 3_600_000;

/** Figures of a top-up that was just issued may still be missing from what usage says. */
const PENDING_MS = 60 * 60_000;

/** Builds the fulfilment of top-ups over the same outcomes as that of eSIMs. */
export function createTopupFulfilment(deps: Deps): TopupFulfilment {
  const { orders, supplier, clock, logger } = deps;
  const { fail, retryOrFail, holdBack, begin } = deps.sending;

  /** The packages as they are now: the chosen one must still be there, at the price that was confirmed. */
  async function freshOffer({ order, key }: Sendable): Promise<Quote | NextRun> {
    const listed = await supplier.topupPackages(key);
    if (!listed.ok) return retryOrFail(order, listed.failure);
    const { packages, topupTrackingId } = listed.value;
    if (packages.length === 0)
      return fail(order, SENDABLE_STATES, "not_rechargeable", "no top-up is listed any more");
    const chosen = packages.find((each) => each.packageId === order.package.packageId);
    if (!chosen) return fail(order, SENDABLE_STATES, "package_gone", "the package is listed no more");
    if (!isSameMoney(chosen.sell ?? chosen.price, sellOf(order.package)))
      return fail(order, SENDABLE_STATES, "price_changed", "price moved before sending");
    return {
      bookingTrackingId: key.trackingId,
      packageTrackingId: topupTrackingId,
      quotedAtMs: clock.now(),
    };
  }

  /** What the eSIM has now. Without a history nothing could ever be told, so nothing is sent. */
  async function takeSnapshot({ order, topup, key }: Sendable): Promise<TopupSnapshot | NextRun> {
    const { history, usage } = await readTopupState(supplier, key);
    if (!history.ok) return retryOrFail(order, history.failure);
    const mayPass = !usage.ok && (usage.failure.kind === "unavailable" || usage.failure.kind === "unknown");
    if (mayPass) return retryOrFail(order, usage.failure);
    const nowMs = clock.now();
    const empty = { dataTotalMb: null, dataRemainingMb: null, isUnlimited: false, expireAtMs: null };
    const figures = usage.ok ? figuresOf(usage.value, nowMs) : { ...empty, readAtMs: nowMs };
    const earlier = await orders.listTopups(order.customerId, topup.esimId, ["issued", "delivered"]);
    const pending = earlier.filter(
      (each) => !each.topup?.after?.figures && nowMs - (each.issuedAtMs ?? 0) < PENDING_MS,
    );
    const pendingMb = pending.reduce((sum, each) => sum + (each.package.dataMb ?? 0), 0);
    return { ...figures, historyKeys: historyKeys(history.value ?? []), pendingMb };
  }

  async function send(sendable: Sendable, quote: Quote, before: TopupSnapshot): Promise<NextRun> {
    const { order, traveller } = sendable;
    const topup = { ...sendable.topup, before };
    const nowMs = clock.now();
    const held = await begin(order, {
      orderId: order.id,
      from: SENDABLE_STATES,
      to: "sending",
      patch: { sentAtMs: nowMs, leaseUntilMs: nowMs + SENDING_LEASE_MS, quote, topup },
      detail: "sending the top-up",
      nowMs,
      jobs: [{ kind: "reconcile-topup", key: order.id, runAtMs: nowMs + SENDING_LEASE_MS }],
    });
    if (held) return held;
    const renew = () =>
      orders.annotate(order.id, { leaseUntilMs: clock.now() + SENDING_LEASE_MS }, clock.now());
    const sentOrder = { ...order, quote, topup, sentAtMs: nowMs };
    // The lease is kept until the outcome is filed: a refusal is checked by a read, which may take longer than the lease.
    return deps.whileBeating(renew, async () => {
      const sent = await supplier.createTopup({
        bookingTrackingId: quote.bookingTrackingId,
        topupTrackingId: quote.packageTrackingId,
        packageId: order.package.packageId,
        redirectUrl: `${deps.botUrl()}?start=o_${order.nonce ?? ""}`,
        phoneIsd: traveller.phoneIsd,
        phoneNational: traveller.phoneNational,
        email: traveller.email,
        paymentType: supplierPaymentType(order.paymentMethod),
      });
      if (!sent.ok) return fileFailure({ ...sendable, order: sentOrder, topup }, before, sent.failure);
      if (order.paymentMethod === "supplier_page") return deps.page.fileTaken(sentOrder, topup, sent.value);
      const isTaken = await orders.transition(topupTakenTransition(order, topup, clock.now()));
      if (isTaken) logger.info("topup.taken", { order: order.reference });
      else logger.error("topup.taken-late", { order: order.reference });
      deps.wake();
      return DONE;
    });
  }

  async function fileFailure(
    { order, key }: Sendable,
    before: TopupSnapshot,
    failure: SupplierFailure,
  ): Promise<NextRun> {
    if (failure.kind === "unavailable")
      return fail(order, ["sending"], "supplier_unavailable", "the request never left");
    if (failure.kind === "refused" && failure.isListed && (await isSilent(order, key, before)))
      return fail(order, ["sending"], FAILURES[failure.cause], "refused, and no top-up is there", [
        { kind: "reconcile-topup", key: order.id, runAtMs: clock.now() + WATCH_EVERY_MS },
      ]);
    const detail = failureDetail(failure);
    await orders.transition(unknownTransition(order, detail, isPlainRefusal(failure), clock.now()));
    logger.error("order.unknown", { order: order.reference, reason: failure.kind });
    deps.wake();
    return DONE;
  }

  /** A listed refusal never charges; one read of the history that shows nothing new makes it certain. */
  async function isSilent(order: Order, key: EsimKey, before: TopupSnapshot): Promise<boolean> {
    const reads = await readTopupState(supplier, key);
    const context = { claimed: new Set<string>(), awaited: [], isAlone: true, nowMs: clock.now() };
    return reads.history.ok && judgeTopup(order, before, reads, context).found !== "shown";
  }

  return {
    async fulfil(orderId) {
      const order = await orders.get(orderId);
      if (!order?.topup || !SENDABLE_STATES.some((state) => state === order.state)) return DONE;
      const esim = await deps.esims.getOwned(order.customerId, order.topup.esimId);
      const traveller = completeTraveller(order.traveller);
      if (!esim || !traveller) return fail(order, SENDABLE_STATES, "traveller_refused", "incomplete");
      const held = await holdBack(order);
      if (held) return held;
      const key = { trackingId: esim.trackingId, iccid: esim.iccid };
      const sendable = { order, topup: order.topup, key, traveller };
      const quote = await freshOffer(sendable);
      if (!("quotedAtMs" in quote)) return quote;
      const before = await takeSnapshot(sendable);
      if (!("historyKeys" in before)) return before;
      return send(sendable, quote, before);
    },
  };
}
