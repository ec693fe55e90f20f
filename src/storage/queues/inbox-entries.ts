import type { Kysely } from "kysely";
import type { NewInboxEntry } from "../../services/ports/index.ts";
import type { FieldCipher, FieldPlace } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";

/** Rows in one INSERT, well below the databases' limits on parameters. */
const ROWS_PER_INSERT = 500;

/** Where the body of an update is sealed for. */
export function bodyPlace(updateId: number): FieldPlace {
  return `inbox:body:${updateId}`;
}

/** Inserts the entries whose update id is not known, in their order, inside the transaction `trx`; gives how many were new. */
export async function addEntries(
  trx: Kysely<Database>,
  entries: readonly NewInboxEntry[],
  nowMs: number,
  cipher: FieldCipher,
): Promise<number> {
  let added = 0;
  for (let start = 0; start < entries.length; start += ROWS_PER_INSERT) {
    const result = await trx
      .insertInto("inbox")
      .values(
        entries.slice(start, start + ROWS_PER_INSERT).map((entry) => ({
          update_id: entry.updateId,
          lane: entry.lane,
          body: cipher.seal(bodyPlace(entry.updateId), entry.body),
          state: "waiting" as const,
          due_at_ms: nowMs,
          received_at_ms: nowMs,
        })),
      )
      .onConflict((conflict) => conflict.column("update_id").doNothing())
      .executeTakeFirst();
    added += Number(result.numInsertedOrUpdatedRows);
  }
  return added;
}
