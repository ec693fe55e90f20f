import { setTimeout as sleep } from "node:timers/promises";
import {
  createUsage,
  createUsageWatch,
  type Destinations,
  type Esims,
  type Usage,
  type UsageWatch,
} from "../services/index.ts";
import type { Clock, Logger, Supplier } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import { createEsimCards, createEsimView, type EsimCards, type EsimView } from "../telegram/index.ts";

interface Deps {
  readonly storage: Pick<Storage, "usage">;
  readonly supplier: Supplier;
  readonly esims: Esims;
  readonly zoneOf: Destinations["zoneOf"];
  /** IANA zone of the shop. */
  readonly shopTimeZone: string;
  readonly clock: Clock;
  /** Has jobs and messages looked for at once. */
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What knows how much data is left. */
export interface UsageParts {
  readonly usage: Usage;
  readonly usageWatch: UsageWatch;
  readonly esimView: EsimView;
  readonly esimCards: EsimCards;
}

/** Builds usage, the alerts' watch and the eSIM cards that show them. */
export function createUsageParts({ storage, esims, ...shared }: Deps): UsageParts {
  const { supplier, zoneOf, shopTimeZone, clock, wake, logger } = shared;
  const usage = createUsage({ usage: storage.usage, supplier, clock, pause: sleep, logger });
  const usageWatch = createUsageWatch({
    usage: storage.usage,
    supplier,
    zoneOf,
    shopTimeZone,
    clock,
    pause: sleep,
    wake,
    logger,
  });
  const esimView = createEsimView({ usage, zoneOf, shopTimeZone, clock });
  const esimCards = createEsimCards({ esims, usage, view: esimView, shopTimeZone });
  return { usage, usageWatch, esimView, esimCards };
}
