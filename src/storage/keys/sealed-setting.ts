import type { Kysely } from "kysely";
import type { Database } from "../schema.ts";
import type { FieldCipher } from "./field-cipher.ts";

/**
 * A setting that is made once in a database's life and stays: what `first` gives is sealed and stored where there is none, and what is stored is
 * opened. Throws `UnreadableField` where neither key opens it.
 */
export async function openSealedSetting(
  db: Kysely<Database>,
  cipher: FieldCipher,
  name: string,
  first: string,
): Promise<string> {
  const place = `settings:value:${name}` as const;
  await db
    .insertInto("settings")
    .values({ name, value: cipher.seal(place, first) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const { value } = await db
    .selectFrom("settings")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return cipher.open(place, value);
}
