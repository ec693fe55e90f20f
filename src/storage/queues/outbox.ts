import type { ExpressionBuilder, Kysely } from "kysely";
import { STAFF_POSTS, type Intent, type NewIntent, type Outbox } from "../../services/ports/index.ts";
import type { SqlDialect } from "../dialect.ts";
import type { Database } from "../schema.ts";
import { errorText } from "./error-text.ts";

/**
 * What is to be told, strictly in order per chat: an intent that waits for its next try holds back those behind it.
 * Sent intents stay, since their key must be queued only once.
 */
export function createOutbox(deps: { db: Kysely<Database>; dialect: SqlDialect }): Outbox {
  const { db, dialect } = deps;
  return {
    add: (intent, nowMs) => addIntent(db, intent, nowMs),

    claim: (owner, nowMs, leaseUntilMs, limit) =>
      db.transaction().execute(async (trx) => {
        const due = await dialect
          .skipLocked(trx.selectFrom("outbox").select("outbox.id"))
          .where("outbox.sent_at_ms", "is", null)
          .where("outbox.due_at_ms", "<=", nowMs)
          .where((eb) =>
            eb.or([eb("outbox.claimed_by", "is", null), eb("outbox.lease_until_ms", "<=", nowMs)]),
          )
          .where((eb) => eb.not(eb.exists(earlierOfSameChat(eb))))
          .where((eb) =>
            eb.not(
              eb.exists(
                eb
                  .selectFrom("customers")
                  .select("customers.id")
                  .whereRef("customers.id", "=", "outbox.chat_id")
                  .where("customers.has_blocked", "=", 1),
              ),
            ),
          )
          .orderBy("outbox.id")
          .limit(limit)
          .execute();
        if (due.length === 0) return [];
        const rows = await trx
          .updateTable("outbox")
          .set((eb) => ({
            claimed_by: owner,
            lease_until_ms: leaseUntilMs,
            attempts: eb("attempts", "+", 1),
          }))
          .where(
            "id",
            "in",
            due.map((row) => row.id),
          )
          .returning(["id", "chat_id", "kind", "subject", "esim_id", "dedupe_key", "attempts"])
          .execute();
        return rows
          .sort((a, b) => a.id - b.id)
          .map((row): Intent => ({
            id: row.id,
            chatId: row.chat_id,
            kind: row.kind,
            subject: row.subject,
            ...(row.esim_id === null ? {} : { esimId: row.esim_id }),
            dedupeKey: row.dedupe_key,
            attempts: row.attempts,
          }));
      }),

    async renew(owner, leaseUntilMs) {
      await db
        .updateTable("outbox")
        .set({ lease_until_ms: leaseUntilMs })
        .where("claimed_by", "=", owner)
        .execute();
    },

    async markSent(id, owner, nowMs) {
      const result = await db
        .updateTable("outbox")
        .set({ sent_at_ms: nowMs, claimed_by: null, lease_until_ms: null, last_error: null })
        .where("id", "=", id)
        .where("claimed_by", "=", owner)
        .where("sent_at_ms", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async postpone(id, owner, dueAtMs, error) {
      const result = await db
        .updateTable("outbox")
        .set({
          due_at_ms: dueAtMs,
          claimed_by: null,
          lease_until_ms: null,
          last_error: errorText(error),
        })
        .where("id", "=", id)
        .where("claimed_by", "=", owner)
        .where("sent_at_ms", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async movePosts(chatId) {
      await db
        .updateTable("outbox")
        .set({ chat_id: chatId })
        .where("sent_at_ms", "is", null)
        .where("kind", "in", STAFF_POSTS)
        .where("chat_id", "<>", chatId)
        .execute();
    },

    async hasUnsent(orderId, kind, exceptId) {
      const row = await db
        .selectFrom("outbox")
        .select("id")
        .where("subject", "=", orderId)
        .where("kind", "=", kind)
        .where("sent_at_ms", "is", null)
        .where("id", "!=", exceptId)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Queues an intent, unless its key was queued before. */
export async function addIntent(db: Kysely<Database>, intent: NewIntent, nowMs: number): Promise<void> {
  await db
    .insertInto("outbox")
    .values({
      chat_id: intent.chatId,
      kind: intent.kind,
      subject: intent.subject,
      esim_id: intent.esimId ?? null,
      dedupe_key: intent.dedupeKey,
      due_at_ms: nowMs,
      created_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .execute();
}

function earlierOfSameChat(eb: ExpressionBuilder<Database, "outbox">) {
  return eb
    .selectFrom("outbox as earlier")
    .select("earlier.id")
    .whereRef("earlier.chat_id", "=", "outbox.chat_id")
    .where("earlier.sent_at_ms", "is", null)
    .whereRef("earlier.id", "<", "outbox.id");
}
