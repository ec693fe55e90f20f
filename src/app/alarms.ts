import type { Config } from "../config.ts";
import {
  createAlarms,
  createAutoCancelWatch,
  createBrakes,
  createIncidentWatch,
  type Alarms,
  type AutoCancelWatch,
  type Brakes,
  type IncidentWatch,
  type SupplierHealth,
} from "../services/index.ts";
import type { Clock, Logger, Supplier } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly health: SupplierHealth;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What stops the shop, and what tells staff. */
export interface AlarmParts {
  readonly alarms: Alarms;
  readonly brakes: Brakes;
  readonly incidentWatch: IncidentWatch;
  readonly autoCancel: AutoCancelWatch;
}

/** Builds brakes and alarms; like app.ts it only connects. */
export function createAlarmParts({
  config,
  storage,
  supplier,
  health,
  clock,
  wake,
  logger,
}: Deps): AlarmParts {
  const { incidents } = storage;
  const shopTimeZone = config.shop.timeZone;
  const { supportChatId } = config.telegram;
  const alarms = createAlarms({ incidents, outbox: storage.outbox, supportChatId, clock, wake, logger });
  const brakes = createBrakes({
    brakes: storage.brakes,
    alarms,
    dailySpendLimits: config.brakes.dailySpendLimits,
    shopTimeZone,
    clock,
    logger,
  });
  return {
    alarms,
    brakes,
    incidentWatch: createIncidentWatch({
      evidence: storage.incidentEvidence,
      incidents,
      alarms,
      brakes,
      health,
      supplier,
      shopTimeZone,
      clock,
    }),
    autoCancel: createAutoCancelWatch({ orders: storage.orders, supplier, alarms, incidents, clock }),
  };
}
