import type { Kysely, Selectable } from "kysely";
import { iccidLastFour } from "../domain/esim.ts";
import {
  IccidOfAnotherOrder,
  type EsimStore,
  type StoredEsim,
  type Transition,
} from "../services/ports/index.ts";
import type { FieldCipher } from "./keys/field-cipher.ts";
import type { Database, EsimsTable } from "./schema.ts";
import { insertUsage } from "./usage.ts";

/** Issued eSIMs in the database; their secrets are sealed, the ICCID is plain so that staff can find it. */
export function createEsimStore(deps: { db: Kysely<Database>; cipher: FieldCipher }): EsimStore {
  const { db, cipher } = deps;
  const esims = () => db.selectFrom("esims").selectAll();
  const one = async (query: ReturnType<typeof esims>) => {
    const row = await query.executeTakeFirst();
    return row && toEsim(row, cipher);
  };
  const many = async (query: ReturnType<typeof esims>) =>
    (await query.execute()).map((row) => toEsim(row, cipher));

  return {
    get: (id) => one(esims().where("id", "=", id)),
    getOwned: (customerId, id) => one(esims().where("id", "=", id).where("customer_id", "=", customerId)),
    listOwned: (customerId) =>
      many(
        esims()
          .where("customer_id", "=", customerId)
          .orderBy("issued_at_ms", "desc")
          .orderBy("order_id")
          .orderBy("position"),
      ),
    listOfOrder: (orderId) => many(esims().where("order_id", "=", orderId).orderBy("position")),
    async markDelivered(id, nowMs) {
      await db
        .updateTable("esims")
        .set({ delivered_at_ms: nowMs })
        .where("id", "=", id)
        .where("delivered_at_ms", "is", null)
        .execute();
    },
    async setLabel(customerId, id, label) {
      const result = await db
        .updateTable("esims")
        .set({ label: label === null ? null : cipher.seal(`esims:label:${id}`, label) })
        .where("id", "=", id)
        .where("customer_id", "=", customerId)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

/** How many eSIMs of an order have come, inside the transaction `trx`. */
export async function countEsims(trx: Kysely<Database>, orderId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("esims")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("order_id", "=", orderId)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Inserts issued eSIMs inside the transaction `trx`. An ICCID that the same order already has is left as it is.
 * Throws `IccidOfAnotherOrder`.
 */
export async function insertEsims(
  trx: Kysely<Database>,
  esims: NonNullable<Transition["esims"]>,
  nowMs: number,
  cipher: FieldCipher,
): Promise<void> {
  for (const esim of esims) {
    const seal = (column: SecretColumn, plain: string) => cipher.seal(`esims:${column}:${esim.id}`, plain);
    const inserted = await trx
      .insertInto("esims")
      .values({
        id: esim.id,
        order_id: esim.orderId,
        customer_id: esim.customerId,
        chat_id: esim.chatId,
        booking_id: esim.bookingId,
        tracking_id: esim.trackingId,
        country_code: esim.countryCode,
        position: esim.position,
        iccid: esim.iccid,
        lpa: seal("lpa", esim.lpa),
        smdp_address: seal("smdp_address", esim.smdpAddress),
        activation_code: seal("activation_code", esim.activationCode),
        confirmation_code:
          esim.confirmationCode === null ? null : seal("confirmation_code", esim.confirmationCode),
        apn_type: esim.apnType,
        apn_value: esim.apnValue,
        is_roaming: esim.isRoaming === null ? null : esim.isRoaming ? 1 : 0,
        msisdn: esim.msisdn === null ? null : seal("msisdn", esim.msisdn),
        issued_at_ms: nowMs,
      })
      // The id may be made from the ICCID, so that either of both is met first.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) {
      await insertUsage(trx, esim.id, nowMs);
      continue;
    }

    const holder = await trx
      .selectFrom("esims")
      .select("order_id")
      .where("iccid", "=", esim.iccid)
      .executeTakeFirst();
    const name = `order ${esim.orderId}: eSIM …${iccidLastFour(esim.iccid)}`;
    if (!holder) throw new Error(`${name} has the id of another eSIM`);
    if (holder.order_id !== esim.orderId)
      throw new IccidOfAnotherOrder(`${name} was issued for order ${holder.order_id}`);
  }
}

type SecretColumn = "lpa" | "smdp_address" | "activation_code" | "confirmation_code" | "msisdn" | "label";

/** Reads a row. Throws when a stored value does not open. */
export function toEsim(row: Selectable<EsimsTable>, cipher: FieldCipher): StoredEsim {
  const open = (column: SecretColumn, sealed: string) => cipher.open(`esims:${column}:${row.id}`, sealed);
  return {
    id: row.id,
    orderId: row.order_id,
    customerId: row.customer_id,
    chatId: row.chat_id,
    bookingId: row.booking_id,
    trackingId: row.tracking_id,
    countryCode: row.country_code,
    position: row.position,
    iccid: row.iccid,
    lpa: open("lpa", row.lpa),
    smdpAddress: open("smdp_address", row.smdp_address),
    activationCode: open("activation_code", row.activation_code),
    confirmationCode:
      row.confirmation_code === null ? null : open("confirmation_code", row.confirmation_code),
    apnType: row.apn_type,
    apnValue: row.apn_value,
    isRoaming: row.is_roaming === null ? null : row.is_roaming === 1,
    msisdn: row.msisdn === null ? null : open("msisdn", row.msisdn),
    issuedAtMs: row.issued_at_ms,
    deliveredAtMs: row.delivered_at_ms,
    label: row.label === null ? null : open("label", row.label),
  };
}
