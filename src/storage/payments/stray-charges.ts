import type { Kysely } from "kysely";
import type { StrayChargeStore } from "../../services/ports/index.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import { enqueueJob } from "../queues/jobs.ts";
import type { Database } from "../schema.ts";

/** Charges that belong to no order, in the database; Telegram's id of them is sealed, and their own id is its keyed hash. */
export function createStrayChargeStore(deps: {
  readonly db: Kysely<Database>;
  readonly cipher: FieldCipher;
  readonly lookUp: LookUpKey;
}): StrayChargeStore {
  const { db, cipher, lookUp } = deps;
  return {
    add: (customerId, chargeId, nowMs) =>
      db.transaction().execute(async (trx) => {
        const id = lookUp.hash("stray charge", chargeId);
        const charge_id = cipher.seal(`stray_charges:charge_id:${id}`, chargeId);
        const added = await trx
          .insertInto("stray_charges")
          .values({ id, customer_id: customerId, charge_id, received_at_ms: nowMs })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (added) await enqueueJob(trx, { kind: "refund", key: `charge ${id}`, runAtMs: nowMs });
      }),

    async get(id) {
      const row = await db.selectFrom("stray_charges").selectAll().where("id", "=", id).executeTakeFirst();
      return (
        row && {
          customerId: row.customer_id,
          chargeId: cipher.open(`stray_charges:charge_id:${id}`, row.charge_id),
          isReturned: row.returned_at_ms !== null,
        }
      );
    },

    async markReturned(id, nowMs) {
      await db.updateTable("stray_charges").set({ returned_at_ms: nowMs }).where("id", "=", id).execute();
    },
  };
}
