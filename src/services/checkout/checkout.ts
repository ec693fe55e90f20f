import { isDeepStrictEqual } from "node:util";
import { IN_FLIGHT_STATES, OPEN_DRAFT_STATES, PLACED_STATES, type Order } from "../../domain/order.ts";
import { isSameMoney, multiplyMoney, type Money } from "../../domain/money.ts";
import { OFFER_LIFETIME_MS, sellOf, type EsimPackage, type Offer } from "../../domain/package.ts";
import { completeTraveller, type TravellerDraft, type TravellerQuestion } from "../../domain/traveller.ts";
import type { Brakes } from "../running/brakes.ts";
import { createAcceptance, type Acceptance, type SalesPolicy } from "./acceptance.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Quoted } from "../catalogue/quoting.ts";
import { createWithReference } from "./new-order.ts";
import type { PaymentWays } from "../payments/ways.ts";
import type { Clock, Logger, OrderStore, RandomBytes } from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly catalogue: Catalogue;
  /** Re-prices an order's package (`createQuoting`). */
  readonly quote: (order: Order) => Promise<Quoted>;
  readonly policy: SalesPolicy;
  readonly ways: PaymentWays;
  readonly brakes: Pick<Brakes, "holding" | "isOn" | "limits" | "reachedLimit">;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly wake: () => void;
  readonly logger: Logger;
}

export interface BeginRequest {
  readonly customerId: number;
  readonly chatId: number;
  readonly language: string;
  readonly countryCode: string;
  /** Short key of the chosen package (`packageKey`). */
  readonly planKey: string;
  readonly quantity: number;
  readonly source: string | null;
  readonly traveller: TravellerDraft;
}

export type Begun =
  | { readonly kind: "begun"; readonly order: Order }
  | { readonly kind: "package-gone" }
  | { readonly kind: "supplier-down" }
  | { readonly kind: "not-for-you" };

/** Where an order stands on its way to the confirm card. */
export type Prepared =
  | { readonly kind: "ready"; readonly order: Order }
  | { readonly kind: "price-changed"; readonly order: Order; readonly before: Money; readonly now: Money }
  | { readonly kind: "traveller-missing"; readonly order: Order }
  | { readonly kind: "package-gone"; readonly order: Order; readonly reason: "sold_out" | "package_gone" }
  | { readonly kind: "supplier-down"; readonly order: Order }
  | { readonly kind: "no-order" };

/** From the chosen plan to the accepted order. Nothing here spends money: jobs do. */
export interface Checkout extends Acceptance {
  /** Makes the draft; an open draft of the same plan goes on where it was. */
  begin(request: BeginRequest): Promise<Begun>;
  /** One of the customer's orders, as it stands now. */
  find(customerId: number, orderId: string): Promise<Order | undefined>;
  /** The customer's order that is still being filled in. */
  openOrder(customerId: number): Promise<Order | undefined>;
  /** Stores answers about the traveller and forgets those of `cleared`; false when the order is no longer open. Takes a ready order back to quoted. */
  saveTraveller(
    customerId: number,
    orderId: string,
    patch: TravellerDraft,
    cleared?: readonly TravellerQuestion[],
  ): Promise<boolean>;
  /** Whether `prepare` would answer from what is stored, without a call to the supplier. */
  isFresh(order: Order): boolean;
  /** Re-prices the package with the supplier and brings the order to `ready`, unless the price moved since it was shown. */
  prepare(customerId: number): Promise<Prepared>;
  /** Cancels what is still being filled in; gives what was cancelled. */
  cancel(customerId: number): Promise<Order | undefined>;
  /** The customer's order behind a confirm button or a `?start=o_<nonce>` link. */
  findByNonce(customerId: number, nonce: string): Promise<Order | undefined>;
  /** The newest order on which money may be on its way. */
  inFlight(customerId: number): Promise<Order | undefined>;
}

