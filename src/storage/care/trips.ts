import type { Kysely } from "kysely";
import type { TripStore } from "../../services/ports/index.ts";
import { isSealed, type FieldCipher } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";

/** When customers travel, one row per order. The day is sealed: it tells when nobody is at home. */
export function createTripStore(deps: { db: Kysely<Database>; cipher: FieldCipher }): TripStore {
  const { db, cipher } = deps;
  const placeOf = (orderId: string) => `trips:travels_on:${orderId}` as const;
  /** Days were once kept in clear. */
  const open = (orderId: string, day: string) => (isSealed(day) ? cipher.open(placeOf(orderId), day) : day);

  return {
    async get(orderId) {
      const row = await db.selectFrom("trips").selectAll().where("order_id", "=", orderId).executeTakeFirst();
      return (
        row && {
          orderId: row.order_id,
          customerId: row.customer_id,
          chatId: row.chat_id,
          travelsOn: row.travels_on === null ? null : open(orderId, row.travels_on),
          answeredAtMs: row.answered_at_ms,
        }
      );
    },
    async save({ orderId, customerId, chatId, travelsOn, answeredAtMs }) {
      const sealed = travelsOn === null ? null : cipher.seal(placeOf(orderId), travelsOn);
      const answer = { travels_on: sealed, answered_at_ms: answeredAtMs };
      await db
        .insertInto("trips")
        .values({ order_id: orderId, customer_id: customerId, chat_id: chatId, ...answer })
        .onConflict((conflict) => conflict.column("order_id").doUpdateSet(answer))
        .execute();
    },
  };
}
