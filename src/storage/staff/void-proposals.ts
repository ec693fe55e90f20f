import type { Kysely } from "kysely";
import type { VoidProposals } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** Who first said that an order is void; a later word of the same kind takes its place. */
export function createVoidProposals(db: Kysely<Database>): VoidProposals {
  return {
    get: (orderId) =>
      db
        .selectFrom("void_proposals")
        .select(["staff_id as staffId", "at_ms as atMs"])
        .where("order_id", "=", orderId)
        .executeTakeFirst(),
    async put(orderId, staffId, atMs) {
      const row = { staff_id: staffId, at_ms: atMs };
      await db
        .insertInto("void_proposals")
        .values({ order_id: orderId, ...row })
        .onConflict((conflict) => conflict.column("order_id").doUpdateSet(row))
        .execute();
    },
  };
}
