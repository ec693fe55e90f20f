import { setMaxListeners } from "node:events";
import { isDeepStrictEqual } from "node:util";
import type { Disorder } from "./disorder.ts";
import type { PendingUpdate, PendingUpdates } from "./pending.ts";
import { createConnectionSlots } from "./connection-slots.ts";
import { createWebhookPoster, type WebhookAttempt, type WebhookTarget } from "./webhook-post.ts";

/** Pauses between tries in milliseconds: doubled from `firstMs` up to `maxMs`, from the second retry on. */
export interface WebhookBackoff {
  firstMs: number;
  maxMs: number;
}

/** The webhook side of delivery. */
export interface Webhook {
  target(): WebhookTarget | null;
  /** Null stops the deliveries; what is pending stays. */
  setTarget(target: WebhookTarget | null): void;
  /** The last failure since the webhook was set: when (seconds) and what. */
  lastError(): { dateS: number; message: string } | null;
  /** Called with the JSON object of an answer's body, which Telegram takes as a method call. */
  onReply(listener: (body: Readonly<Record<string, unknown>>) => void): void;
  close(): void;
}

/** What the deliveries work with. */
export interface WebhookDeps {
  pending: PendingUpdates;
  disorder: Disorder;
  backoff: WebhookBackoff;
  /** Silence after which a delivery counts as failed; Telegram waits 60 s. */
  timeoutMs: number;
  now: () => number;
}

/**
 * Delivers pending updates to a webhook: one queue strictly in order (the next only after a 2xx), queues side
 * by side up to max_connections. The first retry follows at once, later ones after a pause.
 */
export function createWebhook(deps: WebhookDeps): Webhook {
  const { pending, disorder } = deps;
  const poster = createWebhookPoster(deps.timeoutMs);
  let target: WebhookTarget | null = null;
  let abort = new AbortController();
  let slots = createConnectionSlots(1);
  let running = new Set<string>();
  let lastError: { dateS: number; message: string } | null = null;
  let listener: (body: Readonly<Record<string, unknown>>) => void = () => undefined;

  async function attempt(
    to: WebhookTarget,
    next: PendingUpdate,
    signal: AbortSignal,
  ): Promise<WebhookAttempt> {
    // Kept, because a new target meanwhile brings slots of its own.
    const own = slots;
    await own.acquire();
    try {
      return await poster.post(to, next.update, signal);
    } finally {
      own.release();
    }
  }

  function pauseMs(failures: number, retryAfterS: number | undefined): number {
    if (retryAfterS !== undefined) return retryAfterS * 1000;
    if (failures < 2) return 0;
    return Math.min(deps.backoff.firstMs * 2 ** (failures - 2), deps.backoff.maxMs);
  }

  async function drain(
    queue: string,
    to: WebhookTarget,
    signal: AbortSignal,
    own: Set<string>,
  ): Promise<void> {
    let failures = 0;
    for (;;) {
      const next = disorder.arrange(pending.inQueue(queue))[0];
      if (next === undefined || signal.aborted) {
        own.delete(queue);
        return;
      }
      const result = await attempt(to, next, signal);
      if (signal.aborted) return;
      if (result.isDelivered) {
        failures = 0;
        pending.remove(next.update.update_id);
        if (result.reply !== undefined) listener(result.reply);
        if (disorder.isDuplicating()) await attempt(to, next, signal);
        continue;
      }
      failures += 1;
      lastError = { dateS: Math.floor(deps.now() / 1000), message: result.problem };
      await pause(pauseMs(failures, result.retryAfterS), signal);
    }
  }

  function start(queue: string): void {
    if (target === null || running.has(queue)) return;
    running.add(queue);
    void drain(queue, target, abort.signal, running);
  }

  pending.onAdded((added) => start(added.queue));

  return {
    target: () => target,
    setTarget(next) {
      // A bot says the same again at each start; that is no reason to cut deliveries off.
      if (isDeepStrictEqual(next, target)) return;
      abort.abort();
      abort = new AbortController();
      // One listener for each delivery on its way and each pause: many, and none of them a leak.
      setMaxListeners(0, abort.signal);
      running = new Set();
      lastError = null;
      target = next;
      if (next === null) return;
      slots = createConnectionSlots(next.maxConnections);
      for (const queue of pending.queues()) start(queue);
    },
    lastError: () => lastError,
    onReply(next) {
      listener = next;
    },
    close() {
      target = null;
      abort.abort();
      poster.close();
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener("abort", finish);
  });
}
