import { IN_FLIGHT_STATES, PLACED_STATES, type Order } from "../../domain/order.ts";
import type { EsimPackage } from "../../domain/package.ts";
import { completeTraveller } from "../../domain/traveller.ts";
import { phaseOf } from "../../domain/usage.ts";
import { packageKey } from "../catalogue/catalogue.ts";
import type { Esims, OwnedEsim } from "../esims/esims.ts";
import { createWithReference } from "../checkout/new-order.ts";
import type { PaymentWays } from "../payments/ways.ts";
import type {
  Clock,
  CustomerStore,
  Logger,
  OrderStore,
  RandomBytes,
  Supplier,
  TopupOffer,
  TopupPackage,
} from "../ports/index.ts";
import type { Usage } from "../esims/usage.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly customers: CustomerStore;
  readonly esims: Esims;
  readonly supplier: Pick<Supplier, "topupPackages">;
  readonly usage: Pick<Usage, "current">;
  readonly ways: Pick<PaymentWays, "servesCustomer">;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly logger: Logger;
}

/** Why nothing can be bought for an eSIM, or that somebody else's or no eSIM was meant. */
type Obstacle =
  | { readonly kind: "absent" }
  | { readonly kind: "open"; readonly owned: OwnedEsim; readonly order: Order }
  | { readonly kind: "not-rechargeable"; readonly owned: OwnedEsim }
  | { readonly kind: "supplier-down"; readonly owned: OwnedEsim };

/** A package with the short key by which its button names it. */
export interface ListedTopup {
  readonly key: string;
  readonly plan: TopupPackage;
}

export type TopupList =
  | Obstacle
  | {
      readonly kind: "packages";
      readonly owned: OwnedEsim;
      readonly packages: readonly ListedTopup[];
      /** The operator says that its time is over; with a list it can probably still be topped up. */
      readonly isExpired: boolean;
    };

export type TopupChosen =
  | Obstacle
  | { readonly kind: "ready"; readonly owned: OwnedEsim; readonly order: Order }
  | { readonly kind: "package-gone"; readonly owned: OwnedEsim }
  | { readonly kind: "details-missing"; readonly owned: OwnedEsim }
  | { readonly kind: "not-for-you" };

/** Top-ups up to the confirm tap, which is the checkout's. Every look-up carries the owner; nothing here spends. */
export interface Topups {
  /** Whether another top-up of the eSIM is under way. */
  openTopup(customerId: number, esimId: string): Promise<Order | undefined>;
  /** What can be bought for one eSIM, asked anew each time. */
  list(customerId: number, esimId: string): Promise<TopupList>;
  /** Makes the order for one package, ready to be confirmed at the price of this moment. */
  choose(customerId: number, esimId: string, planKey: string, language: string): Promise<TopupChosen>;
  /** The customer's confirmed top-ups, newest first. */
  history(customerId: number): Promise<readonly Order[]>;
  /** Notes that the receipt of an issued top-up reached the chat. */
  markTold(order: Order): Promise<void>;
}

const MOST_SHOWN = 200;

