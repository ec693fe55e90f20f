import { MissingField } from "../decode/fields.ts";

/** Whether a value is more than nothing and an empty list, which an answer under a strange status does not prove. */
export function isSomething(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

/** What a read shows under a status that is neither success nor failure, where it shows all that it was made for. */
export function wholeValue<T>(decode: () => T, isWhole: (value: T) => boolean): T | undefined {
  try {
    const value = decode();
    return isWhole(value) ? value : undefined;
  } catch (error) {
    if (error instanceof MissingField) return undefined;
    throw error;
  }
}

/** A word is told; whatever else stands in its place may hold anything. */
export function describeStrangeStatus(status: string): string {
  const word = /^[a-z_ -]{1,30}$/.test(status) ? `“${status}”` : "a word that is not told";
  return `the status is neither success nor failure: ${word}`;
}
