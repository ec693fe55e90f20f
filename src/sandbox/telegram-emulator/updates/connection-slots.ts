/** So many may go on at once; the others wait in the order they came. */
export interface ConnectionSlots {
  acquire(): Promise<void>;
  release(): void;
}

/** `count` free slots. */
export function createConnectionSlots(count: number): ConnectionSlots {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    acquire() {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    release() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
