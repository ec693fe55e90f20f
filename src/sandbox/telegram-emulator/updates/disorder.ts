/** How the delivery of updates misbehaves, within what Telegram allows itself (at least once). */
interface DisorderSettings {
  /** Deliver each update twice. */
  isDuplicating: boolean;
  /** Deliver out of order: among so many of the oldest, in an order drawn from `seed`. */
  reorder: { window: number; seed: number } | null;
}

/** Applies the current settings. */
export interface Disorder {
  set(settings: Partial<DisorderSettings>): void;
  isDuplicating(): boolean;
  /** The same items, shuffled within consecutive windows where reordering is on. */
  arrange<T>(items: readonly T[]): T[];
  reset(): void;
}

/** Deliveries in order and once, until told otherwise. */
export function createDisorder(): Disorder {
  let settings: DisorderSettings = { isDuplicating: false, reorder: null };
  let state = 1;

  // xorshift32: the same seed gives the same order in every run.
  function nextRandom(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  }

  function shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: nextRandom() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }

  return {
    set(changes) {
      settings = { ...settings, ...changes };
      state = (settings.reorder?.seed ?? 0) | 0 || 1;
    },
    isDuplicating: () => settings.isDuplicating,
    arrange(items) {
      const window = settings.reorder?.window ?? 1;
      if (window < 2) return [...items];
      const windows: ReturnType<typeof shuffle<(typeof items)[number]>> = [];
      for (let start = 0; start < items.length; start += window) {
        windows.push(...shuffle(items.slice(start, start + window)));
      }
      return windows;
    },
    reset() {
      settings = { isDuplicating: false, reorder: null };
    },
  };
}
