import { createHmac } from "node:crypto";
import type { Kysely } from "kysely";
import type { RandomBytes } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";
import type { FieldCipher } from "./field-cipher.ts";
import { openSealedSetting } from "./sealed-setting.ts";

/** Hashes personal values for look-ups and unique keys: the same value gives the same hash, and the hash says nothing without the key. */
export interface LookUpKey {
  /** Base64url HMAC-SHA-256 of `value` (folded by the caller) under the database's own key; `kind` keeps phone and e-mail apart. */
  hash(kind: string, value: string): string;
}

/**
 * The database's look-up key: 32 random bytes made when it was first opened, sealed under the data key. It outlives a change of the data key,
 * so that hashes stay true.
 */
export async function openLookUpKey(
  db: Kysely<Database>,
  cipher: FieldCipher,
  randomBytes: RandomBytes,
): Promise<LookUpKey> {
  const fresh = Buffer.from(randomBytes(32)).toString("base64");
  const key = Buffer.from(await openSealedSetting(db, cipher, "look_up_key", fresh), "base64");
  return { hash: (kind, text) => createHmac("sha256", key).update(`${kind}\n${text}`).digest("base64url") };
}