/** Builds the checkout over the order store, the catalogue and the supplier's free reads. */
export function createCheckout(deps: Deps): Checkout {
  const { orders, catalogue, ways, clock, logger, quote } = deps;
  const hex = (size: number) => Buffer.from(deps.randomBytes(size)).toString("hex");

  async function createDraft(request: BeginRequest, chosen: EsimPackage): Promise<Order> {
    const { planKey: _key, ...wanted } = request;
    return createWithReference(deps, { ...wanted, package: chosen, paymentMethod: "agency_balance" });
  }

  async function makeReady(order: Order, offer: Offer, nowMs: number): Promise<Prepared> {
    // What the card showed is kept where the re-priced answer is silent (the supplier's samples leave fields out there).
    const chosen: EsimPackage = {
      ...order.package,
      sell: sellOf(offer.package),
      price: offer.package.price,
      searchTrackingId: offer.package.searchTrackingId,
      purchase: offer.package.purchase,
    };
    const before = order.package.price.total;
    const isMoved = !isSameMoney(before, chosen.price.total);
    const total = multiplyMoney(chosen.price.total, order.quantity);
    const patch = {
      package: chosen,
      quote: {
        bookingTrackingId: offer.bookingTrackingId,
        packageTrackingId: offer.packageTrackingId,
        quotedAtMs: nowMs,
      },
      purchase: chosen.purchase ? multiplyMoney(chosen.purchase, order.quantity) : null,
      sell: multiplyMoney(sellOf(chosen), order.quantity),
      charged: total,
      nonce: null,
    };
    const base = { orderId: order.id, nowMs };
    const isQuoted = await orders.transition({
      ...base,
      from: ["draft", "quoted", "ready"],
      to: "quoted",
      patch,
      detail: isMoved ? "price moved" : "price checked",
    });
    if (!isQuoted) return { kind: "no-order" };
    if (isMoved)
      return {
        kind: "price-changed",
        order: { ...order, ...patch, state: "quoted" },
        before,
        now: chosen.price.total,
      };
    const isReady = await orders.transition({
      ...base,
      from: ["quoted"],
      to: "ready",
      patch: { nonce: hex(8) },
      detail: "shown for confirmation",
    });
    const ready = await orders.getOwned(order.customerId, order.id);
    return isReady && ready ? { kind: "ready", order: ready } : { kind: "no-order" };
  }

  /** The customer's newest order, if nothing came of it just now: what was answered about its traveller need not be typed again. */
  async function lastInVain(customerId: number): Promise<Order | undefined> {
    const [newest] = await orders.list(customerId, [...PLACED_STATES, "failed", "void", "cancelled"], 1);
    if (newest?.state === "cancelled")
      return clock.now() - newest.updatedAtMs < 3_600_000 ? newest : undefined;
    return newest?.state === "failed" || newest?.state === "void" ? newest : undefined;
  }

  /** A card that was just checked is not checked again for every look at it. */
  function isFresh(order: Order): boolean {
    const ageMs = clock.now() - (order.quote?.quotedAtMs ?? Number.NEGATIVE_INFINITY);
    return order.state === "ready" && ageMs < OFFER_LIFETIME_MS / 3;
  }

  return {
    ...createAcceptance(deps),
    isFresh,

    async begin(request) {
      if (!(await ways.servesCustomer(request.customerId))) return { kind: "not-for-you" };
      const listed = await catalogue.find(request.countryCode, request.language, request.planKey);
      if (!listed.ok) return { kind: "supplier-down" };
      if (!listed.value) return { kind: "package-gone" };
      const open = await orders.getOpenDraft(request.customerId);
      const isSame =
        open && open.package.packageId === listed.value.packageId && open.quantity === request.quantity;
      if (isSame) return { kind: "begun", order: open };
      // What was typed for another plan, or for an order that came to nothing, is kept: only the plan changes. Two people are never mixed.
      const kept = open ?? (await lastInVain(request.customerId));
      const traveller = completeTraveller(request.traveller) ?? kept?.traveller ?? request.traveller;
      const order = await createDraft({ ...request, traveller }, listed.value);
      logger.info("order.draft", { order: order.reference });
      return { kind: "begun", order };
    },

    find: (customerId, orderId) => orders.getOwned(customerId, orderId),

    openOrder: (customerId) => orders.getOpenDraft(customerId),

    async saveTraveller(customerId, orderId, patch, cleared = []) {
      const order = await orders.getOwned(customerId, orderId);
      if (!order) return false;
      const nowMs = clock.now();
      const entries = Object.entries(order.traveller).filter(
        ([name]) => !cleared.some((each) => each === name),
      );
      const traveller: TravellerDraft = { ...Object.fromEntries(entries), ...patch };
      if (order.state !== "ready") return orders.saveDraft(customerId, orderId, { traveller }, nowMs);
      // The last answer is handled again where the process died right after it: the card that it led to stays good.
      if (isDeepStrictEqual(traveller, order.traveller)) return true;
      // The old confirm button must not order what was edited since: its nonce goes.
      return orders.transition({
        orderId,
        from: ["ready"],
        to: "quoted",
        patch: { traveller, nonce: null },
        detail: "traveller edited",
        nowMs,
      });
    },

    async prepare(customerId) {
      const order = await orders.getOpenDraft(customerId);
      if (!order) return { kind: "no-order" };
      if (!completeTraveller(order.traveller)) return { kind: "traveller-missing", order };
      if (isFresh(order)) return { kind: "ready", order };
      const quoted = await quote(order);
      if (quoted.kind === "down") return { kind: "supplier-down", order };
      if (quoted.kind === "gone") {
        catalogue.forget(order.countryCode);
        return { kind: "package-gone", order, reason: quoted.reason };
      }
      return makeReady(order, quoted.offer, clock.now());
    },

    async cancel(customerId) {
      let cancelled: Order | undefined;
      // At most one for an eSIM and one for a top-up.
      for (const order of await orders.list(customerId, OPEN_DRAFT_STATES, 2)) {
        const isCancelled = await orders.transition({
          orderId: order.id,
          from: OPEN_DRAFT_STATES,
          to: "cancelled",
          detail: "cancelled by the customer",
          nowMs: clock.now(),
        });
        if (isCancelled) cancelled = order;
      }
      return cancelled;
    },

    findByNonce: (customerId, nonce) => orders.getByNonce(customerId, nonce),

    async inFlight(customerId) {
      const placed = await orders.list(customerId, IN_FLIGHT_STATES, 20);
      return placed.find((order) => order.kind === "esim");
    },
  };
}
