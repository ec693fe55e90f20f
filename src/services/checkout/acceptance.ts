import { PLACED_STATES, type Order } from "../../domain/order.ts";
import { OFFER_LIFETIME_MS } from "../../domain/package.ts";
import type { PaymentMethod } from "../../domain/payment.ts";
import type { Brakes } from "../running/brakes.ts";
import { entryFor } from "../payments/books.ts";
import type { PaymentOption, PaymentWays } from "../payments/ways.ts";
import {
  CreditExceeded,
  SpendLimitReached,
  type Clock,
  type Logger,
  type OrderStore,
} from "../ports/index.ts";
import { unlessTopupIsOpen } from "../topups/topup-guard.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly policy: SalesPolicy;
  readonly ways: PaymentWays;
  readonly brakes: Pick<Brakes, "holding" | "isOn" | "limits" | "reachedLimit">;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Who may buy, decided by the deployer's configuration. */
export interface SalesPolicy {
  /** False while the deployer has stopped all booking (`BOOKING_ENABLED=false`). */
  readonly isBookingEnabled: boolean;
  /** How many orders a customer may confirm within 24 hours; null for any number. */
  readonly ordersPerCustomerPerDay: number | null;
}

export type Accepted =
  | { readonly kind: "accepted"; readonly order: Order }
  /** The order had been accepted before: a second tap, or an old button. */
  | { readonly kind: "already"; readonly order: Order }
  /** The offer is too old or was edited: it has to be prepared again. */
  | { readonly kind: "prepare-again"; readonly order: Order }
  /** The deployer has stopped all booking, or a brake is on. */
  | { readonly kind: "booking-disabled"; readonly order: Order }
  /** The chosen way to pay does not serve this order any more: credit was spent meanwhile, or the shop changed. */
  | { readonly kind: "pay-otherwise"; readonly order: Order }
  /** Another top-up of the same eSIM is under way: two at once could not be told apart. */
  | { readonly kind: "topup-open"; readonly order: Order }
  /** The customer confirmed as many orders within 24 hours as the deployer allows. */
  | { readonly kind: "too-many"; readonly order: Order }
  | { readonly kind: "unknown-button" };

/** The confirm tap, for orders of either kind. */
export interface Acceptance {
  /** Commits `accepted` together with the job that books; never books itself. */
  accept(customerId: number, nonce: string, method: PaymentMethod): Promise<Accepted>;
  /** Whether orders are taken at this moment: false while the deployer has stopped booking or a brake is on. The tap itself looks again. */
  isTakingOrders(): Promise<boolean>;
  /** The ways in which a ready order may be paid; the confirm card has a button for each. */
  paymentOptions(order: Order): Promise<readonly PaymentOption[]>;
}

/** Builds the acceptance. */
export function createAcceptance(deps: Deps): Acceptance {
  const { orders, policy, ways, clock, logger } = deps;

  /** The tap as one transaction. Credit is charged here: two taps at once cannot spend the same credit twice. */
  async function commitAcceptance(
    order: Order,
    { method, amount }: PaymentOption,
    nowMs: number,
  ): Promise<boolean | "topup-open" | "pay-otherwise" | "booking-disabled"> {
    // At the supplier's own page its price counts: a mark-up is only on what we collect.
    const charged = method === "supplier_page" ? amount : order.charged;
    const isCredit = method === "credit" && charged !== null;
    try {
      return await unlessTopupIsOpen(() =>
        orders.transition({
          orderId: order.id,
          from: ["ready"],
          to: "accepted",
          patch: { acceptedAtMs: nowMs, paymentMethod: method, charged },
          detail: `confirmed by the customer, ${method}`,
          nowMs,
          withinSpend: deps.brakes.limits(),
          jobs: [{ kind: order.kind === "topup" ? "fulfil-topup" : "fulfil", key: order.id, runAtMs: nowMs }],
          ...(isCredit
            ? {
                ledger: entryFor({ ...order, paymentMethod: method }, "sale"),
                withinCredit: charged.currency,
              }
            : {}),
        }),
      );
    } catch (error) {
      if (error instanceof CreditExceeded) return "pay-otherwise";
      if (error instanceof SpendLimitReached) {
        await deps.brakes.reachedLimit();
        return "booking-disabled";
      }
      throw error;
    }
  }

  async function hasReachedLimit(customerId: number): Promise<boolean> {
    const limit = policy.ordersPerCustomerPerDay;
    if (limit === null) return false;
    const placed = await orders.list(customerId, PLACED_STATES, limit);
    const sinceMs = clock.now() - 24 * 3_600_000;
    return placed.length >= limit && placed.every((order) => (order.acceptedAtMs ?? 0) > sinceMs);
  }

  return {
    paymentOptions: (order) => ways.options(order),

    isTakingOrders: async () => policy.isBookingEnabled && !(await deps.brakes.isOn()),

    async accept(customerId, nonce, method) {
      const order = await orders.getByNonce(customerId, nonce);
      if (!order) return { kind: "unknown-button" };
      if (order.state !== "ready") return { kind: "already", order };
      if (!policy.isBookingEnabled || (await deps.brakes.holding()))
        return { kind: "booking-disabled", order };
      if (await hasReachedLimit(customerId)) return { kind: "too-many", order };
      const nowMs = clock.now();
      if (!order.quote || nowMs - order.quote.quotedAtMs >= OFFER_LIFETIME_MS)
        return { kind: "prepare-again", order };
      const option = (await ways.options(order)).find((each) => each.method === method);
      if (!option) return { kind: "pay-otherwise", order };
      const isAccepted = await commitAcceptance(order, option, nowMs);
      if (typeof isAccepted === "string") return { kind: isAccepted, order };
      const now = (await orders.getOwned(customerId, order.id)) ?? order;
      if (!isAccepted) return { kind: "already", order: now };
      logger.info("order.accepted", { order: order.reference });
      deps.wake();
      return { kind: "accepted", order: now };
    },
  };
}
