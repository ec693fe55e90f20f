import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Kysely } from "kysely";
import { HELD_BRAKES, type HeldBrake } from "../domain/incident.ts";
import { ABANDONED, partCame } from "../domain/order.ts";
import { TOPUP_TAKEN } from "../domain/topup.ts";
import type { BrakeStore } from "../services/ports/index.ts";
import { passesSpend } from "./orders/spending.ts";
import type { Database } from "./schema.ts";

const onName = (brake: HeldBrake) => `brake:${brake}`;
const releasedName = (brake: HeldBrake) => `brake-released:${brake}`;

/** The brakes among the settings; `databasePath` names the disk to watch. */
export function createBrakeStore(db: Kysely<Database>, databasePath: string): BrakeStore {
  return {
    async held() {
      const rows = await db
        .selectFrom("settings")
        .select("name")
        .where("name", "in", HELD_BRAKES.map(onName))
        .execute();
      const names = new Set(rows.map(({ name }) => name));
      return HELD_BRAKES.filter((brake) => names.has(onName(brake)));
    },

    apply: (brake, nowMs) => applyBrake(db, brake, nowMs),

    release: (brake, nowMs) =>
      db.transaction().execute(async (trx) => {
        const removed = await trx.deleteFrom("settings").where("name", "=", onName(brake)).executeTakeFirst();
        if (removed.numDeletedRows !== 1n) return false;
        const value = String(nowMs);
        await trx
          .insertInto("settings")
          .values({ name: releasedName(brake), value })
          .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
          .execute();
        return true;
      }),

    async listUnknowns(sinceMs) {
      const released = await db
        .selectFrom("settings")
        .select("value")
        .where("name", "=", releasedName("unknowns"))
        .executeTakeFirst();
      const rows = await db
        .selectFrom("order_events")
        .select("order_id")
        .where("from_state", "=", "sending")
        .where("to_state", "=", "unknown")
        .where("detail", "not in", [TOPUP_TAKEN, ABANDONED])
        // What came of a short order is known: there is an answer.
        .where("detail", "not like", partCame("%", "%"))
        .where("at_ms", ">", Math.max(sinceMs, Number(released?.value ?? 0)))
        .orderBy("id")
        .execute();
      return rows.map(({ order_id }) => order_id);
    },

    wouldPassSpend: (orderId, limits) => passesSpend(db, orderId, "sending", limits),

    async diskSpace() {
      const { bsize, bavail, blocks } = await statfs(dirname(databasePath));
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
  };
}

/** Puts a brake on; false where it is on already. */
export async function applyBrake(db: Kysely<Database>, brake: HeldBrake, nowMs: number): Promise<boolean> {
  const inserted = await db
    .insertInto("settings")
    .values({ name: onName(brake), value: String(nowMs) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
