/** The process's own timers, which a leap of its clock may bring forward. */
export interface LeapingTimers {
  /** Ends the waits that `ms` of time would have ended. */
  leap(ms: number): void;
}

/** The pollers' pause between two looks is within these; deadlines of calls are longer, and no time leaps while one is under way. */
const LEAST_MS = 500;
const MOST_MS = 1_500;

/**
 * Has the pauses of pollers end when time leaps past them, as they do when time truly passes: otherwise each leap would be followed by a real
 * second in which nothing happens.
 */
export function installLeapingTimers(): LeapingTimers {
  const real = globalThis.setTimeout;
  const waiting = new Map<NodeJS.Timeout, () => void>();

  function setLeapingTimeout(
    callback: (...args: unknown[]) => void,
    ms = 0,
    ...args: unknown[]
  ): NodeJS.Timeout {
    if (ms < LEAST_MS || ms > MOST_MS) return real(callback, ms, ...args);
    const timer = real(() => {
      waiting.delete(timer);
      callback(...args);
    }, ms);
    waiting.set(timer, () => callback(...args));
    return timer;
  }

  const realClear = globalThis.clearTimeout;
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === "object") waiting.delete(timer);
    realClear(timer);
  };
  Object.defineProperty(globalThis, "setTimeout", {
    value: setLeapingTimeout,
    configurable: true,
    writable: true,
  });

  return {
    leap(ms) {
      if (ms < MOST_MS) return;
      for (const [timer, fire] of waiting) {
        realClear(timer);
        waiting.delete(timer);
        // As a timer would: never in the midst of what runs now.
        real(fire, 0);
      }
    },
  };
}
