import { randomBytes } from "node:crypto";
import { loadConfig } from "../../../src/config.ts";
import type { Order } from "../../../src/domain/order.ts";
import { PAYMENT_METHODS, type PaymentMethod } from "../../../src/domain/payment.ts";
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
import { issueTransition } from "../../../src/services/orders/order-outcomes.ts";
import { packAction } from "../../../src/telegram/callback-data.ts";
import { silent, type World } from "./world.ts";

/** One confirm card: what stands behind it, and who may tap it. */
export interface Sale {
  readonly kind: "esim" | "topup";
  readonly orderId: string;
  readonly customerId: number;
  readonly method: PaymentMethod;
  /** What an invoice carries. */
  readonly nonce: string;
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
  esim(customerId: number, quantity?: number, method?: PaymentMethod): Promise<Sale>;
  /** For an eSIM that was issued; undefined where it cannot be topped up now. */
  topup(customerId: number, esimId: string, method?: PaymentMethod): Promise<Sale | undefined>;
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
      methods: PAYMENT_METHODS,
      agencyBalanceCustomers: "all",
      starsRate: { BDT: "0.01" },
      isSupplierPageForTopups: false,
    },
    ledger: storage.ledger,
  });
  const nothing = async () => undefined;
  const brakes = {
    ...{ holding: nothing, keeping: nothing, reachedLimit: nothing },
    isOn: async () => false,
    limits: () => [],
  };
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

  /** Staff have filled the account of whoever pays from it, by exactly this. */
  async function grant({ id, customerId, charged }: Order): Promise<void> {
    if (!charged) throw new Error("a confirm card without a price");
    const { minor: amountMinor, currency } = charged;
    await storage.ledger.add(
      {
        customerId,
        orderId: null,
        kind: "grant",
        method: "credit",
        amountMinor,
        currency,
        staffId: world.staff.adminId,
        note: "chaos",
        dedupeKey: `account ${id}`,
      },
      now(),
    );
  }

  async function saleOf(
    order: Order,
    method: PaymentMethod,
    { email, iccid }: Pick<Sale, "email" | "iccid">,
  ): Promise<Sale> {
    if (method === "credit") await grant(order);
    const nonce = order.nonce ?? "";
    const when: Record<string, string> =
      order.kind === "topup"
        ? { package_id: order.package.packageId }
        : { booking_tracking_id: order.quote?.bookingTrackingId ?? "" };
    return {
      kind: order.kind,
      orderId: order.id,
      customerId: order.customerId,
      method,
      nonce,
      data: packAction({ do: "confirm", nonce, method }),
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
    async esim(customerId, quantity = 1, method = "agency_balance") {
      const { order, email } = await ready(customerId, quantity);
      return saleOf(order, method, { email, iccid: null });
    },

    async topup(customerId, esimId, method = "agency_balance") {
      const listed = await topups.list(customerId, esimId);
      const key = listed.kind === "packages" ? listed.packages[0]?.key : undefined;
      const chosen = key === undefined ? undefined : await topups.choose(customerId, esimId, key, "en");
      if (chosen?.kind !== "ready") return undefined;
      return saleOf(chosen.order, method, { email: "", iccid: chosen.owned.esim.iccid });
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
