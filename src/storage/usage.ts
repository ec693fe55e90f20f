import type { Kysely, Selectable, UpdateObject } from "kysely";
import type { StoredUsage, UsageStore, WatchedEsim } from "../services/ports/index.ts";
import { addIntent } from "./queues/outbox.ts";
import type { Database, EsimUsageTable } from "./schema.ts";
import { parseAlertKinds, parseAlerts, parseMoney, parsePackage, parseUsage } from "./stored-json.ts";

/** The first look at an eSIM comes an hour after it was issued: nobody is on the road before. */
const FIRST_LOOK_AFTER_MS = 3_600_000;

/** Usage per eSIM in the database. */
export function createUsageStore({ db }: { db: Kysely<Database> }): UsageStore {
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
      return rows.map((row): WatchedEsim => {
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
      });
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
