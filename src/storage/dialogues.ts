import type { Kysely } from "kysely";
import type { DialogueChange, DialogueStore, Logger } from "../services/ports/index.ts";
import { openOrNull, type FieldCipher } from "./keys/field-cipher.ts";
import type { Database } from "./schema.ts";

/** Open dialogues in the database, sealed: they hold what people typed. */
export function createDialogueStore(deps: {
  db: Kysely<Database>;
  cipher: FieldCipher;
  logger: Logger;
}): DialogueStore {
  return {
    async read(key) {
      const row = await deps.db
        .selectFrom("dialogues")
        .select(["version", "state"])
        .where("key", "=", key)
        .executeTakeFirst();
      if (!row) return undefined;
      const state = openOrNull(deps.cipher, `dialogues:state:${key}`, row.state);
      if (state !== null) return { version: row.version, state };
      // Its customer goes on from the order, as after an update of the shop.
      deps.logger.error("dialogue.unreadable", {
        reason: "it is dropped; what was answered is in the order",
      });
      return { version: null, state: "" };
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
