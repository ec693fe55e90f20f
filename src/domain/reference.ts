/** Letters and digits that are not mistaken for each other when read aloud. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXYZ";

/**
 * A short human reference such as "T7K-4QX" made from random bytes (six are read, a 30-letter alphabet: 729 million).
 * Uniqueness is the store's: a clash is drawn again.
 */
export function referenceFrom(randomBytes: Uint8Array): string {
  const letters = [...randomBytes.slice(0, 6)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? "2");
  return `${letters.slice(0, 3).join("")}-${letters.slice(3).join("")}`;
}

/** What was typed as a reference, however it was typed ("t7k 4qx"); undefined where it has not the shape of one. */
export function readReference(typed: string): string | undefined {
  const match = /^([0-9A-Z]{3})[-\s]?([0-9A-Z]{3})$/.exec(typed.trim().toUpperCase());
  return match ? `${match[1]}-${match[2]}` : undefined;
}
