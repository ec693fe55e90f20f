import type { NextRun } from "../orders/sending.ts";
import type { Clock, Inbox, Logger, OrderStore } from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly logger: Logger;
}

const HOUR = 3_600_000;
/** Drafts are kept 30 days. */
const DRAFT_LIFETIME_MS = 30 * 24 * HOUR;
const DRAFTS_A_RUN = 200;

/** What keeps the database small. */
export interface Housekeeping {
  /** Ends drafts that nobody touched for 30 days. */
  expireDrafts(): Promise<NextRun>;
  /** Removes handled updates and old dead letters. */
  purge(): Promise<NextRun>;
}

/** Builds the housekeeping jobs; each runs hourly. */
export function createHousekeeping({ orders, inbox, clock, logger }: Deps): Housekeeping {
  return {
    async expireDrafts() {
      const nowMs = clock.now();
      const stale = await orders.listStaleDrafts(nowMs - DRAFT_LIFETIME_MS, DRAFTS_A_RUN);
      for (const { id, state } of stale)
        await orders.transition({
          orderId: id,
          from: [state],
          to: "expired",
          detail: "untouched for 30 days",
          nowMs,
        });
      if (stale.length > 0) logger.info("orders.expired", { count: stale.length });
      return { again: nowMs + (stale.length === DRAFTS_A_RUN ? 1_000 : HOUR) };
    },
    async purge() {
      await inbox.purge(clock.now());
      return { again: clock.now() + HOUR };
    },
  };
}
