import { Refusal } from "../wire/refusal.ts";
import type { Update } from "../wire/update.ts";
import type { Disorder } from "./disorder.ts";
import type { PendingUpdates } from "./pending.ts";

/** The parameters of getUpdates, defaults filled in. */
interface PollParams {
  /** Confirms everything below; negative counts from the end of the queue. */
  offset: number | undefined;
  limit: number;
  timeoutS: number;
}

/** The long-polling side of delivery. */
export interface LongPoll {
  /**
   * Waits for updates up to `timeoutS`, or until `signal` says that the caller hung up. A second call ends
   * the first one with a 409.
   */
  poll(params: PollParams, signal: AbortSignal): Promise<Update[]>;
}

const TERMINATED =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

/** Long polling over the pending updates. */
export function createLongPoll(deps: { pending: PendingUpdates; disorder: Disorder }): LongPoll {
  let terminateRunning: (() => void) | null = null;

  function confirm(offset: number | undefined): void {
    if (offset === undefined || offset === 0) return;
    if (offset > 0) return deps.pending.confirmBelow(offset);
    const kept = deps.pending.list().slice(offset)[0];
    if (kept !== undefined) deps.pending.confirmBelow(kept.update.update_id);
  }

  function batch(limit: number): Update[] {
    const updates = deps.pending
      .list()
      .slice(0, limit)
      .map((pending) => pending.update);
    const doubled = deps.disorder.isDuplicating() ? updates.flatMap((update) => [update, update]) : updates;
    return deps.disorder.arrange(doubled);
  }

  function waitForUpdate(timeoutS: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (act: () => void) => (): void => {
        clearTimeout(timer);
        unsubscribe();
        signal.removeEventListener("abort", finish);
        if (terminateRunning === terminate) terminateRunning = null;
        act();
      };
      const finish = done(resolve);
      const terminate = done(() => reject(new Refusal(409, TERMINATED)));
      const timer = setTimeout(finish, timeoutS * 1000);
      const unsubscribe = deps.pending.onAdded(finish);
      signal.addEventListener("abort", finish);
      terminateRunning = terminate;
    });
  }

  return {
    async poll({ offset, limit, timeoutS }, signal) {
      terminateRunning?.();
      confirm(offset);
      const ready = batch(limit);
      if (ready.length > 0 || timeoutS <= 0 || signal.aborted) return ready;
      await waitForUpdate(timeoutS, signal);
      return signal.aborted ? [] : batch(limit);
    },
  };
}
