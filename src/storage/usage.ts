import type { Kysely, Selectable, UpdateObject } from "kysely";
import type { Logger, StoredUsage, UsageStore, WatchedEsim } from "../services/ports/index.ts";
import { addIntent } from "./queues/outbox.ts";
import type { CustomersTable, Database, EsimsTable, EsimUsageTable, OrdersTable } from "./schema.ts";
import { parseAlertKinds, parseAlerts, parseMoney, parsePackage, parseUsage } from "./stored-json.ts";

/** The first look at an eSIM comes an hour after it was issued: nobody is on the road before. */
const FIRST_LOOK_AFTER_MS = 3_600_000;

/** A row that cannot be read is tried again after so long: somebody has to mend it first. */
const UNREADABLE_PAUSE_MS = 24 * 3_600_000;

/** Usage per eSIM in the database. */
export function createUsageStore(deps: { db: Kysely<Database>; logger: Logger }): UsageStore {
  const { db } = deps;
  const owned = (customerId: number) =>
    db
      .selectFrom("esim_usage")
      .innerJoin("esims", "esims.id", "esim_usage.esim_id")
      .selectAll("esim_usage")
      .where("esims.customer_id", "=", customerId);

  return {
    async getOwned(customerId, esimId) {
      const row = await owned(customerId).where("esim_id", "=", esimId).executeTakeFirst();
      return row && toUsage(row);
    },
    listOwned: async (customerId) => (await owned(customerId).execute()).map(toUsage),

    async listDue(nowMs, limit) {
      const rows = await db
        .selectFrom("esim_usage")
        .innerJoin("esims", "esims.id", "esim_usage.esim_id")
        .innerJoin("orders", "orders.id", "esims.order_id")
        .innerJoin("customers", "customers.id", "esims.customer_id")
        .selectAll("esim_usage")
        .select([
          "esims.tracking_id",
          "esims.iccid",
          "esims.chat_id",
          "esims.country_code",
          "esims.issued_at_ms",
          "orders.package_json",
          "customers.muted_alerts",
        ])
        .where("esim_usage.is_finished", "=", 0)
        .where("esim_usage.next_look_at_ms", "<=", nowMs)
        .where("esims.delivered_at_ms", "is not", null)
        .where("customers.has_blocked", "=", 0)
        .orderBy("esim_usage.next_look_at_ms")
        .limit(limit)
        .execute();
      const readable: WatchedEsim[] = [];
      for (const row of rows) {
        try {
          readable.push(toWatched(row));
        } catch (error) {
          // One bad row must not silence everybody's alerts. The error names the eSIM.
          deps.logger.error("usage.unreadable", {
            error: error instanceof Error ? error.message : "unknown",
          });
          await db
            .updateTable("esim_usage")
            .set({ next_look_at_ms: nowMs + UNREADABLE_PAUSE_MS })
            .where("esim_id", "=", row.esim_id)
            .execute();
        }
      }
      return readable;
    },

    async save(esimId, patch, intents, nowMs) {
      await db.transaction().execute(async (trx) => {
        await trx.updateTable("esim_usage").set(toColumns(patch)).where("esim_id", "=", esimId).execute();
        for (const intent of intents) await addIntent(trx, intent, nowMs);
      });
    },
  };
}

/** The row of an eSIM that was just issued, inside the transaction `trx`. */
export async function insertUsage(trx: Kysely<Database>, esimId: string, nowMs: number): Promise<void> {
  await trx
    .insertInto("esim_usage")
    .values({ esim_id: esimId, next_look_at_ms: nowMs + FIRST_LOOK_AFTER_MS })
    .execute();
}

type WatchedColumns = Pick<
  Selectable<EsimsTable>,
  "tracking_id" | "iccid" | "chat_id" | "country_code" | "issued_at_ms"
> &
  Pick<OrdersTable, "package_json"> &
  Pick<Selectable<CustomersTable>, "muted_alerts">;

/** Throws an error that names the eSIM when its JSON has another shape. */
function toWatched(row: Selectable<EsimUsageTable> & WatchedColumns): WatchedEsim {
  const plan = parsePackage(row.package_json, `the package of eSIM ${row.esim_id}`);
  return {
    usage: toUsage(row),
    trackingId: row.tracking_id,
    iccid: row.iccid,
    chatId: row.chat_id,
    countryCode: row.country_code,
    issuedAtMs: row.issued_at_ms,
    isUnlimited: plan.isUnlimited,
    isRechargeable: plan.isRechargeable,
    validityDays: plan.validityDays,
    installWithinDays: plan.installWithinDays,
    mutedAlerts: parseAlertKinds(row.muted_alerts),
  };
}

function toColumns(patch: Partial<Omit<StoredUsage, "esimId">>): UpdateObject<Database, "esim_usage"> {
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 1 : 0);
  return {
    figures_json: patch.figures && JSON.stringify(patch.figures),
    as_of_ms: patch.asOfMs,
    tried_at_ms: patch.triedAtMs,
    is_gone: flag(patch.isGone),
    told_json: patch.told && JSON.stringify(patch.told),
    topup_from_json: patch.topupFrom && JSON.stringify(patch.topupFrom),
    is_finished: flag(patch.isFinished),
    next_look_at_ms: patch.nextLookAtMs,
  };
}

function toUsage(row: Selectable<EsimUsageTable>): StoredUsage {
  const place = `the usage of eSIM ${row.esim_id}`;
  return {
    esimId: row.esim_id,
    figures: row.figures_json === null ? null : parseUsage(row.figures_json, place),
    asOfMs: row.as_of_ms,
    triedAtMs: row.tried_at_ms,
    isGone: row.is_gone === 1,
    told: parseAlerts(row.told_json, place),
    topupFrom: row.topup_from_json === null ? null : parseMoney(row.topup_from_json, place),
    isFinished: row.is_finished === 1,
    nextLookAtMs: row.next_look_at_ms,
  };
}
