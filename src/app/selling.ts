import type { Config } from "../config.ts";
import type { Order } from "../domain/order.ts";
import { isKnownPaymentAddress } from "../domain/payment-address.ts";
import { ITT_PUBLIC_URL } from "../itt/index.ts";
import {
  createAccounts,
  createCatalogue,
  createCheckout,
  createCheckoutJudge,
  createCollection,
  createFulfilment,
  createHousekeeping,
  createOrderBook,
  createPaymentWays,
  createQuoting,
  createReconciliation,
  createRefunds,
  createSending,
  createSupplierLook,
  createSupplierPage,
  createTopupFulfilment,
  createTopupLook,
  createTopupPage,
  createTopupReconciliation,
  createTopups,
  whileBeating,
  type Brakes,
  type Esims,
  type StarsReturned,
  type Usage,
} from "../services/index.ts";
import type { Clock, Logger, RandomBytes, Supplier } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import { describeError } from "../telegram/index.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly esims: Esims;
  readonly usage: Pick<Usage, "current" | "watchAgain">;
  readonly brakes: Brakes;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Has jobs and messages looked for at once. */
  readonly wake: () => void;
  /** Returns a customer's Stars, by the charge's id. */
  readonly returnStars: (customerId: number, chargeId: string) => Promise<StarsReturned>;
  /** The bot's own link, once Telegram has told its name. */
  readonly botUrl: () => string;
  readonly logger: Logger;
}

const BEAT_EVERY_MS = 2_000;

/** The mark-up is on what we collect: where every customer pays the supplier itself, there is none. */
export function markupOf({ methods, markupPercent }: Config["payments"]): string {
  return methods.every((method) => method === "supplier_page") ? "0" : markupPercent;
}

/** What sells: from the catalogue to the settled order, for eSIMs and for top-ups. */
export type Selling = ReturnType<typeof createSelling>;

/** Builds what sells; like app.ts it only connects. */
export function createSelling({ config, storage, supplier, clock, randomBytes, wake, ...deps }: Deps) {
  const { orders } = storage;
  const logger = deps.logger.child("orders");
  const policy = config.brakes;
  const ways = createPaymentWays({
    policy: { ...config.payments, isSupplierPageForTopups: config.payments.supplierPage.isForTopups },
    ledger: storage.ledger,
  });
  const shared = { orders, supplier, clock, wake, logger };
  const collection = createCollection({
    ...shared,
    payments: storage.payments,
    outbox: storage.outbox,
    ways,
    supportChatId: config.telegram.supportChatId,
    randomBytes,
  });
  const paging = {
    ...shared,
    policy: {
      paidStatuses: config.payments.supplierPage.paidStatuses,
      isKnownAddress: (address: string) =>
        isKnownPaymentAddress(address, {
          supplierUrls: [config.supplier.baseUrl, ITT_PUBLIC_URL],
          others: config.payments.supplierPage.hosts,
        }),
    },
    supportChatId: config.telegram.supportChatId,
  };
  const supplierPage = createSupplierPage(paging);
  const look = createTopupLook({ ...shared, esims: storage.esims, watchAgain: deps.usage.watchAgain });
  const topupPage = createTopupPage({ ...paging, look });
  const refunds = createRefunds({
    ...shared,
    payments: storage.payments,
    strayCharges: storage.strayCharges,
    supportChatId: config.telegram.supportChatId,
    returnStars: deps.returnStars,
  });
  const catalogue = createCatalogue({ supplier, clock, logger: deps.logger.child("catalogue") });
  const quote = createQuoting({ supplier, catalogue });
  const { esims, usage } = deps;
  const sending: Pick<Parameters<typeof createFulfilment>[0], "sending" | "botUrl" | "whileBeating"> = {
    sending: createSending({
      ...shared,
      policy,
      ways,
      brakes: deps.brakes,
      askForMoney: collection.askForMoney,
    }),
    botUrl: deps.botUrl,
    whileBeating: (beat, work) =>
      whileBeating(
        {
          everyMs: BEAT_EVERY_MS,
          onMiss: (error) => logger.warn("order.beat-missed", { error: describeError(error) }),
        },
        beat,
        work,
      ),
  };
  const reconciliation = createReconciliation({ ...shared, esims: storage.esims, page: supplierPage });
  const topupReconciliation = createTopupReconciliation({ ...shared, look });
  return {
    catalogue,
    collection,
    refunds,
    /** What comes next for a paid order. */
    outlookOf: sending.sending.outlook,
    supplierPage,
    topupPage,
    judgeCheckout: createCheckoutJudge({ collection, orders }),
    /** Has an order on the supplier's page read at once; a look that is due anyway comes sooner. */
    async readAtSupplier({ id, kind }: Pick<Order, "id" | "kind">): Promise<void> {
      const job = kind === "topup" ? "await-topup" : "await-supplier";
      await storage.jobs.enqueue({ kind: job, key: id, runAtMs: clock.now() });
      wake();
    },
    /** Returns Stars that belong to no order, durably. */
    async returnCharge(customerId: number, chargeId: string): Promise<void> {
      await storage.strayCharges.add(customerId, chargeId, clock.now());
      wake();
    },
    accounts: createAccounts({ ...shared, ledger: storage.ledger, customers: storage.customers }),
    checkout: createCheckout({ ...shared, catalogue, quote, policy, ways, brakes: deps.brakes, randomBytes }),
    fulfilment: createFulfilment({ ...shared, ...sending, quote, page: supplierPage }),
    reconciliation,
    topups: createTopups({ ...shared, customers: storage.customers, esims, usage, ways, randomBytes }),
    topupFulfilment: createTopupFulfilment({
      ...shared,
      ...sending,
      esims: storage.esims,
      page: topupPage,
    }),
    topupReconciliation,
    /** What staff have read at once, whatever is due. */
    supplierLook: createSupplierLook({
      ...shared,
      esims: storage.esims,
      page: supplierPage,
      reconciliation,
      topups: look,
    }),
    orderBook: createOrderBook({
      orders,
      esims: storage.esims,
      supplier,
      payments: storage.payments,
      paidStatuses: config.payments.supplierPage.paidStatuses,
    }),
    housekeeping: createHousekeeping({ orders, inbox: storage.inbox, clock, logger }),
  };
}
