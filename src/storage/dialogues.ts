import type { Kysely } from "kysely";
import type { DialogueChange, DialogueStore } from "../services/ports/index.ts";
import type { FieldCipher } from "./keys/field-cipher.ts";
import type { Database } from "./schema.ts";

/** Open dialogues in the database, sealed: they hold what people typed. */
export function createDialogueStore(deps: { db: Kysely<Database>; cipher: FieldCipher }): DialogueStore {
  return {
    async read(key) {
      const row = await deps.db
        .selectFrom("dialogues")
        .select(["version", "state"])
        .where("key", "=", key)
        .executeTakeFirst();
      return row && { version: row.version, state: deps.cipher.open(`dialogues:state:${key}`, row.state) };
    },
  };
}

/** Writes what an update left behind of a dialogue, inside the transaction `trx` that marks the update done. */
export async function applyDialogueChange(
  trx: Kysely<Database>,
  change: DialogueChange,
  nowMs: number,
  cipher: FieldCipher,
): Promise<void> {
  switch (change.kind) {
    case "none":
      return;
    case "delete":
      await trx.deleteFrom("dialogues").where("key", "=", change.key).execute();
      return;
    case "write": {
      const row = {
        version: change.version,
        state: cipher.seal(`dialogues:state:${change.key}`, change.state),
        updated_at_ms: nowMs,
      };
      await trx
        .insertInto("dialogues")
        .values({ key: change.key, ...row })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
        .execute();
      return;
    }
    default:
      change satisfies never;
  }
}
