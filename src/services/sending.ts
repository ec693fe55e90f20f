import type { FailureReason, Order } from "../domain/order.ts";
import type { SalesPolicy } from "./checkout.ts";
import { tellCustomer } from "./order-outcomes.ts";
import type {
  Clock,
  Logger,
  OrderStore,
  RefusalCause,
  SupplierFailure,
  SupplierOperation,
} from "./ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly policy: Pick<SalesPolicy, "isBookingEnabled" | "isPaidByAgency">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** How long a `sending` order belongs to the process that sends it, unless it renews the lease. */
export const SENDING_LEASE_MS = 8_000;

/** How long the supplier may be unreachable before an accepted order fails with nothing sent. */
export const GIVE_UP_AFTER_MS = 10 * 60_000;

/** After a longer downtime an order that was never sent ends: the customer has gone on, and is told that nothing was charged. */
export const TOO_LATE_AFTER_MS = 30 * 60_000;

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

/** What eSIMs and top-ups share on the way to their one POST. */
export interface Sending {
  /** Ends the order as failed, with nothing charged, and tells the customer. */
  fail(
    order: Order,
    from: readonly Order["state"][],
    failure: FailureReason,
    detail: string,
  ): Promise<NextRun>;
  /** Nothing was sent yet: what may pass is tried again for ten minutes, what will not ends the order. */
  retryOrFail(order: Order, failure: SupplierFailure): Promise<NextRun>;
  /** The same where it is known that it may pass. */
  waitOrFail(order: Order, operation: SupplierOperation, reason: string): Promise<NextRun>;
  /** The brakes hold for what was accepted before they were put on, and nobody is sold anything hours after the tap. */
  heldBack(order: Order): FailureReason | undefined;
}

/** Builds it. */
export function createSending({ orders, policy, clock, logger, wake }: Deps): Sending {
  const waitedMs = (order: Order) => clock.now() - (order.acceptedAtMs ?? order.updatedAtMs);

  const fail: Sending["fail"] = async (order, from, failure, detail) => {
    const hasFailed = await orders.transition({
      orderId: order.id,
      from,
      to: "failed",
      patch: { failure, leaseUntilMs: null },
      detail,
      nowMs: clock.now(),
      outbox: [tellCustomer(order, "order-failed")],
    });
    if (hasFailed) logger.warn("order.failed", { order: order.reference, reason: failure });
    wake();
    return DONE;
  };

  const waitOrFail: Sending["waitOrFail"] = (order, operation, reason) => {
    if (waitedMs(order) > GIVE_UP_AFTER_MS)
      return fail(order, ["accepted"], "supplier_unavailable", `${operation}: ${reason}, nothing was sent`);
    logger.warn("order.waits", { order: order.reference, operation, reason });
    return Promise.resolve({ again: clock.now() + 5_000 });
  };

  return {
    fail,
    waitOrFail,
    retryOrFail(order, failure) {
      if (failure.kind === "refused" && failure.cause !== "maintenance")
        return fail(order, ["accepted"], FAILURES[failure.cause], `${failure.operation} refused`);
      return waitOrFail(order, failure.operation, failure.kind);
    },
    heldBack(order) {
      if (!policy.isBookingEnabled) return "shop_closed";
      if (!policy.isPaidByAgency(order.customerId)) return "not_offered";
      return waitedMs(order) > TOO_LATE_AFTER_MS ? "supplier_unavailable" : undefined;
    },
  };
}
