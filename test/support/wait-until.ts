/** How to wait. */
export interface WaitOptions {
  /** What is waited for, in words: stands in the error. */
  what: string;
  /** Gives up after so many milliseconds. */
  timeoutMs?: number;
  /** Calls `wake` whenever a look may be worthwhile; returns the function that ends that. */
  wakeOn?: (wake: () => void) => () => void;
  /** Looks again after so many milliseconds even if nothing woke it. */
  everyMs?: number;
  /** More for the error: what was there instead. */
  explain?: () => string;
}

const DEFAULT_TIMEOUT_MS = 15_000;

/**
 * Waits until `look` gives something (neither undefined, null nor false) and gives that. Rejects after the
 * timeout with what was waited for. An error thrown by `look` ends the waiting at once.
 */
export function waitUntil<T>(
  look: () => T | Promise<T>,
  options: WaitOptions,
): Promise<Exclude<T, undefined | null | false>> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    let isLooking = false;
    let isAwaited = true;

    const end = (act: () => void): void => {
      if (!isAwaited) return;
      isAwaited = false;
      clearInterval(interval);
      clearTimeout(deadline);
      unsubscribe();
      act();
    };
    const lookOnce = async (): Promise<void> => {
      if (isLooking || !isAwaited) return;
      isLooking = true;
      try {
        const found = await look();
        if (isSomething(found)) end(() => resolve(found));
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      } finally {
        isLooking = false;
      }
    };
    const interval = setInterval(() => void lookOnce(), options.everyMs ?? 20);
    const deadline = setTimeout(() => {
      const details = options.explain === undefined ? "" : `\n${options.explain()}`;
      end(() => reject(new Error(`Waited ${timeoutMs} ms in vain for ${options.what}.${details}`)));
    }, timeoutMs);
    const unsubscribe = options.wakeOn?.(() => void lookOnce()) ?? (() => undefined);
    void lookOnce();
  });
}

function isSomething<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false;
}
