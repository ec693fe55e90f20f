import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long things are kept, by the design's retention rules. */
const KEPT_MS = {
  updates: 48 * HOUR_MS,
  dialogues: 7 * DAY_MS,
  deadLetters: 14 * DAY_MS,
  draftsAndReplies: 30 * DAY_MS,
  care: 30 * DAY_MS,
};

/**
 * Removes done inbox entries, dead letters and untouched dialogues whose time is over, the supplier's raw answers, the travellers of
 * orders that came to nothing, days of travel that nothing waits for, what was tried and written when a person was called, and Stars for
 * no order that went back. Orders, their amounts and their events stay for ever.
 */
export async function purgeExpired(db: Kysely<Database>, nowMs: number): Promise<void> {
  await db
    .deleteFrom("inbox")
    .where("done_at_ms", "<", nowMs - KEPT_MS.updates)
    .execute();
  await db
    .deleteFrom("dead_letters")
    .where("buried_at_ms", "<", nowMs - KEPT_MS.deadLetters)
    .execute();
  await db
    .deleteFrom("dialogues")
    .where("updated_at_ms", "<", nowMs - KEPT_MS.dialogues)
    .execute();
  await db
    .updateTable("orders")
    .set({ supplier_reply: null })
    .where("supplier_reply", "is not", null)
    .where("updated_at_ms", "<", nowMs - KEPT_MS.draftsAndReplies)
    .execute();
  await db
    .updateTable("orders")
    .set({ traveller: null })
    .where("traveller", "is not", null)
    .where("state", "in", ["cancelled", "expired"])
    .where("updated_at_ms", "<", nowMs - KEPT_MS.draftsAndReplies)
    .execute();
  // A journey further ahead keeps its day until its reminder has run.
  await db
    .deleteFrom("trips")
    .where("answered_at_ms", "<", nowMs - KEPT_MS.care)
    .where("order_id", "not in", db.selectFrom("jobs").select("key").where("kind", "=", "trip"))
    .execute();
  await db
    .deleteFrom("trouble_reports")
    .where("created_at_ms", "<", nowMs - KEPT_MS.care)
    .execute();
  await db
    .deleteFrom("support_messages")
    .where("created_at_ms", "<", nowMs - KEPT_MS.care)
    .execute();
  await db
    .deleteFrom("stray_charges")
    .where("returned_at_ms", "<", nowMs - KEPT_MS.care)
    .execute();
  await db
    .deleteFrom("order_look_ups")
    .where("order_id", "in", (eb) => eb.selectFrom("orders").select("id").where("traveller", "is", null))
    .execute();
}
