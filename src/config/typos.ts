import { countSlips } from "../domain/slips.ts";

/**
 * The variable that an unknown name most probably means: at most two letters away, and long enough not to be somebody else's.
 * Letters' case does not count. Gives undefined for names that resemble none.
 */
export function probableName(unknown: string, known: readonly string[]): string | undefined {
  if (!unknown.includes("_") || unknown.length < 7 || unknown.length > 40) return undefined;
  const near = known
    .map((name) => ({ name, distance: countSlips(unknown.toUpperCase(), name) }))
    .filter(({ name, distance }) => distance <= 2 && name.includes("_"))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}
