/** Small edit distance between two names (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/**
 * The variable that an unknown name most probably means: at most two letters away, and long enough not to be somebody else's.
 * Letters' case does not count. Gives undefined for names that resemble none.
 */
export function probableName(unknown: string, known: readonly string[]): string | undefined {
  if (!unknown.includes("_") || unknown.length < 7 || unknown.length > 40) return undefined;
  const near = known
    .map((name) => ({ name, distance: editDistance(unknown.toUpperCase(), name) }))
    .filter(({ name, distance }) => distance <= 2 && name.includes("_"))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}
