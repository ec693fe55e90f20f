import { sql, type Kysely } from "kysely";
import { lookUpsOf, type LookUp } from "../../domain/look-up.ts";
import type { TravellerDraft } from "../../domain/traveller.ts";
import { openOrNull, type FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import type { Database } from "../schema.ts";
import { parseTraveller } from "../stored-json.ts";

const FILLED = "look_ups_filled";
/** Rows of one transaction, so that other work gets its turn in between. */
const BATCH = 200;

/** The stored hash of what somebody is looked up by. */
export function hashLookUp({ kind, text }: LookUp, lookUp: LookUpKey): string {
  return lookUp.hash(`order ${kind}`, text);
}

/** Has the order found by this traveller and by no former one. Inside a transaction. */
export async function replaceLookUps(
  trx: Kysely<Database>,
  orderId: string,
  traveller: TravellerDraft,
  lookUp: LookUpKey,
): Promise<void> {
  await trx.deleteFrom("order_look_ups").where("order_id", "=", orderId).execute();
  const rows = lookUpsOf(traveller).map((each) => ({
    order_id: orderId,
    kind: each.kind,
    hash: hashLookUp(each, lookUp),
  }));
  if (rows.length > 0) await trx.insertInto("order_look_ups").values(rows).execute();
}

/** Once per database: orders from before there were look-ups get theirs. What was begun before a crash is done again. */
export async function fillLookUps(
  db: Kysely<Database>,
  cipher: FieldCipher,
  lookUp: LookUpKey,
): Promise<number> {
  const done = await db.selectFrom("settings").select("value").where("name", "=", FILLED).executeTakeFirst();
  if (done) return 0;
  let count = 0;
  for (let after = ""; ;) {
    const rows = await db
      .selectFrom("orders")
      .select(["id", "traveller"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) break;
    await db.transaction().execute(async (trx) => {
      for (const { id, traveller } of rows) {
        if (traveller === null) continue;
        const place = `orders:traveller:${id}` as const;
        const plain = openOrNull(cipher, place, traveller);
        // Found by its reference only; a damaged row must not keep the shop from starting.
        if (plain === null) continue;
        await replaceLookUps(trx, id, parseTraveller(plain, place), lookUp);
        count += 1;
      }
    });
    after = last.id;
  }
  await sql`insert into settings (name, value) values (${FILLED}, '1') on conflict do nothing`.execute(db);
  return count;
}
