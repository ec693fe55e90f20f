import type { Kysely } from "kysely";
import type { IncidentTurn } from "../../domain/incident.ts";
import type { IncidentStore } from "../../services/ports/index.ts";
import { addIntent } from "../queues/outbox.ts";
import type { Database } from "../schema.ts";

/** Incidents in the database; the message to staff is queued in the same transaction. */
export function createIncidentStore(db: Kysely<Database>): IncidentStore {
  const incidents = () =>
    db
      .selectFrom("incidents")
      .select(["id", "kind", "subject", "opened_at_ms as openedAtMs", "closed_at_ms as closedAtMs"]);

  async function tellStaff(
    trx: Kysely<Database>,
    id: number,
    what: "opened" | "closed" | IncidentTurn,
    chatId: number | null,
    nowMs: number,
  ): Promise<void> {
    if (chatId === null) return;
    const subject = `${id} ${what}`;
    await addIntent(
      trx,
      { chatId, kind: "staff-alarm", subject, dedupeKey: `staff-alarm ${subject}` },
      nowMs,
    );
  }

  return {
    get: (id) => incidents().where("id", "=", id).executeTakeFirst(),
    listOpen: () => incidents().where("closed_at_ms", "is", null).orderBy("id").execute(),

    open: (kind, subject, chatId, nowMs, orderId) =>
      db.transaction().execute(async (trx) => {
        const opened = await trx
          .insertInto("incidents")
          .values({ kind, subject, order_id: orderId ?? null, opened_at_ms: nowMs, closed_at_ms: null })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (!opened) return false;
        await tellStaff(trx, opened.id, "opened", chatId, nowMs);
        return true;
      }),

    async tell(kind, subject, turn, chatId, nowMs) {
      const open = await incidents()
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .where("closed_at_ms", "is", null)
        .executeTakeFirst();
      if (!open) return false;
      await tellStaff(db, open.id, turn, chatId, nowMs);
      return true;
    },

    close: (kind, subject, chatId, nowMs) =>
      db.transaction().execute(async (trx) => {
        const closed = await trx
          .updateTable("incidents")
          .set({ closed_at_ms: nowMs })
          .where("kind", "=", kind)
          .where("subject", "=", subject)
          .where("closed_at_ms", "is", null)
          .returning("id")
          .executeTakeFirst();
        if (!closed) return false;
        await tellStaff(trx, closed.id, "closed", chatId, nowMs);
        return true;
      }),

    tellOpen: (chatId, nowMs) =>
      db.transaction().execute(async (trx) => {
        const open = await trx
          .selectFrom("incidents")
          .select("id")
          .where("closed_at_ms", "is", null)
          .execute();
        // One that was told keeps its key in the queue.
        for (const { id } of open) await tellStaff(trx, id, "opened", chatId, nowMs);
      }),

    async wasThere(kind, subject) {
      const row = await incidents()
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
