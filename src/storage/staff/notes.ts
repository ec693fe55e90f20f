import type { Kysely } from "kysely";
import type { NoteStore } from "../../services/ports/index.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";

/** Staff's notes in the database, sealed. */
export function createNoteStore({ db, cipher }: { db: Kysely<Database>; cipher: FieldCipher }): NoteStore {
  return {
    add: (note) =>
      db.transaction().execute(async (trx) => {
        const customer = await trx
          .selectFrom("customers")
          .select("id")
          .where("id", "=", note.customerId)
          .executeTakeFirst();
        if (!customer) return false;
        const { id } = await trx
          .insertInto("staff_notes")
          .values({
            customer_id: note.customerId,
            order_id: note.orderId,
            staff_id: note.staffId,
            body: "",
            at_ms: note.atMs,
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        const body = cipher.seal(`staff_notes:body:${id}`, note.text);
        await trx.updateTable("staff_notes").set({ body }).where("id", "=", id).execute();
        return true;
      }),
    async list(customerId, limit) {
      const rows = await db
        .selectFrom("staff_notes")
        .selectAll()
        .where("customer_id", "=", customerId)
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        customerId: row.customer_id,
        orderId: row.order_id,
        staffId: row.staff_id,
        text: cipher.open(`staff_notes:body:${row.id}`, row.body),
        atMs: row.at_ms,
      }));
    },
  };
}
