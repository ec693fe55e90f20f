import type { Kysely, Selectable } from "kysely";
import type { TroubleReport, TroubleReportStore } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** What customers tried before they asked for a person. */
export function createTroubleReportStore(db: Kysely<Database>): TroubleReportStore {
  return {
    async get(id) {
      const row = await db.selectFrom("trouble_reports").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toReport(row);
    },
    async newestOf(customerId, sinceMs) {
      const row = await db
        .selectFrom("trouble_reports")
        .selectAll()
        .where("customer_id", "=", customerId)
        .where("created_at_ms", ">=", sinceMs)
        .orderBy("created_at_ms", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && toReport(row);
    },
    async add({ id, customerId, esimId, isThere, tried, createdAtMs }) {
      await db
        .insertInto("trouble_reports")
        .values({
          id,
          customer_id: customerId,
          esim_id: esimId,
          is_there: isThere ? 1 : 0,
          tried,
          created_at_ms: createdAtMs,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function toReport(row: Selectable<Database["trouble_reports"]>): TroubleReport {
  return {
    id: row.id,
    customerId: row.customer_id,
    esimId: row.esim_id,
    isThere: row.is_there === 1,
    tried: row.tried,
    createdAtMs: row.created_at_ms,
  };
}
