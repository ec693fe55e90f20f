/** How many single-letter slips lie between two words: insertions, omissions, swaps of neighbours, wrong letters. */
export function countSlips(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const best = Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, change);
      const isSwap = letter === to[j - 1] && other === from[i - 1];
      next.push(isSwap ? Math.min(best, (before[j - 1] ?? 0) + 1) : best);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? to.length;
}
