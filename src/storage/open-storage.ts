import { Kysely, sql } from "kysely";
import type {
  BrakeStore,
  IncidentEvidence,
  IncidentStore,
  AuditLog,
  CustomerStore,
  DeviceListStore,
  DialogueStore,
  EsimStore,
  Inbox,
  LedgerStore,
  JobStore,
  Logger,
  NoteStore,
  OrderStore,
  Outbox,
  PaymentStore,
  PersonalDataStore,
  RandomBytes,
  StaffDeskStore,
  StaffStore,
  StrayChargeStore,
  TripStore,
  SupportMessageStore,
  TroubleReportStore,
  UsageStore,
  VoidProposals,
} from "../services/ports/index.ts";
import { createBrakeStore } from "./brakes.ts";
import { createCustomerStore } from "./customers.ts";
import { parseDatabaseUrl } from "./database-url.ts";
import { createDeviceListStore } from "./care/device-list.ts";
import { createPersonalDataStore } from "./care/personal-data.ts";
import { createTripStore } from "./care/trips.ts";
import { createSupportMessageStore } from "./care/support-messages.ts";
import { createTroubleReportStore } from "./care/trouble-reports.ts";
import { createDialogueStore } from "./dialogues.ts";
import { createEsimStore } from "./esims.ts";
import { checkKey } from "./keys/check-key.ts";
import { createFieldCipher, type DataKeys } from "./keys/field-cipher.ts";
import { openLookUpKey, type LookUpKey } from "./keys/look-up-key.ts";
import { rotateKeys } from "./keys/rotate-keys.ts";
import { checkLastSeen, noteSent } from "./last-seen.ts";
import { migrate } from "./migrations/index.ts";
import { createOrderStore } from "./orders/order-store.ts";
import { createLedgerStore } from "./payments/ledger.ts";
import { createPaymentStore } from "./payments/payments.ts";
import { createStrayChargeStore } from "./payments/stray-charges.ts";
import { createInbox } from "./queues/inbox.ts";
import { createJobStore } from "./queues/jobs.ts";
import { createOutbox } from "./queues/outbox.ts";
import type { Database } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";
import { createAuditLog } from "./staff/audit.ts";
import { createStaffDeskStore } from "./staff/desk.ts";
import { fillLookUps } from "./staff/look-ups.ts";
import { createNoteStore } from "./staff/notes.ts";
import { createStaffStore } from "./staff/staff.ts";
import { createIncidentEvidence } from "./staff/evidence.ts";
import { createIncidentStore } from "./staff/incidents.ts";
import { createVoidProposals } from "./staff/void-proposals.ts";
import { createUsageStore } from "./usage.ts";

export interface StorageDeps {
  /** `file:<path>`, relative to the working directory or absolute. */
  readonly url: string;
  readonly keys: DataKeys;
  readonly logger: Logger;
  readonly randomBytes: RandomBytes;
  /** The clock, epoch milliseconds; the machine's own unless a test holds it. */
  readonly now?: () => number;
  /**
   * How many spending POSTs a database made now lets an order record: 1, the rule that money depends on. Only a test that proves its own
   * alarms passes more.
   */
  readonly maxOrderAttempts?: number;
}

/** The stores of one open database. */
export interface Storage {
  readonly customers: CustomerStore;
  readonly orders: OrderStore;
  readonly payments: PaymentStore;
  readonly strayCharges: StrayChargeStore;
  readonly ledger: LedgerStore;
  readonly brakes: BrakeStore;
  readonly incidents: IncidentStore;
  readonly voidProposals: VoidProposals;
  readonly incidentEvidence: IncidentEvidence;
  readonly esims: EsimStore;
  readonly usage: UsageStore;
  readonly jobs: JobStore;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly dialogues: DialogueStore;
  readonly deviceList: DeviceListStore;
  readonly trips: TripStore;
  readonly troubleReports: TroubleReportStore;
  readonly supportMessages: SupportMessageStore;
  readonly personalData: PersonalDataStore;
  readonly staff: StaffStore;
  readonly staffDesk: StaffDeskStore;
  readonly audit: AuditLog;
  readonly notes: NoteStore;
  /** Whether the database answers. */
  checkHealth(): Promise<boolean>;
  /** Waits for what is under way and closes; calls after it are refused. May be called again. */
  close(): Promise<void>;
}

