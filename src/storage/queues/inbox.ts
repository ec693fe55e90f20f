import type { ExpressionBuilder, Kysely } from "kysely";
import type { Inbox, InboxEntry } from "../../services/ports/index.ts";
import { applyDialogueChange } from "../dialogues.ts";
import type { SqlDialect } from "../dialect.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import { purgeExpired } from "../purge.ts";
import type { Database } from "../schema.ts";
import { claimEntries } from "./claim-entries.ts";
import { errorText } from "./error-text.ts";
import { createGroupCommit } from "./group-commit.ts";
import { addEntries } from "./inbox-entries.ts";
import { addIntent } from "./outbox.ts";

/** The inbox with what only the storage itself may do. */
export interface DrainableInbox extends Inbox {
  /** Resolves when nothing waits for its commit. */
  drain(): Promise<void>;
}

interface Deps {
  readonly db: Kysely<Database>;
  readonly dialect: SqlDialect;
  readonly cipher: FieldCipher;
}

/**
 * Telegram updates that are not handled yet, strictly in Telegram's order per lane: an entry that is claimed, or that
 * waits for its next try, holds back those behind it. Bodies are sealed, and emptied once the entry is done.
 */
export function createInbox(deps: Deps): DrainableInbox {
  const { db, dialect, cipher } = deps;
  const group = createGroupCommit(db);

  /** Ends a claim: the entry is done and its body gone. False when the claim was lost. */
  async function endClaim(trx: Kysely<Database>, entry: InboxEntry, owner: string, nowMs: number) {
    const result = await trx
      .updateTable("inbox")
      .set({
        state: "done",
        body: "",
        last_error: null,
        claimed_by: null,
        lease_until_ms: null,
        done_at_ms: nowMs,
      })
      .where(isClaim(entry, owner))
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  return {
    add: (entries, nowMs) => group.run((trx) => addEntries(trx, entries, nowMs, cipher)),
    drain: () => group.drain(),

    claim: (owner, nowMs, leaseUntilMs, limit) =>
      db
        .transaction()
        .execute((trx) => claimEntries(trx, { owner, nowMs, leaseUntilMs, limit }, { dialect, cipher })),

    async renew(owner, leaseUntilMs) {
      await db
        .updateTable("inbox")
        .set({ lease_until_ms: leaseUntilMs })
        .where("claimed_by", "=", owner)
        .execute();
    },

    finish: (entry, owner, dialogue, nowMs) =>
      group.run(async (trx) => {
        if (!(await endClaim(trx, entry, owner, nowMs))) return false;
        await applyDialogueChange(trx, dialogue, nowMs, cipher);
        return true;
      }),

    async release(entry, owner, dueAtMs, error) {
      const result = await db
        .updateTable("inbox")
        .set({
          state: "waiting",
          due_at_ms: dueAtMs,
          claimed_by: null,
          lease_until_ms: null,
          last_error: cipher.seal(`inbox:last_error:${entry.updateId}`, errorText(error)),
        })
        .where(isClaim(entry, owner))
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    bury: (entry, owner, error, intent, nowMs) =>
      db.transaction().execute(async (trx) => {
        if (!(await endClaim(trx, entry, owner, nowMs))) return false;
        const letter = {
          lane: entry.lane,
          body: cipher.seal(`dead_letters:body:${entry.updateId}`, entry.body ?? ""),
          error: cipher.seal(`dead_letters:error:${entry.updateId}`, errorText(error)),
          attempts: entry.attempts,
          buried_at_ms: nowMs,
        };
        await trx
          .insertInto("dead_letters")
          .values({ update_id: entry.updateId, ...letter })
          .onConflict((conflict) => conflict.column("update_id").doUpdateSet(letter))
          .execute();
        if (intent) await addIntent(trx, intent, nowMs);
        return true;
      }),

    purge: (nowMs) => purgeExpired(db, nowMs),
  };
}

/** Matches the row only while `owner` holds this very claim: every claim counts `attempts` up. */
function isClaim(entry: InboxEntry, owner: string) {
  return (eb: ExpressionBuilder<Database, "inbox">) =>
    eb.and([
      eb("update_id", "=", entry.updateId),
      eb("state", "=", "claimed"),
      eb("claimed_by", "=", owner),
      eb("attempts", "=", entry.attempts),
    ]);
}
