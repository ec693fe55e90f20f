import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { Kysely } from "kysely";
import { applyBrake } from "./brakes.ts";
import type { Database } from "./schema.ts";

/*
 * How the shop notices that its database is not the newest one. A restored backup lacks the orders that were sent after it was taken: the
 * shop would book them again when customers ask, and would not know what to look for at the supplier.
 *
 * The database counts the orders that it ever moved to `sending`, in the same transaction as the move. A small file beside it
 * (`<database>.last-seen`) holds the last count that was committed; it is made with the database, and written after the commit and before the
 * POST, so it is never ahead of a database that was only killed. At start:
 *
 * - the file is ahead of the database: an older copy was put in its place;
 * - the file is missing though orders were sent: the database came here from another place, and nobody can tell how old it is.
 *
 * Both put the brake `restored` on, which an admin releases after looking at the supplier's portal. A copy of the file beside the database
 * would say that all is well: backups must leave it out.
 */

const NAME = "sent_count";
const fileOf = (databasePath: string) => `${databasePath}.last-seen`;

/** Counts one more order that is being sent, inside its transaction; gives the count. */
export async function countSent(trx: Kysely<Database>): Promise<number> {
  const count = (await readCount(trx)) + 1;
  await writeCount(trx, count);
  return count;
}

/** Notes the committed count beside the database. An older note of another process does not replace a newer one. */
export function noteSent(databasePath: string, count: number): void {
  if (count <= (readFile(databasePath) ?? -1)) return;
  const path = fileOf(databasePath);
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, `${count}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** At start: puts the brake `restored` on where the database is older than the last one seen. Gives whether it is. */
export async function checkLastSeen(
  db: Kysely<Database>,
  databasePath: string,
  nowMs: number,
): Promise<boolean> {
  const seen = readFile(databasePath);
  const count = await readCount(db);
  const isOlder = seen === undefined ? count > 0 : seen > count;
  if (isOlder)
    await db.transaction().execute(async (trx) => {
      await applyBrake(trx, "restored", nowMs);
      // From here on the counts go on together: the same restore alarms once, and a later one is noticed again.
      await writeCount(trx, Math.max(count, seen ?? 0));
    });
  noteSent(databasePath, count);
  return isOlder;
}

function readFile(databasePath: string): number | undefined {
  const path = fileOf(databasePath);
  if (!existsSync(path)) return undefined;
  const count = Number(readFileSync(path, "utf8"));
  return Number.isSafeInteger(count) ? count : undefined;
}

async function readCount(db: Kysely<Database>): Promise<number> {
  const row = await db.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  return Number(row?.value ?? 0);
}

async function writeCount(db: Kysely<Database>, count: number): Promise<void> {
  const value = String(count);
  await db
    .insertInto("settings")
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
