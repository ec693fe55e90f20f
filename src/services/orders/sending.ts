import type { Brake } from "../../domain/incident.ts";
import { HELD_BACK, SENDABLE_STATES, type FailureReason, type Order } from "../../domain/order.ts";
import { isCollectedFirst } from "../../domain/payment.ts";
import type { SalesPolicy } from "../checkout/acceptance.ts";
import type { Brakes } from "../running/brakes.ts";
import type { PaymentWays } from "../payments/ways.ts";
import { refundJobs, tellCustomer } from "./order-outcomes.ts";
import {
  SpendLimitReached,
  type Clock,
  type Logger,
  type NewJob,
  type OrderStore,
  type RefusalCause,
  type SupplierFailure,
  type SupplierOperation,
  type Transition,
} from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly policy: Pick<SalesPolicy, "isBookingEnabled">;
  readonly ways: Pick<PaymentWays, "isStillOffered">;
  readonly brakes: Pick<Brakes, "holding" | "keeping" | "limits" | "reachedLimit">;
  /** Asks for the money of an accepted order that is paid before it is sent. */
  readonly askForMoney: (order: Order) => Promise<NextRun>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** How long a `sending` order belongs to the process that sends it, unless it renews the lease. */
export const SENDING_LEASE_MS = 8_000;

/** How long the supplier may be unreachable before an order fails with nothing sent. */
export const GIVE_UP_AFTER_MS = 10 * 60_000;

/** After a longer downtime an order that was never sent ends: the customer has gone on, and is told that nothing was charged. */
export const TOO_LATE_AFTER_MS = 30 * 60_000;

/** How often a paid order looks whether the brake is off. */
const BRAKED_RETRY_MS = 30_000;

/** The next look at an order, or nothing more to do. */
export type NextRun = { readonly done: true } | { readonly again: number };

/** Nothing more to do. */
export const DONE: NextRun = { done: true };

/** What a listed refusal is to the customer. */
export const FAILURES: Readonly<Record<RefusalCause, FailureReason>> = {
  agency_balance: "agency_balance",
  sold_out: "sold_out",
  package_gone: "package_gone",
  maintenance: "supplier_unavailable",
  not_rechargeable: "not_rechargeable",
  recycled: "not_rechargeable",
  credentials: "supplier_unavailable",
  other: "supplier_refused",
};

/** What comes next for a paid order: it is sent, a brake keeps it, or it ends and its money goes back, since nothing like it is sold now. */
export type Outlook = "sent" | Brake | "ended";

/** What eSIMs and top-ups share on the way to their one POST. */
export interface Sending {
  /** Ends the order as failed, tells the customer, and has money that was taken returned. */
  fail(
    order: Order,
    from: readonly Order["state"][],
    failure: FailureReason,
    detail: string,
    jobs?: readonly NewJob[],
  ): Promise<NextRun>;
  /** Nothing was sent yet: what may pass is tried again for ten minutes, what will not ends the order. */
  retryOrFail(order: Order, failure: SupplierFailure): Promise<NextRun>;
  waitOrFail(order: Order, operation: SupplierOperation, reason: string): Promise<NextRun>;
  /**
   * What happens instead of sending, if anything: the money is asked for first; the brakes hold for what was accepted before they were put on;
   * and nobody is sold anything hours after the tap. A paid order is not too late: its money is here.
   */
  holdBack(order: Order): Promise<NextRun | undefined>;
  /** What a paid order may be told of itself; looked at, not acted on. */
  outlook(order: Order): Promise<Outlook>;
  /** Commits the move to `sending`, within what the day may cost. Undefined: the order is ours to send, now, once. */
  begin(order: Order, change: Transition): Promise<NextRun | undefined>;
}

/** Builds it. */
export function createSending(deps: Deps): Sending {
  const { orders, policy, clock, logger } = deps;
  const startedAtMs = (order: Order) => order.paidAtMs ?? order.acceptedAtMs ?? order.updatedAtMs;

  const fail: Sending["fail"] = async (order, from, failure, detail, jobs = []) => {
    const nowMs = clock.now();
    const hasFailed = await orders.transition({
      orderId: order.id,
      from,
      to: "failed",
      patch: { failure, leaseUntilMs: null, ...(jobs.length > 0 ? { explicitRefusal: true } : {}) },
      detail,
      nowMs,
      jobs: [...refundJobs(order, nowMs), ...jobs],
      outbox: [tellCustomer(order, "order-failed")],
    });
    if (hasFailed) logger.warn("order.failed", { order: order.reference, reason: failure });
    deps.wake();
    return DONE;
  };

  const waitOrFail: Sending["waitOrFail"] = (order, operation, reason) => {
    if (clock.now() - startedAtMs(order) > GIVE_UP_AFTER_MS)
      return fail(
        order,
        SENDABLE_STATES,
        "supplier_unavailable",
        `${operation}: ${reason}, nothing was sent`,
      );
    logger.warn("order.waits", { order: order.reference, operation, reason });
    return Promise.resolve({ again: clock.now() + 5_000 });
  };

  /** A brake is on: what nobody has paid for ends, what is paid is kept and goes on by itself. */
  async function brake(order: Order, why: string): Promise<NextRun> {
    const detail = `${HELD_BACK}${why}`;
    if (order.state !== "paid") return fail(order, SENDABLE_STATES, "shop_closed", detail);
    const nowMs = clock.now();
    const isNew = (await orders.events(order.id)).at(-1)?.detail !== detail;
    if (isNew) {
      await orders.transition({
        orderId: order.id,
        from: ["paid"],
        to: "paid",
        detail,
        nowMs,
        outbox: [tellCustomer(order, "order-kept")],
      });
      deps.wake();
    }
    return { again: nowMs + BRAKED_RETRY_MS };
  }

  function refusalOf(order: Order): FailureReason | undefined {
    if (!policy.isBookingEnabled) return "shop_closed";
    if (!deps.ways.isStillOffered(order)) return "not_offered";
    const isLate = clock.now() - startedAtMs(order) > TOO_LATE_AFTER_MS;
    return isLate && order.state === "accepted" ? "supplier_unavailable" : undefined;
  }

  return {
    fail,
    waitOrFail,
    retryOrFail(order, failure) {
      if (failure.kind === "refused" && failure.cause !== "maintenance")
        return fail(order, SENDABLE_STATES, FAILURES[failure.cause], `${failure.operation} refused`);
      return waitOrFail(order, failure.operation, failure.kind);
    },
    async holdBack(order) {
      const refusal = refusalOf(order);
      if (refusal) return fail(order, SENDABLE_STATES, refusal, "held back before sending");
      const braked = await deps.brakes.holding();
      if (braked) return brake(order, braked);
      if (order.state === "accepted" && isCollectedFirst(order.paymentMethod)) return deps.askForMoney(order);
      return undefined;
    },
    async outlook(order) {
      if (refusalOf(order)) return "ended";
      return (await deps.brakes.keeping(order.id)) ?? "sent";
    },
    async begin(order, change) {
      // The quote and the traveller's details took their time: a brake may have come on meanwhile.
      const braked = await deps.brakes.holding();
      if (braked) return brake(order, braked);
      try {
        return (await orders.transition({ ...change, withinSpend: deps.brakes.limits() })) ? undefined : DONE;
      } catch (error) {
        if (!(error instanceof SpendLimitReached)) throw error;
        await deps.brakes.reachedLimit();
        return brake(order, "spend");
      }
    },
  };
}
