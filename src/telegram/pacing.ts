import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError, HttpError, type Transformer } from "grammy";

/** A wait that Telegram asks for is sat out up to this long inside a call; a longer one is the caller's to schedule. */
const MAX_WAIT_MS = 8_000;
const MAX_TRIES = 3;

/**
 * Honours Telegram's 429: the chat it names is paused for `retry_after`, and short pauses are sat out and tried again.
 * A longer one is thrown as the GrammyError it is, so that the inbox or the outbox tries later.
 */
export function createPacing(now: () => number): Transformer {
  const pausedUntilMs = new Map<unknown, number>();

  return async (call, method, payload, signal) => {
    const chat = "chat_id" in payload ? payload.chat_id : "all";
    for (let attempt = 1; ; attempt += 1) {
      const waitMs = (pausedUntilMs.get(chat) ?? 0) - now();
      // Asking again during a long pause only makes it longer.
      if (waitMs > MAX_WAIT_MS) return stillPaused(waitMs);
      if (waitMs > 0) await sleep(waitMs);
      else pausedUntilMs.delete(chat);
      const answer = await call(method, payload, signal);
      if (answer.ok || answer.error_code !== 429) return answer;
      const retryMs = (answer.parameters?.retry_after ?? 1) * 1_000;
      pausedUntilMs.set(chat, now() + retryMs);
      if (retryMs > MAX_WAIT_MS || attempt >= MAX_TRIES) return answer;
    }
  };
}

function stillPaused(waitMs: number) {
  const parameters = { retry_after: Math.ceil(waitMs / 1_000) };
  return {
    ok: false,
    error_code: 429,
    description: "Too Many Requests: the chat is paused",
    parameters,
  } as const;
}

/** What a failed Bot API call means to its caller. */
export type SendProblem =
  | { readonly kind: "blocked" }
  | { readonly kind: "too-many"; readonly retryAfterMs: number }
  | { readonly kind: "refused"; readonly description: string }
  | { readonly kind: "unreachable" }
  /** Not Telegram's doing: something of ours threw. */
  | { readonly kind: "fault" };

/** Sorts a thrown error by meaning; never carries the address, which holds the token. */
export function sendProblem(error: unknown): SendProblem {
  if (error instanceof HttpError) return { kind: "unreachable" };
  if (!(error instanceof GrammyError)) return { kind: "fault" };
  if (error.error_code === 429)
    return { kind: "too-many", retryAfterMs: (error.parameters.retry_after ?? 1) * 1_000 };
  if (error.error_code === 403) return { kind: "blocked" };
  if (error.error_code >= 500) return { kind: "unreachable" };
  return { kind: "refused", description: error.description };
}
