import type { Kysely, Selectable } from "kysely";
import type { AuditEntry, AuditLog, AuditRow } from "../../services/ports/index.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";
import type { AuditTable } from "./tables.ts";

/** What staff did, in the database; the reasons are sealed. */
export function createAuditLog({ db, cipher }: { db: Kysely<Database>; cipher: FieldCipher }): AuditLog {
  return {
    add: (entry, nowMs) => db.transaction().execute((trx) => insertAudit(trx, entry, nowMs, cipher)),
    async list({ staffId, orderId, subjectId, action }, limit) {
      let query = db.selectFrom("audit").selectAll();
      if (staffId !== undefined) query = query.where("staff_id", "=", staffId);
      if (orderId !== undefined) query = query.where("order_id", "=", orderId);
      if (subjectId !== undefined) query = query.where("subject_id", "=", subjectId);
      if (action !== undefined) query = query.where("action", "=", action);
      const rows = await query.orderBy("id", "desc").limit(limit).execute();
      return rows.map((row) => toAudit(row, cipher));
    },
  };
}

/** Adds a row inside the transaction `trx`. */
export async function insertAudit(
  trx: Kysely<Database>,
  entry: AuditEntry,
  nowMs: number,
  cipher: FieldCipher,
): Promise<void> {
  const { id } = await trx
    .insertInto("audit")
    .values({
      staff_id: entry.staffId,
      action: entry.action,
      order_id: entry.orderId,
      subject_id: entry.subjectId,
      outcome: entry.outcome,
      at_ms: nowMs,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (entry.reason === null) return;
  // The seal is bound to the row, whose id is known only now.
  const reason = cipher.seal(`audit:reason:${id}`, entry.reason);
  await trx.updateTable("audit").set({ reason }).where("id", "=", id).execute();
}

function toAudit(row: Selectable<AuditTable>, cipher: FieldCipher): AuditRow {
  return {
    id: row.id,
    staffId: row.staff_id,
    action: row.action,
    orderId: row.order_id,
    subjectId: row.subject_id,
    outcome: row.outcome,
    reason: row.reason === null ? null : cipher.open(`audit:reason:${row.id}`, row.reason),
    atMs: row.at_ms,
  };
}
