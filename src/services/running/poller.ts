import { errorText } from "./error-text.ts";
import type { Logger } from "../ports/world.ts";

/** Something that looks for due work from time to time and at once when woken: the job runner, the inbox dispatcher, the outbox sender. */
export interface Poller {
  start(): void;
  /** Looks at once; called after a commit that made work due. */
  wake(): void;
  /** Claims nothing more and waits for what is running, for `timeoutMs` at most. */
  stop(timeoutMs: number): Promise<void>;
}

interface PollerDeps<T> {
  /** Claims up to `limit` pieces of due work. */
  readonly claim: (limit: number) => Promise<readonly T[]>;
  /** Does one piece and settles it. What it throws is logged; the claim's lease then makes the piece due again. */
  readonly run: (item: T) => Promise<void>;
  /** Gives back a piece that was claimed while the poller was being stopped. */
  readonly giveBack: (item: T) => Promise<void>;
  /** Keeps the claims of what runs; called every `RENEW_EVERY_MS` while anything does. */
  readonly renew: () => Promise<void>;
  readonly maxConcurrent: number;
  readonly pollMs: number;
  readonly logger: Logger;
}

/** How long a claim lasts without renewal: what a killed process had claimed is free again after this. */
export const CLAIM_LEASE_MS = 8_000;
const RENEW_EVERY_MS = 2_000;

/** Rejects never; true when `work` ended within `timeoutMs`. */
async function endsWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const hasEnded = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return hasEnded;
}

/**
 * Builds a poller. It looks each `pollMs`, at once when woken, and again as soon as a piece ends (the next of its lane may be due).
 * At most `maxConcurrent` pieces run at a time, and one claim is under way at a time.
 */
export function createPoller<T>(deps: PollerDeps<T>): Poller {
  const { logger, maxConcurrent, pollMs } = deps;
  const running = new Set<Promise<void>>();
  let state: "new" | "started" | "stopped" = "new";
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;
  let renewal: NodeJS.Timeout | undefined;

  async function settle(step: "run" | "give-back" | "renew", work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.error(`poller.${step}-failed`, { error: errorText(error) });
    }
  }

  function begin(item: T): void {
    const work = settle("run", async () => {
      try {
        await deps.run(item);
      } catch (error) {
        // Its claim would be renewed with the others for as long as anything runs.
        await settle("give-back", () => deps.giveBack(item));
        throw error;
      }
    }).finally(() => {
      running.delete(work);
      if (running.size === 0) clearInterval(renewal);
      wake();
    });
    if (running.size === 0) renewal = setInterval(() => void settle("renew", deps.renew), RENEW_EVERY_MS);
    running.add(work);
  }

  async function look(): Promise<void> {
    while (isWanted && state === "started" && running.size < maxConcurrent) {
      isWanted = false;
      try {
        for (const item of await deps.claim(maxConcurrent - running.size)) {
          if (isStopped()) await settle("give-back", () => deps.giveBack(item));
          else begin(item);
        }
      } catch (error) {
        logger.warn("poller.claim-failed", { error: errorText(error) });
      }
    }
  }

  /** Asked anew after each wait: a stop may have come in the meantime. */
  function isStopped(): boolean {
    return state === "stopped";
  }

  function wake(): void {
    isWanted = true;
    if (state !== "started" || looking) return;
    clearTimeout(timer);
    looking = look().finally(() => {
      looking = null;
      if (isStopped()) return;
      if (isWanted && running.size < maxConcurrent) wake();
      else timer = setTimeout(wake, pollMs);
    });
  }

  return {
    start: () => {
      if (state !== "new") return;
      state = "started";
      wake();
    },
    wake,
    stop: async (timeoutMs) => {
      state = "stopped";
      clearTimeout(timer);
      const drain = Promise.resolve(looking).then(() => Promise.all(running));
      if (!(await endsWithin(drain, timeoutMs)))
        logger.warn("poller.drain-timed-out", { count: running.size, durationMs: timeoutMs });
    },
  };
}
