import { randomBytes } from "node:crypto";
import type { PaymentMethod } from "../../../../src/domain/payment.ts";
import {
  createClosing,
  createCollection,
  createEsims,
  createFulfilment,
  createPaymentWays,
  createReconciliation,
  createRefunds,
  createSecondWord,
  createSending,
  createSettlement,
  createSupplierLook,
  createSupplierPage,
  type NextRun,
} from "../../../../src/services/index.ts";
import { createAcceptance } from "../../../../src/services/checkout/acceptance.ts";
import type { Clock, Job, Supplier } from "../../../../src/services/ports/index.ts";
import type { Storage } from "../../../../src/storage/index.ts";
import { silent } from "../../storage/fixtures.ts";
import { ProcessEnded } from "./supplier.ts";

/** How the customers of the model pay: all that the agency or the shop collects. */
export const METHODS = [
  "agency_balance",
  "credit",
  "manual",
  "telegram",
] as const satisfies readonly PaymentMethod[];

export const ADMINS = [11, 12] as const;

/** Returned charges: the real Telegram returns each once. */
export interface Stars {
  readonly returned: Map<string, number>;
}

interface Deps {
  readonly name: string;
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly clock: Clock;
  readonly stars: Stars;
}

export type OneProcess = ReturnType<typeof startProcess>;

/** One process of the shop: the product's use cases over its own connection to the database. */
export function startProcess({ name, storage, supplier, clock, stars }: Deps) {
  const { orders, payments, esims, ledger, jobs } = storage;
  const shared = { orders, supplier, clock, wake: () => undefined, logger: silent };
  const policy = { isBookingEnabled: true, ordersPerCustomerPerDay: null };
  const ways = createPaymentWays({
    policy: {
      methods: METHODS,
      agencyBalanceCustomers: "all",
      starsRate: { BDT: "0.5" },
      isSupplierPageForTopups: false,
    },
    ledger,
  });
  // The brakes have tests of their own; here nothing is to be held back.
  const nothing = async () => undefined;
  const brakes = {
    ...{ holding: nothing, keeping: nothing, reachedLimit: nothing },
    isOn: async () => false,
    limits: () => [],
  };
  const { strayCharges } = storage;
  const money = { ...shared, payments, strayCharges, supportChatId: -100 };
  const collection = createCollection({ ...money, outbox: storage.outbox, ways, randomBytes });
  const page = createSupplierPage({
    ...shared,
    policy: { paidStatuses: ["paid"], isKnownAddress: () => false },
    supportChatId: null,
  });
  const refunds = createRefunds({
    ...money,
    async returnStars(_customerId, chargeId) {
      stars.returned.set(chargeId, (stars.returned.get(chargeId) ?? 0) + 1);
      return "returned";
    },
  });
  const fulfilment = createFulfilment({
    ...shared,
    sending: createSending({ ...shared, policy, ways, brakes, askForMoney: collection.askForMoney }),
    quote: async () => ({ kind: "gone", reason: "package_gone" }),
    page,
    botUrl: () => "https://t.me/a_shop_bot",
    whileBeating: (_beat, work) => work(),
  });
  const reconciliation = createReconciliation({ ...shared, esims, page });
  const acceptance = createAcceptance({ ...shared, policy, ways, brakes });
  const owned = createEsims({ ...shared, esims });
  const roles = {
    list: async () =>
      ADMINS.map((userId) => ({ userId, role: "admin" as const, grantedBy: null, grantedAtMs: 0 })),
  };
  const ending = {
    ...shared,
    supplierLook: createSupplierLook({
      ...shared,
      esims,
      page,
      reconciliation,
      topups: { read: () => Promise.reject(new Error("no top-ups here")), fileShown: async () => undefined },
    }),
    secondWord: createSecondWord({ proposals: storage.voidProposals, roles, clock }),
    audit: storage.audit,
  };
  const settlement = createSettlement({ ...ending, refunds });
  const closing = createClosing({ ...ending, esims });

  async function runJob(job: Job): Promise<NextRun> {
    switch (job.kind) {
      case "fulfil":
        return fulfilment.fulfil(job.key);
      case "reconcile":
        return reconciliation.reconcile(job);
      case "refund":
        return refunds.refund(job.key, job.attempts);
      case "payment-deadline":
        return collection.watchDeadline(job.key);
      default:
        return { done: true };
    }
  }

  return {
    name,
    orders,
    payments,
    collection,
    acceptance,
    fulfilment,
    reconciliation,
    settlement,
    closing,
    refunds,

    /** What is due now, each job once; a process that ends at a POST leaves its claim behind. */
    async runDue(): Promise<number> {
      const nowMs = clock.now();
      const claimed = await jobs.claim(name, nowMs, nowMs + 5_000, 5);
      for (const job of claimed) {
        const next = await untilDeath(() => runJob(job));
        if (next === "dead") return claimed.length;
        if ("done" in next) await jobs.finish(job, name);
        else await jobs.postpone(job, name, next.again, null);
      }
      return claimed.length;
    },

    /** What the outbox does once a picture is in the chat. */
    async deliver(orderId: string): Promise<void> {
      for (const esim of await esims.listOfOrder(orderId)) {
        const found = await owned.forDelivery(esim.id);
        if (found) await owned.markDelivered(found);
      }
    },
  };
}

/** A look at one order, as the job that is due asks for it. */
export function reconcileJob(orderId: string): Job {
  return { kind: "reconcile", key: orderId, runAtMs: 0, attempts: 1 };
}

/** Ends quietly where the process does. */
export async function untilDeath<T>(work: () => Promise<T>): Promise<T | "dead"> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProcessEnded) return "dead";
    throw error;
  }
}
