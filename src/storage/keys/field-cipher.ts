import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { RandomBytes } from "../../services/ports/index.ts";

/** Where a sealed value lives: `table:column:row-id`. It is the additional data, so that a value moved elsewhere does not open. */
export type FieldPlace = `${string}:${string}:${string}`;

/** The keys as the configuration gives them: 32 bytes each; `old` only while a key is being replaced. */
export interface DataKeys {
  readonly current: Uint8Array;
  readonly old: Uint8Array | null;
}

/** Seals single fields with AES-256-GCM, as text `v1.<key id>.<base64url of nonce, ciphertext and tag>`. */
export interface FieldCipher {
  /** Seals with the current key and a fresh nonce. */
  seal(place: FieldPlace, plain: string): string;
  /** Opens what either key sealed at this very place. Throws `UnreadableField` for everything else. */
  open(place: FieldPlace, sealed: string): string;
  /** How values start that the old key sealed; null without an old key. */
  readonly oldPrefix: string | null;
}

/** A stored value that neither key opens: another key, another place, or changed bytes. Names the place, never the value. */
export class UnreadableField extends Error {
  override readonly name = "UnreadableField";
}

/** Opens a value, or gives null where it does not open: for what is better left out than holds up everything beside it. */
export function openOrNull(cipher: FieldCipher, place: FieldPlace, sealed: string): string | null {
  try {
    return cipher.open(place, sealed);
  } catch (error) {
    if (error instanceof UnreadableField) return null;
    throw error;
  }
}

const FORMAT = "v1";

/** Whether a value is sealed. A column that was once kept in clear may hold both. */
export const isSealed = (value: string): boolean => /^v1\.[0-9a-f]{8}\./.test(value);

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface NamedKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Eight hex digits that tell keys apart and say nothing about them. */
function nameKey(bytes: Uint8Array): NamedKey {
  if (bytes.length !== 32) throw new RangeError(`a data key has 32 bytes, not ${bytes.length}`);
  const id = createHash("sha256").update("esim-counter data key id").update(bytes).digest("hex").slice(0, 8);
  return { id, bytes };
}

/** Makes the cipher. Throws RangeError for a key that is not 32 bytes long. */
export function createFieldCipher(deps: { keys: DataKeys; randomBytes: RandomBytes }): FieldCipher {
  const current = nameKey(deps.keys.current);
  const old = deps.keys.old && nameKey(deps.keys.old);
  const keys = new Map([old, current].filter((key) => key !== null).map((key) => [key.id, key.bytes]));

  return {
    oldPrefix: old && old.id !== current.id ? `${FORMAT}.${old.id}.` : null,

    seal(place, plain) {
      const nonce = deps.randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place, "utf8"));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(plain, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `${FORMAT}.${current.id}.${sealed.toString("base64url")}`;
    },

    open(place, sealed) {
      const [format, keyId, text, ...rest] = sealed.split(".");
      const key = keys.get(keyId ?? "");
      if (format !== FORMAT || text === undefined || rest.length > 0)
        throw new UnreadableField(`${place} is not in a known format`);
      if (!key) throw new UnreadableField(`${place} was sealed with another data key`);
      const bytes = Buffer.from(text, "base64url");
      const bodyEnd = bytes.length - TAG_BYTES;
      if (bodyEnd < NONCE_BYTES) throw new UnreadableField(`${place} is too short`);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(place, "utf8"));
        decipher.setAuthTag(bytes.subarray(bodyEnd));
        return (
          decipher.update(bytes.subarray(NONCE_BYTES, bodyEnd), undefined, "utf8") + decipher.final("utf8")
        );
      } catch (error) {
        throw new UnreadableField(`${place} does not open: its bytes or its place were changed`, {
          cause: error,
        });
      }
    },
  };
}