/**
 * Opens the database, made when absent: brings its schema up to date, checks the data key and, where an old key is given, seals
 * everything with the current one. Throws an error that says what to change when the URL, the file or the key does not do.
 */
export async function openStorage(deps: StorageDeps): Promise<Storage> {
  const cipher = createFieldCipher(deps);
  const { path } = parseDatabaseUrl(deps.url);
  const dialect = openSqlite(path);
  const db = new Kysely<Database>({ dialect: dialect.kysely });
  let lookUp: LookUpKey;
  try {
    const applied = await migrate(db, { dialect, maxOrderAttempts: deps.maxOrderAttempts ?? 1 });
    if (applied.length > 0) deps.logger.info("storage.migrated", { count: applied.length });
    await checkKey(db, cipher);
    lookUp = await openLookUpKey(db, cipher, deps.randomBytes);
    if (await checkLastSeen(db, path, deps.now?.() ?? Date.now()))
      deps.logger.error("storage.older-than-last-seen", {
        reason: "selling is stopped until an admin sends /release restored",
      });
    const found = await fillLookUps(db, cipher, lookUp);
    if (found > 0) deps.logger.info("storage.look-ups-filled", { count: found });
    const { resealed, unreadable } = await rotateKeys(db, cipher);
    if (cipher.oldPrefix !== null)
      deps.logger.info("storage.rekeyed", { count: resealed, reason: "DATA_KEY_OLD may be removed now" });
    if (unreadable > 0)
      deps.logger.error("storage.unreadable", {
        count: unreadable,
        reason: "neither key opens these values",
      });
  } catch (error) {
    dialect.close();
    throw error;
  }

  const inbox = createInbox({ db, dialect, cipher });
  let closing: Promise<void> | undefined;
  return {
    customers: createCustomerStore({ db, cipher, logger: deps.logger }),
    payments: createPaymentStore({ db, dialect, cipher, lookUp }),
    strayCharges: createStrayChargeStore({ db, cipher, lookUp }),
    ledger: createLedgerStore(db),
    orders: createOrderStore({ db, dialect, cipher, lookUp, noteSent: note, logger: deps.logger }),
    brakes: createBrakeStore(db, path),
    incidents: createIncidentStore(db),
    voidProposals: createVoidProposals(db),
    incidentEvidence: createIncidentEvidence(db),
    esims: createEsimStore({ db, cipher }),
    usage: createUsageStore({ db, logger: deps.logger }),
    jobs: createJobStore({ db, dialect }),
    outbox: createOutbox({ db, dialect }),
    inbox,
    dialogues: createDialogueStore({ db, cipher, logger: deps.logger }),
    deviceList: createDeviceListStore(db),
    trips: createTripStore({ db, cipher }),
    troubleReports: createTroubleReportStore(db),
    supportMessages: createSupportMessageStore({ db, cipher }),
    personalData: createPersonalDataStore({ db, cipher }),
    staff: createStaffStore({ db, cipher }),
    staffDesk: createStaffDeskStore({ db, cipher, lookUp }),
    audit: createAuditLog({ db, cipher }),
    notes: createNoteStore({ db, cipher }),
    async checkHealth() {
      try {
        await sql`select name from settings limit 1`.execute(db);
        return true;
      } catch (error) {
        deps.logger.error("storage.unhealthy", { error: error instanceof Error ? error.message : "unknown" });
        return false;
      }
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };

  /** The note only serves to notice a restored backup: an order is not given up for want of it. */
  function note(count: number): void {
    try {
      noteSent(path, count);
    } catch (error) {
      deps.logger.error("storage.last-seen-not-noted", {
        error: error instanceof Error ? error.message : "unknown",
      });
    }
  }

  async function closeAll(): Promise<void> {
    await inbox.drain();
    // The connection is free only once every transaction that began before has ended.
    await db.connection().execute((connection) => sql`select 1`.execute(connection));
    await db.destroy();
  }
}
