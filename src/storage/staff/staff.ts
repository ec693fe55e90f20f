import type { Kysely } from "kysely";
import type { StaffStore } from "../../services/ports/index.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";
import { insertAudit } from "./audit.ts";

/** Those who were made staff, in the database. */
export function createStaffStore({ db, cipher }: { db: Kysely<Database>; cipher: FieldCipher }): StaffStore {
  const members = () =>
    db
      .selectFrom("staff")
      .select(["user_id as userId", "role", "granted_by as grantedBy", "granted_at_ms as grantedAtMs"]);
  return {
    get: (userId) => members().where("user_id", "=", userId).executeTakeFirst(),
    list: () => members().orderBy("granted_at_ms").orderBy("user_id").execute(),
    put: ({ userId, role, grantedBy, grantedAtMs }, audit) =>
      db.transaction().execute(async (trx) => {
        const granted = { role, granted_by: grantedBy, granted_at_ms: grantedAtMs };
        await trx
          .insertInto("staff")
          .values({ user_id: userId, ...granted })
          .onConflict((conflict) => conflict.column("user_id").doUpdateSet(granted))
          .execute();
        await insertAudit(trx, audit, grantedAtMs, cipher);
      }),
    remove: (userId, audit, nowMs) =>
      db.transaction().execute(async (trx) => {
        const removed = await trx.deleteFrom("staff").where("user_id", "=", userId).executeTakeFirst();
        const wasThere = removed.numDeletedRows === 1n;
        const outcome = wasThere ? audit.outcome : "was no staff";
        await insertAudit(trx, { ...audit, outcome }, nowMs, cipher);
        return wasThere;
      }),
  };
}
