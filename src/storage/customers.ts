import type { Kysely, Selectable, UpdateObject } from "kysely";
import type { TravellerDraft } from "../domain/traveller.ts";
import type { Customer, CustomerPatch, CustomerStore, Logger } from "../services/ports/index.ts";
import { openOrNull, type FieldCipher } from "./keys/field-cipher.ts";
import type { CustomersTable, Database } from "./schema.ts";
import { parseAlertKinds, parseTraveller } from "./stored-json.ts";

/** Customers in the database; a saved traveller is sealed. */
export function createCustomerStore(deps: {
  db: Kysely<Database>;
  cipher: FieldCipher;
  logger: Logger;
}): CustomerStore {
  const { db, cipher } = deps;

  function toCustomer(row: Selectable<CustomersTable>): Customer {
    return {
      id: row.id,
      chosenLanguage: row.chosen_language,
      savedTraveller: openTraveller(row),
      source: row.source,
      cardMessageId: row.card_message_id,
      isCardLast: row.is_card_last === 1,
      hasBlocked: row.has_blocked === 1,
      mutedAlerts: parseAlertKinds(row.muted_alerts),
      nextTripOrderId: row.next_trip_order_id,
    };
  }

  /** Only a convenience: one that does not open must not keep its owner from the shop, and their eSIM from them. */
  function openTraveller({ id, saved_traveller: sealed }: Selectable<CustomersTable>): TravellerDraft | null {
    if (sealed === null) return null;
    const place = `customers:saved_traveller:${id}` as const;
    const plain = openOrNull(cipher, place, sealed);
    if (plain === null) deps.logger.error("customer.saved-traveller-unreadable");
    return plain === null ? null : parseTraveller(plain, place);
  }

  const find = (id: number) => db.selectFrom("customers").selectAll().where("id", "=", id);

  return {
    async get(id) {
      const known = await find(id).executeTakeFirst();
      if (known) return toCustomer(known);
      await insertCustomer(db, id);
      return toCustomer(await find(id).executeTakeFirstOrThrow());
    },
    isKnown: async (id) => (await find(id).executeTakeFirst()) !== undefined,
    async update(id, patch) {
      // Without anything to set, UPDATE is not even valid SQL.
      if (Object.values(patch).every((value) => value === undefined)) return;
      await db.transaction().execute(async (trx) => {
        await insertCustomer(trx, id);
        await trx
          .updateTable("customers")
          .set(toColumns(patch, id, cipher))
          .where("id", "=", id)
          .execute();
      });
    },
  };
}

/** Makes the customer unless they are known. */
export async function insertCustomer(db: Kysely<Database>, id: number): Promise<void> {
  await db
    .insertInto("customers")
    .values({ id })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

function toColumns(
  patch: CustomerPatch,
  id: number,
  cipher: FieldCipher,
): UpdateObject<Database, "customers"> {
  const { savedTraveller } = patch;
  return {
    chosen_language: patch.chosenLanguage,
    saved_traveller:
      savedTraveller && cipher.seal(`customers:saved_traveller:${id}`, JSON.stringify(savedTraveller)),
    source: patch.source,
    card_message_id: patch.cardMessageId,
    is_card_last: patch.isCardLast === undefined ? undefined : patch.isCardLast ? 1 : 0,
    has_blocked: patch.hasBlocked === undefined ? undefined : patch.hasBlocked ? 1 : 0,
    muted_alerts: patch.mutedAlerts?.join(" "),
    next_trip_order_id: patch.nextTripOrderId,
  };
}
