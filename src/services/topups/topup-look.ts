import { IN_FLIGHT_STATES, type Order } from "../../domain/order.ts";
import type { TopupDetails } from "../../domain/topup.ts";
import { topupShownTransition } from "../orders/order-outcomes.ts";
import type { Clock, DataUsage, EsimStore, Logger, OrderStore, Supplier } from "../ports/index.ts";
import { judgeTopup, readTopupState, type TopupReading } from "./topup-evidence.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Pick<Supplier, "topupHistory" | "dataUsage">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
  /** Has alerts start anew for an eSIM that has more data now. */
  readonly watchAgain: (esimId: string, told: DataUsage | null) => Promise<void>;
}

/** A top-up order with what only a top-up has. */
export type TopupOf = Order & { readonly topup: TopupDetails };

/** What one look found, and the usage that was read to find it out. */
export interface TopupSeen {
  readonly reading: TopupReading;
  readonly usage: DataUsage | null;
}

/** One look at a top-up: history and usage, compared with what was stored before sending. Only reads at the supplier's. */
export interface TopupLook {
  read(order: TopupOf): Promise<TopupSeen>;
  /** Files a top-up that the look has shown: issued, and the receipt on its way. */
  fileShown(
    order: TopupOf,
    reading: Extract<TopupReading, { found: "shown" }>,
    usage: DataUsage | null,
  ): Promise<void>;
}

const HOUR = 3_600_000;
/** As long may the entry of a top-up come that was believed void, or of one that ended unpaid on the supplier's page. */
const VOID_OWES_MS = 8 * 24 * HOUR;
const EXPIRED_OWES_MS = 26 * HOUR;

/** Builds the look. */
export function createTopupLook(deps: Deps): TopupLook {
  const { orders, clock, logger } = deps;

  return {
    async read(order) {
      const { before, esimId } = order.topup;
      const esim = await deps.esims.getOwned(order.customerId, esimId);
      if (!esim || !before) return { reading: { found: "unclear", isHistorySilent: false }, usage: null };
      const reads = await readTopupState(deps.supplier, { trackingId: esim.trackingId, iccid: esim.iccid });
      const states = [...IN_FLIGHT_STATES, "issued", "delivered", "void", "expired"] as const;
      const placed = await orders.listTopups(order.customerId, esimId, states);
      const nowMs = clock.now();
      const others = placed.filter((each) => each.id !== order.id && isRelevant(each, nowMs));
      const keys = others.flatMap((each) => each.topup?.after?.historyKey ?? []);
      const sentAtMs = order.sentAtMs ?? 0;
      const awaited = others.filter((each) => {
        if (each.sentAtMs === null || each.sentAtMs > sentAtMs) return false;
        return !each.topup?.after?.historyKey;
      });
      // A later top-up of the same eSIM makes the total grow too, and so does one that is paid late on the supplier's page.
      const isAlone = !others.some((each) => (each.sentAtMs ?? 0) > sentAtMs || each.state === "expired");
      const reading = judgeTopup(order, before, reads, { claimed: new Set(keys), awaited, isAlone, nowMs });
      return { reading, usage: reads.usage.ok ? reads.usage.value : null };
    },

    async fileShown(order, reading, usage) {
      // First, so that a process that ends in between forgets nothing: watching again does no harm.
      // Figures from before it are not kept as the newest: the receipt would be gainsaid.
      await deps.watchAgain(order.topup.esimId, reading.figures === null ? null : usage);
      if (await orders.transition(topupShownTransition(order, order.topup, reading, clock.now())))
        logger.info("topup.issued", { order: order.reference });
      deps.wake();
    },
  };
}

/** Whether anything may still come of it that this look could take for another's. */
function isRelevant({ state, sentAtMs, paymentDueAtMs }: Order, nowMs: number): boolean {
  if (state === "void") return nowMs - (sentAtMs ?? 0) <= VOID_OWES_MS;
  return (
    state !== "expired" || (sentAtMs !== null && nowMs - (paymentDueAtMs ?? sentAtMs) <= EXPIRED_OWES_MS)
  );
}
