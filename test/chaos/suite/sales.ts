import { randomBytes } from "node:crypto";
import { loadConfig } from "../../../src/config.ts";
import type { Order } from "../../../src/domain/order.ts";
import { createIttSupplier } from "../../../src/itt/index.ts";
import {
  createCatalogue,
  createCheckout,
  createEsims,
  createPaymentWays,
  createQuoting,
  createTopups,
  createUsage,
  packageKey,
} from "../../../src/services/index.ts";
import { issueTransition } from "../../../src/services/order-outcomes.ts";
import { packAction } from "../../../src/telegram/callback-data.ts";
import { silent, type World } from "./world.ts";

/** One confirm card: what stands behind it, and who may tap it. */
export interface Sale {
  readonly kind: "esim" | "topup";
  readonly orderId: string;
  readonly customerId: number;
  /** The confirm button's data. */
  readonly data: string;
  /** By this the supplier knows an eSIM's order. */
  readonly email: string;
  /** Of the eSIM that a top-up is for. */
  readonly iccid: string | null;
  /** What a fault of the supplier recognises its POST by. */
  readonly when: Readonly<Record<string, string>>;
  /** The owner has tapped. */
  isConfirmed: boolean;
}

/** Brings customers to their confirm cards without the conversation before it: the shop's own services do, in a process beside it. */
export interface Sales {
  esim(customerId: number, quantity?: number): Promise<Sale>;
  /** For an eSIM that was issued; undefined where it cannot be topped up now. */
  topup(customerId: number, esimId: string): Promise<Sale | undefined>;
  /** An eSIM that was bought and delivered long ago; gives its key. */
  ownedEsim(customerId: number): Promise<string>;
  close(): Promise<void>;
}

/** Opens the sales of a world. */
export function openSales(world: World): Sales {
  const { storage, now } = world;
  const { orders } = storage;
  const clock = { now };
  const config = loadConfig(world.environment);
  const supplier = createIttSupplier({ config: config.supplier, logger: silent, clock });
  const catalogue = createCatalogue({ supplier, clock, logger: silent });
  const quote = createQuoting({ supplier, catalogue });
  const policy = { isBookingEnabled: true, ordersPerCustomerPerDay: null };
  const ways = createPaymentWays({
    policy: {
      methods: ["agency_balance"],
      agencyBalanceCustomers: "all",
      starsRate: {},
      isSupplierPageForTopups: false,
    },
    ledger: storage.ledger,
  });
  const brakes = { holding: async () => undefined, limits: () => [], reachedLimit: async () => undefined };
  const shared = { orders, supplier, policy, ways, brakes, clock, randomBytes, logger: silent };
  const usage = createUsage({ ...shared, usage: storage.usage, pause: async () => undefined });
  const esims = createEsims({ esims: storage.esims, orders, clock, logger: silent });
  const checkout = createCheckout({ ...shared, catalogue, quote, wake: () => undefined });
  const topups = createTopups({ ...shared, customers: storage.customers, esims, usage });
  let made = 0;

  async function planKey(): Promise<string> {
    const listed = await catalogue.packages("BD", "en");
    const plan = listed.ok ? listed.value.find(({ isRechargeable }) => isRechargeable) : undefined;
    if (!plan) throw new Error("the emulated supplier sells nothing that can be topped up");
    return packageKey(plan.packageId);
  }

  function saleOf(order: Order, email: string, iccid: string | null): Sale {
    const when: Record<string, string> =
      order.kind === "topup"
        ? { package_id: order.package.packageId }
        : { booking_tracking_id: order.quote?.bookingTrackingId ?? "" };
    return {
      kind: order.kind,
      orderId: order.id,
      customerId: order.customerId,
      data: packAction({ do: "confirm", nonce: order.nonce ?? "", method: "agency_balance" }),
      email,
      iccid,
      when,
      isConfirmed: false,
    };
  }

  async function ready(customerId: number, quantity: number): Promise<{ order: Order; email: string }> {
    made += 1;
    const email = `order${made}@chaos.example`;
    const traveller = {
      title: "MR" as const,
      firstName: "Jasim",
      lastName: "Karim",
      age: 30,
      phone: "+8801966330000",
      phoneIsd: "880",
      phoneNational: "1966330000",
      email,
    };
    const who = { customerId, chatId: customerId, language: "en", countryCode: "BD", source: null };
    await checkout.begin({ ...who, planKey: await planKey(), quantity, traveller });
    const prepared = await checkout.prepare(customerId);
    if (prepared.kind !== "ready") throw new Error(`no confirm card: ${prepared.kind}`);
    return { order: prepared.order, email };
  }

  return {
    async esim(customerId, quantity = 1) {
      const { order, email } = await ready(customerId, quantity);
      return saleOf(order, email, null);
    },

    async topup(customerId, esimId) {
      const listed = await topups.list(customerId, esimId);
      const key = listed.kind === "packages" ? listed.packages[0]?.key : undefined;
      const chosen = key === undefined ? undefined : await topups.choose(customerId, esimId, key, "en");
      if (chosen?.kind !== "ready") return undefined;
      return saleOf(chosen.order, "", chosen.owned.esim.iccid);
    },

    async ownedEsim(customerId) {
      const { order } = await ready(customerId, 1);
      const quoted = order.quote;
      if (!quoted) throw new Error("a confirm card without a quote");
      const { bookingTrackingId, packageTrackingId } = quoted;
      const { email = "", ...rest } = order.traveller;
      const traveller = { ...rest, email } as Parameters<typeof supplier.updateCustomer>[1];
      await supplier.updateCustomer(bookingTrackingId, traveller);
      const request = { bookingTrackingId, packageTrackingId, quantity: 1, traveller };
      const booked = await supplier.createBooking({
        ...request,
        redirectUrl: "https://t.me/chaos_bot",
        paymentType: "account_balance",
      });
      if (!booked.ok) throw new Error("the emulated supplier books nothing");
      const move = { orderId: order.id, detail: "long ago", nowMs: now() };
      await orders.transition({ ...move, from: ["ready"], to: "accepted" });
      await orders.transition({ ...move, from: ["accepted"], to: "sending" });
      const filed = { orders, order, booking: booked.value, logger: silent };
      await issueTransition({ ...filed, nowMs: now(), detail: "long ago" });
      await orders.transition({ ...move, from: ["issued"], to: "delivered" });
      const sent = world.raw.prepare("update outbox set sent_at_ms = created_at_ms where subject = ?");
      sent.run(order.id);
      const [esim] = await storage.esims.listOfOrder(order.id);
      if (!esim) throw new Error("a booking without its eSIM");
      return esim.id;
    },

    close: () => supplier.close(),
  };
}
