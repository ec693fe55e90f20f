import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import type { Order } from "../../../src/domain/order.ts";
import { PAYMENT_METHODS, type PaymentMethod } from "../../../src/domain/payment.ts";
import type { IttConfig } from "../../../src/itt/index.ts";
import { createJobHandlers } from "../../../src/jobs/handlers.ts";
import {
  startIttEmulator,
  type IttEmulator,
  type IttEmulatorOptions,
} from "../../../src/sandbox/itt-emulator/index.ts";
import {
  createCatalogue,
  createCollection,
  createCheckout,
  createEsims,
  createFulfilment,
  createHousekeeping,
  createPaymentWays,
  createQuoting,
  createReconciliation,
  createRefunds,
  createSending,
  createTopupFulfilment,
  createTopupLook,
  createTopupPage,
  createTopupReconciliation,
  createTopups,
  createUsage,
  createUsageWatch,
  watchSupplier,
  type Brakes,
  type IncidentWatch,
  type Checkout,
  type Collection,
  type Fulfilment,
  type PaymentPolicy,
  type Reconciliation,
  type Refunds,
  type SalesPolicy,
  type TopupFulfilment,
  type Topups,
  type UsageWatch,
} from "../../../src/services/index.ts";
import type { Logger, Supplier } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { aDatabasePath, open, T0 } from "../../unit/storage/fixtures.ts";
import { createAccepting } from "./accepting.ts";
import { alarmsIn, openBraking, type BrakingOptions } from "./braking.ts";
import { createDeskPage, PAGE } from "./desk-page.ts";
import { API_KEY, SECRET_CODE, testClient, type LogLine } from "../../unit/itt/support/client.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

interface DeskOptions extends BrakingOptions {
  readonly itt?: IttEmulatorOptions;
  readonly client?: Partial<IttConfig>;
  readonly policy?: Partial<SalesPolicy>;
  readonly payments?: Partial<PaymentPolicy>;
  readonly supportChatId?: number;
  /** Replaces calls of the supplier's client. */
  readonly around?: (supplier: Supplier) => Partial<Supplier>;
}

/** The use cases that spend and settle, over a real database and the real client against the emulated supplier, with the clock held. */
export interface OrderDesk {
  readonly storage: Storage;
  readonly itt: IttEmulator;
  readonly fulfilment: Fulfilment;
  readonly reconciliation: Reconciliation;
  readonly topups: Topups;
  readonly topupFulfilment: TopupFulfilment;
  readonly checkout: Checkout;
  readonly collection: Collection;
  readonly refunds: Refunds;
  readonly usageWatch: UsageWatch;
  readonly supplier: Supplier;
  readonly logger: Logger;
  readonly brakes: Brakes;
  readonly incidentWatch: IncidentWatch;
  readonly log: readonly LogLine[];
  /** Whether the lease of the order being sent is kept at this very moment. */
  isBeating(): boolean;
  /** Milliseconds since the desk was opened. */
  now(): number;
  /** The held clock itself, epoch milliseconds. */
  clockMs(): number;
  /** Reads of bookings leave this eSIM out, as if it were not issued yet; null for none. */
  hideEsim(iccid: string | null): void;
  /** The deployer changes their mind about who may buy. */
  changePolicy(change: Partial<SalesPolicy>): void;
  /** The deployer changes the ways to pay. */
  changePayments(change: Partial<PaymentPolicy>): void;
  /** A confirmed order of a customer of its own, with its job due now. */
  accept(quantity?: number, method?: PaymentMethod): Promise<string>;
  /** Lets the time pass, with every job run when it is due. */
  pass(ms: number): Promise<void>;
  /** Moves the clock alone, as if no process were there to run jobs. */
  sleep(ms: number): void;
  order(id: string): Promise<Order>;
  /** What the order's chat was or will be told, oldest first. */
  told(orderId: string): readonly string[];
  /** One free read, as a customer would cause it. */
  askSupplier(): Promise<void>;
  /** The staff's chat: each alarm as "kind opened" or "kind closed", oldest first. */
  alarmed(): readonly string[];
  /** What the database file itself says of an order, read at once by a connection of its own. */
  onDisk(orderId: string): { state: string; attempts: number };
  /** How many POSTs that spend money have reached the supplier. */
  postCount(): number;
  /** When bookings were read, in milliseconds since the desk was opened; one look may be two calls, and counts once. */
  readTimes(): readonly number[];
}