/** Builds the top-ups. */
export function createTopups(deps: Deps): Topups {
  const { orders, supplier, clock, logger } = deps;

  async function openTopup(customerId: number, esimId: string): Promise<Order | undefined> {
    return (await orders.listTopups(customerId, esimId, IN_FLIGHT_STATES))[0];
  }

  async function read(
    customerId: number,
    esimId: string,
  ): Promise<Obstacle | { readonly kind: "offer"; readonly owned: OwnedEsim; readonly offer: TopupOffer }> {
    const owned = await deps.esims.find(customerId, esimId);
    if (!owned) return { kind: "absent" };
    const order = await openTopup(customerId, esimId);
    if (order) return { kind: "open", owned, order };
    const { trackingId, iccid } = owned.esim;
    const listed = await supplier.topupPackages({ trackingId, iccid });
    if (listed.ok)
      return listed.value.packages.length === 0
        ? { kind: "not-rechargeable", owned }
        : { kind: "offer", owned, offer: listed.value };
    const { failure } = listed;
    const isNever =
      failure.kind === "refused" && (failure.cause === "not_rechargeable" || failure.cause === "recycled");
    return { kind: isNever ? "not-rechargeable" : "supplier-down", owned };
  }

  /** The details that the supplier demands come from the eSIM's own order, else from the saved traveller. */
  async function travellerOf(owned: OwnedEsim): Promise<Order["traveller"] | undefined> {
    if (completeTraveller(owned.order.traveller)) return owned.order.traveller;
    const { savedTraveller } = await deps.customers.get(owned.esim.customerId);
    return savedTraveller ? completeTraveller(savedTraveller) : undefined;
  }

  return {
    openTopup,

    async list(customerId, esimId) {
      const found = await read(customerId, esimId);
      if (found.kind !== "offer") return found;
      const { owned, offer } = found;
      const { figures } = await deps.usage.current(owned);
      const isExpired = figures !== null && phaseOf(figures, clock.now()) === "expired";
      const packages = offer.packages.map((plan) => ({ key: packageKey(plan.packageId), plan }));
      return { kind: "packages", owned, packages, isExpired };
    },

    async choose(customerId, esimId, planKey, language) {
      if (!(await deps.ways.servesCustomer(customerId))) return { kind: "not-for-you" };
      const found = await read(customerId, esimId);
      if (found.kind !== "offer") return found;
      const { owned, offer } = found;
      const chosen = offer.packages.find((each) => packageKey(each.packageId) === planKey);
      if (!chosen) return { kind: "package-gone", owned };
      const traveller = await travellerOf(owned);
      if (!traveller) return { kind: "details-missing", owned };
      const draft = await createWithReference(deps, {
        kind: "topup",
        topup: { esimId, parentOrderId: owned.order.id },
        customerId,
        chatId: owned.esim.chatId,
        language,
        countryCode: owned.esim.countryCode,
        package: packageOf(chosen, owned.order.package),
        quantity: 1,
        traveller,
        source: null,
        paymentMethod: "agency_balance",
      });
      const order = await makeReady(draft, owned, offer.topupTrackingId, chosen);
      return order ? { kind: "ready", owned, order } : { kind: "supplier-down", owned };
    },

    async history(customerId) {
      const placed = await orders.list(customerId, [...PLACED_STATES, "failed", "void"], MOST_SHOWN);
      return placed.filter((order) => order.kind === "topup");
    },

    async markTold(order) {
      const isTold = await orders.transition({
        orderId: order.id,
        from: ["issued"],
        to: "delivered",
        detail: "the receipt is in the chat",
        nowMs: clock.now(),
      });
      if (isTold) logger.info("topup.delivered", { order: order.reference });
    },
  };

  async function makeReady(
    draft: Order,
    owned: OwnedEsim,
    topupTrackingId: string,
    chosen: TopupPackage,
  ): Promise<Order | undefined> {
    const nowMs = clock.now();
    const patch = {
      quote: {
        bookingTrackingId: owned.esim.trackingId,
        packageTrackingId: topupTrackingId,
        quotedAtMs: nowMs,
      },
      purchase: chosen.purchase,
      sell: chosen.sell ?? chosen.price,
      charged: chosen.price,
    };
    const base = { orderId: draft.id, nowMs };
    await orders.transition({ ...base, from: ["draft"], to: "quoted", patch, detail: "price read" });
    const nonce = Buffer.from(deps.randomBytes(8)).toString("hex");
    await orders.transition({
      ...base,
      from: ["quoted"],
      to: "ready",
      patch: { nonce },
      detail: "shown for confirmation",
    });
    const order = await orders.getOwned(draft.customerId, draft.id);
    return order?.state === "ready" ? order : undefined;
  }
}

/** The top-up as orders keep a package: what it says of itself, the rest from the plan that it tops up. */
function packageOf(chosen: TopupPackage, parent: EsimPackage): EsimPackage {
  return {
    ...parent,
    packageId: chosen.packageId,
    searchTrackingId: "",
    title: chosen.title,
    dataMb: chosen.dataMb,
    isUnlimited: chosen.isUnlimited,
    voiceMinutes: null,
    textMessages: null,
    validityDays: chosen.validityDays,
    price: { total: chosen.price, tax: chosen.tax, fees: chosen.fees },
    sell: chosen.sell ?? chosen.price,
    purchase: chosen.purchase,
    promo: null,
  };
}
