import type { Config } from "../config.ts";
import {
  createCatalogue,
  createCheckout,
  createFulfilment,
  createHousekeeping,
  createOrderBook,
  createQuoting,
  createReconciliation,
  createTopupFulfilment,
  createTopupReconciliation,
  createTopups,
  whileBeating,
  type Esims,
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
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Has jobs and messages looked for at once. */
  readonly wake: () => void;
  /** The bot's own link, once Telegram has told its name. */
  readonly botUrl: () => string;
  readonly logger: Logger;
}

const BEAT_EVERY_MS = 2_000;

/** What sells: from the catalogue to the settled order, for eSIMs and for top-ups. */
export type Selling = ReturnType<typeof createSelling>;

/** Builds what sells; like app.ts it only connects. */
export function createSelling({ config, storage, supplier, clock, randomBytes, wake, ...deps }: Deps) {
  const { orders } = storage;
  const logger = deps.logger.child("orders");
  const payers = config.payments.agencyBalanceCustomers;
  const policy = {
    isPaidByAgency: (id: number) => payers === "all" || payers.includes(id),
    ...config.brakes,
  };
  const shared = { orders, supplier, clock, wake, logger };
  const catalogue = createCatalogue({ supplier, clock, logger: deps.logger.child("catalogue") });
  const quote = createQuoting({ supplier, catalogue });
  const { esims, usage } = deps;
  const sending: Pick<Parameters<typeof createFulfilment>[0], "botUrl" | "whileBeating"> = {
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
  return {
    catalogue,
    checkout: createCheckout({ orders, catalogue, quote, policy, clock, randomBytes, wake, logger }),
    fulfilment: createFulfilment({ ...shared, ...sending, quote, policy }),
    reconciliation: createReconciliation({ ...shared, esims: storage.esims }),
    topups: createTopups({ ...shared, customers: storage.customers, esims, usage, policy, randomBytes }),
    topupFulfilment: createTopupFulfilment({ ...shared, ...sending, policy, esims: storage.esims }),
    topupReconciliation: createTopupReconciliation({
      ...shared,
      esims: storage.esims,
      watchAgain: usage.watchAgain,
    }),
    orderBook: createOrderBook({ orders, esims: storage.esims, supplier }),
    housekeeping: createHousekeeping({ orders, inbox: storage.inbox, clock, logger }),
  };
}
