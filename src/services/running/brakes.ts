import type { Brake, HeldBrake } from "../../domain/incident.ts";
import type { Money } from "../../domain/money.ts";
import { dayStartMs } from "../../domain/zone.ts";
import type { BrakeStore, Clock, Logger, SpendLimit } from "../ports/index.ts";
import type { Alarms } from "../staff/alarms.ts";

interface Deps {
  readonly brakes: BrakeStore;
  readonly alarms: Pick<Alarms, "raise" | "clear">;
  /** What the purchases of the shop's day may cost, per currency. */
  readonly dailySpendLimits: readonly Money[];
  readonly shopTimeZone: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What stops all booking, whoever buys. Staff hear of each once, and when it is off again. */
export interface Brakes {
  /** The brake that is on; looked at before each order is taken and before each is sent. */
  holding(): Promise<Exclude<Brake, "spend"> | undefined>;
  /** The same, and nobody is alarmed: for saying early that ordering is paused. */
  isOn(): Promise<boolean>;
  /** The brake that would keep this paid order back if it were sent now, the day's limit among them. */
  keeping(orderId: string): Promise<Brake | undefined>;
  /** The limits that the store checks in the transaction that takes or sends an order. */
  limits(): readonly SpendLimit[];
  /** The store refused for want of the day's money. */
  reachedLimit(): Promise<void>;
  /** Takes a brake off; false where it is not on. */
  release(brake: HeldBrake): Promise<boolean>;
}

/** Outcomes that nobody knows, so many within so long, mean that something is wrong with the supplier or with us. */
const MOST_UNKNOWNS = 3;
export const UNKNOWNS_WITHIN_MS = 10 * 60_000;

const MEGABYTE = 1024 * 1024;
const LEAST_FREE_BYTES = 200 * MEGABYTE;
const LEAST_FREE_SHARE = 0.02;
/** The share asks for no more than this: two percent of a large disk is room for years. */
const MOST_ASKED_BYTES = 1024 * MEGABYTE;

/** Builds the brakes. */
export function createBrakes(deps: Deps): Brakes {
  const { brakes, alarms, clock, logger } = deps;

  async function isDiskFull(): Promise<boolean> {
    const space = await brakes.diskSpace();
    if (!space) return false;
    const share = Math.min(space.totalBytes * LEAST_FREE_SHARE, MOST_ASKED_BYTES);
    return space.freeBytes < Math.max(LEAST_FREE_BYTES, share);
  }

  /** The brake that is on, and whether it is kept in the store already; only reads. */
  async function look(): Promise<{ brake: Exclude<Brake, "spend">; isKept: boolean } | undefined> {
    const [held] = await brakes.held();
    if (held) return { brake: held, isKept: true };
    const unknowns = await brakes.listUnknowns(clock.now() - UNKNOWNS_WITHIN_MS);
    if (unknowns.length >= MOST_UNKNOWNS) return { brake: "unknowns", isKept: false };
    return (await isDiskFull()) ? { brake: "disk", isKept: true } : undefined;
  }

  const holding: Brakes["holding"] = async () => {
    const found = await look();
    if (!found) {
      await alarms.clear("brake-disk");
      return undefined;
    }
    const { brake, isKept } = found;
    if (!isKept && (await brakes.apply("unknowns", clock.now())))
      logger.error("brake.applied", { reason: "unknowns" });
    await alarms.raise(`brake-${brake}`);
    return brake;
  };

  const limits: Brakes["limits"] = () => {
    if (deps.dailySpendLimits.length === 0) return [];
    const sinceMs = dayStartMs(clock.now(), deps.shopTimeZone);
    return deps.dailySpendLimits.map(({ currency, minor }) => ({ currency, minor, sinceMs }));
  };

  return {
    holding,
    isOn: async () => (await look()) !== undefined,
    limits,

    async keeping(orderId) {
      const held = await holding();
      if (held) return held;
      return (await brakes.wouldPassSpend(orderId, limits())) ? "spend" : undefined;
    },

    reachedLimit: () => alarms.raise("brake-spend"),

    async release(brake) {
      if (!(await brakes.release(brake, clock.now()))) return false;
      logger.warn("brake.released", { reason: brake });
      await alarms.clear(`brake-${brake}`);
      return true;
    },
  };
}
