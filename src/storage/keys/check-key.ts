import type { Kysely } from "kysely";
import type { Database } from "../schema.ts";
import { UnreadableField, type FieldCipher } from "./field-cipher.ts";
import { openSealedSetting } from "./sealed-setting.ts";

/**
 * Makes sure that the configured key is the one the database was written with, by a value sealed when it was first opened.
 * Throws when neither the current nor the old key opens it: nothing must be written with a second key.
 */
export async function checkKey(db: Kysely<Database>, cipher: FieldCipher): Promise<void> {
  try {
    await openSealedSetting(db, cipher, "data_key_check", "esim-counter");
  } catch (error) {
    if (!(error instanceof UnreadableField)) throw error;
    throw new Error("DATA_KEY does not open this database: set the key it was first opened with", {
      cause: error,
    });
  }
}
