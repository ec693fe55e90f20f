import type Database from "better-sqlite3";
import type { Money } from "../../../src/domain/money.ts";
import {
  createAlarms,
  createAutoCancelWatch,
  createBrakes,
  createIncidentWatch,
  type SupplierHealth,
} from "../../../src/services/index.ts";
import type { BrakeStore, Clock, Logger, Supplier } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";

const STAFF_CHAT = -1_000_555;

export interface BrakingOptions {
  /** What the day's purchases may cost. */
  readonly dailySpendLimits?: readonly Money[];
  /** Replaces calls of the brakes' store: a full disk, for one. */
  readonly brakes?: Partial<BrakeStore>;
}

interface Deps extends BrakingOptions {
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly health: SupplierHealth;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Brakes and alarms of a desk. */
export function openBraking({ storage, supplier, health, clock, wake, logger, ...options }: Deps) {
  const { incidents, orders } = storage;
  const shopTimeZone = "Asia/Dhaka";
  const alarms = createAlarms({
    incidents,
    outbox: storage.outbox,
    supportChatId: STAFF_CHAT,
    clock,
    wake,
    logger,
  });
  const brakes = createBrakes({
    brakes: { ...storage.brakes, ...options.brakes },
    alarms,
    dailySpendLimits: options.dailySpendLimits ?? [],
    shopTimeZone,
    clock,
    logger,
  });
  const autoCancel = createAutoCancelWatch({ orders, supplier, alarms, incidents, clock });
  const evidence = storage.incidentEvidence;
  const watched = { evidence, incidents, alarms, brakes, health, supplier, shopTimeZone, clock };
  return { brakes, autoCancel, incidentWatch: createIncidentWatch(watched) };
}

/** The staff's chat: each alarm as "kind opened" or "kind closed", oldest first. */
export function alarmsIn(raw: Database.Database): readonly string[] {
  const rows = raw
    .prepare(
      `select incidents.kind || substr(outbox.subject, instr(outbox.subject, ' ')) from outbox
       join incidents on incidents.id = cast(outbox.subject as integer)
       where outbox.kind = 'staff-alarm' order by outbox.id`,
    )
    .pluck();
  return rows.all().map(String);
}
