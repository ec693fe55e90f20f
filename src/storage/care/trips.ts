import type { Kysely } from "kysely";
import type { TripStore } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** When customers travel, one row per order. */
export function createTripStore(db: Kysely<Database>): TripStore {
  return {
    async get(orderId) {
      const row = await db.selectFrom("trips").selectAll().where("order_id", "=", orderId).executeTakeFirst();
      return (
        row && {
          orderId: row.order_id,
          customerId: row.customer_id,
          chatId: row.chat_id,
          travelsOn: row.travels_on,
          answeredAtMs: row.answered_at_ms,
        }
      );
    },
    async save({ orderId, customerId, chatId, travelsOn, answeredAtMs }) {
      const answer = { travels_on: travelsOn, answered_at_ms: answeredAtMs };
      await db
        .insertInto("trips")
        .values({ order_id: orderId, customer_id: customerId, chat_id: chatId, ...answer })
        .onConflict((conflict) => conflict.column("order_id").doUpdateSet(answer))
        .execute();
    },
  };
}
