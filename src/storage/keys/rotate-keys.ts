import { sql, type Kysely } from "kysely";
import type { Database } from "../schema.ts";
import type { FieldCipher } from "./field-cipher.ts";

/** Every sealed column, with the column that identifies its row. A new one must be listed here, or it would miss a change of keys. */
export const SEALED_COLUMNS: readonly { table: keyof Database; id: string; columns: readonly string[] }[] = [
  { table: "customers", id: "id", columns: ["saved_traveller"] },
  { table: "orders", id: "id", columns: ["traveller", "supplier_reply", "payment_url"] },
  { table: "payments", id: "id", columns: ["external_id", "photo_file_id", "reason"] },
  { table: "stray_charges", id: "id", columns: ["charge_id"] },
  {
    table: "esims",
    id: "id",
    columns: ["lpa", "smdp_address", "activation_code", "confirmation_code", "msisdn", "label"],
  },
  { table: "trips", id: "order_id", columns: ["travels_on"] },
  { table: "audit", id: "id", columns: ["reason"] },
  { table: "staff_notes", id: "id", columns: ["body"] },
  { table: "support_messages", id: "id", columns: ["body", "photo_file_id"] },
  { table: "inbox", id: "update_id", columns: ["body", "last_error"] },
  { table: "dead_letters", id: "update_id", columns: ["body", "error"] },
  { table: "dialogues", id: "key", columns: ["state"] },
  // Last: once the check value is under the new key, the old one is no longer needed.
  { table: "settings", id: "name", columns: ["value"] },
];

/** Rows of one transaction, so that other work gets its turn in between. */
const BATCH = 200;

/**
 * Seals anew, with the current key, whatever the old one sealed; gives how many values. Without an old key it does nothing.
 * Afterwards the old key may be taken out of the configuration. All processes must know both keys while this runs.
 */
export async function rotateKeys(db: Kysely<Database>, cipher: FieldCipher): Promise<number> {
  if (cipher.oldPrefix === null) return 0;
  let count = 0;
  for (const { table, id, columns } of SEALED_COLUMNS) {
    for (const column of columns) {
      for (;;) {
        const moved = await rotateBatch(db, cipher, { table, id, column, oldPrefix: cipher.oldPrefix });
        count += moved;
        if (moved < BATCH) break;
      }
    }
  }
  return count;
}

function rotateBatch(
  db: Kysely<Database>,
  cipher: FieldCipher,
  field: { table: string; id: string; column: string; oldPrefix: string },
): Promise<number> {
  const [table, id, column] = [sql.table(field.table), sql.ref(field.id), sql.ref(field.column)];
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string | number; sealed: string }>`
      select ${id} as id, ${column} as sealed from ${table}
      where ${column} like ${`${field.oldPrefix}%`} limit ${BATCH}`.execute(trx);
    for (const row of rows) {
      const place = `${field.table}:${field.column}:${row.id}` as const;
      const renewed = cipher.seal(place, cipher.open(place, row.sealed));
      await sql`update ${table} set ${column} = ${renewed} where ${id} = ${row.id}`.execute(trx);
    }
    return rows.length;
  });
}