/** Opens a desk that closes after the test. */
export async function openDesk(options: DeskOptions = {}): Promise<OrderDesk> {
  let nowMs = T0;
  const clock = { now: () => nowMs };
  const itt = await startIttEmulator({
    apiKey: API_KEY,
    secretCode: SECRET_CODE,
    quoteLifetimeMs: 365 * DAY,
    searchLifetimeMs: 365 * DAY,
    now: clock.now,
    ...options.itt,
  });
  const breaker = { failures: 100_000, halfOpenAfterMs: 1 };
  const { supplier: client, logger } = testClient(itt.url, { breaker, ...options.client });
  let hiddenIccid: string | null = null;
  const { supplier, health } = watchSupplier(
    {
      ...client,
      ...options.around?.(client),
      async readBooking(trackingId, bookingId) {
        const reading = await client.readBooking(trackingId, bookingId);
        if (reading.found !== "booking") return reading;
        const esims = reading.booking.esims.filter(({ iccid }) => iccid !== hiddenIccid);
        return { found: "booking", booking: { ...reading.booking, esims } };
      },
    },
    clock,
  );
  const path = aDatabasePath();
  const storage = await open(path);
  const raw = new Database(path);
  onTestFinished(async () => {
    raw.close();
    await itt.close();
    await client.close();
  });

  let beating = 0;
  const { orders, esims, jobs, inbox } = storage;
  const shared = { orders, supplier, clock, wake: () => undefined, logger };
  const catalogue = createCatalogue({ supplier, clock, logger });
  const policy: SalesPolicy = {
    isBookingEnabled: true,
    ordersPerCustomerPerDay: null,
    ...options.policy,
  };
  const paymentPolicy: PaymentPolicy = {
    methods: PAYMENT_METHODS,
    agencyBalanceCustomers: "all",
    starsRate: { BDT: "0.55" },
    isSupplierPageForTopups: false,
    ...options.payments,
  };
  const ways = createPaymentWays({ policy: paymentPolicy, ledger: storage.ledger });
  const { brakes, autoCancel, incidentWatch } = openBraking({ ...shared, storage, health, ...options });
  const { payments, strayCharges } = storage;
  const money = { ...shared, payments, strayCharges, supportChatId: options.supportChatId ?? null };
  const collection = createCollection({ ...money, outbox: storage.outbox, ways, randomBytes });
  const refunds = createRefunds({ ...money, returnStars: () => Promise.resolve("returned") });
  const sending = {
    ...shared,
    sending: createSending({ ...shared, policy, ways, brakes, askForMoney: collection.askForMoney }),
    botUrl: () => "https://t.me/a_shop_bot",
    whileBeating: async <T>(beat: () => Promise<void>, work: () => Promise<T>) => {
      await beat();
      beating += 1;
      return work().finally(() => {
        beating -= 1;
      });
    },
  };
  const quote = createQuoting({ supplier, catalogue });
  const supplierPage = createDeskPage(shared);
  const fulfilment = createFulfilment({ ...sending, quote, page: supplierPage });
  const reconciliation = createReconciliation({ ...shared, esims, page: supplierPage });
  const housekeeping = createHousekeeping({ orders, inbox, clock, logger });
  const watching = { ...shared, usage: storage.usage, pause: () => Promise.resolve() };
  const usage = createUsage(watching);
  const usageWatch = createUsageWatch({
    ...watching,
    zoneOf: () => "Asia/Dhaka",
    shopTimeZone: "Asia/Dhaka",
  });
  const look = createTopupLook({ ...shared, esims, watchAgain: usage.watchAgain });
  const topupPage = createTopupPage({ ...shared, ...PAGE, look });
  const topupFulfilment = createTopupFulfilment({ ...sending, esims, page: topupPage });
  const selling = { ...shared, policy, ways, brakes, randomBytes };
  const topups = createTopups({
    ...selling,
    usage,
    customers: storage.customers,
    esims: createEsims({ ...shared, esims }),
  });
  const checkout = createCheckout({ ...selling, catalogue, quote });
  const handlers = createJobHandlers({
    collection,
    refunds,
    supplierPage,
    topupPage,
    fulfilment,
    reconciliation,
    topupFulfilment,
    topupReconciliation: createTopupReconciliation({ ...shared, look }),
    housekeeping,
    incidentWatch,
    autoCancel,
    trips: { run: async () => ({ done: true }) },
    usageWatch,
  });
  const nextDue = raw.prepare("select min(run_at_ms) from jobs").pluck();
  const kinds = raw.prepare("select kind from outbox where subject = ? order by id").pluck();
  const row = raw.prepare("select state, attempts from orders where id = ?");

  async function runDue(): Promise<void> {
    for (const job of await jobs.claim("desk", nowMs, nowMs + MINUTE, 20)) {
      const next = await handlers[job.kind](job);
      if ("done" in next) await jobs.finish(job, "desk");
      else await jobs.postpone(job, "desk", next.again, null);
    }
  }

  const callTimes = (operation: "create-booking" | "booking-details"): readonly number[] =>
    itt.control.calls().flatMap((call) => (call.operation === operation ? [call.atMs - T0] : []));

  return {
    storage,
    itt,
    fulfilment,
    reconciliation,
    topups,
    topupFulfilment,
    checkout,
    collection,
    refunds,
    usageWatch,
    brakes,
    supplier,
    logger,
    incidentWatch,
    askSupplier: async () => {
      await supplier.compatibleDevices();
    },
    alarmed: () => alarmsIn(raw),
    log: logger.lines,
    accept: createAccepting({ supplier, orders, clock }),
    isBeating: () => beating > 0,
    now: () => nowMs - T0,
    clockMs: clock.now,
    hideEsim(iccid) {
      hiddenIccid = iccid;
    },
    changePolicy(change) {
      Object.assign(policy, change);
    },
    changePayments(change) {
      Object.assign(paymentPolicy, change);
    },
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const due: unknown = nextDue.get();
        if (typeof due !== "number" || due > endMs) break;
        nowMs = Math.max(nowMs, due);
        await runDue();
      }
      nowMs = endMs;
    },
    sleep(ms) {
      nowMs += ms;
    },
    async order(id) {
      const order = await orders.get(id);
      if (!order) throw new Error(`there is no order ${id}`);
      return order;
    },
    told: (orderId) => kinds.all(orderId).map(String),
    onDisk: (orderId) => row.get(orderId) as { state: string; attempts: number },
    postCount: () => callTimes("create-booking").length,
    readTimes: () => [...new Set(callTimes("booking-details"))],
  };
}
