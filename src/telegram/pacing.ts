import { GrammyError, HttpError } from "grammy";
import { bufferBody } from "./fetch.ts";
import { createLimiter, type Urgency } from "./limiter.ts";

type Fetch = typeof globalThis.fetch;

/** A wait that Telegram asks for is sat out up to this long inside a call; a longer one is the caller's to schedule. */
const MAX_WAIT_MS = 8_000;
const MAX_TRIES = 3;
/** The methods that Telegram's limits speak of: those that make a message. */
const SENDING = /^(send(?!ChatAction)|copy|forward)/;
/** Of a form the fields come first, the chat's before all others. */
const FORM_FIELDS_BYTES = 512;

/** The way of every call to the Bot API: a fetch for what a customer waits for, and one for what the shop tells by itself. */
export type PacedFetch = Readonly<Record<Urgency, Fetch>>;

/**
 * Keeps to Telegram's limits where every `Api` passes, those that dialogues make for themselves too. A 429 pauses the chat it came for, and a
 * call without a chat its own method alone: a flood of menus must not silence the shop. Short pauses are sat out and the call is tried again;
 * a longer one is answered as Telegram would, so that the inbox or the outbox tries later.
 */
export function createPacedFetch({ fetch, now }: { fetch: Fetch; now: () => number }): PacedFetch {
  const pausedUntilMs = new Map<string, number>();
  const limiter = createLimiter();

  async function call(urgency: Urgency, url: unknown, init: RequestInit | undefined): Promise<Response> {
    const body = await bufferBody(init?.body);
    const method = String(url).split("/").at(-1) ?? "";
    const chatId = chatOf(body);
    const lane = chatId === undefined ? method : String(chatId);
    let patienceMs = MAX_WAIT_MS;
    for (let attempt = 1; ; attempt += 1) {
      const waitMs = (pausedUntilMs.get(lane) ?? 0) - now();
      // Asking again during a long pause only makes it longer.
      if (waitMs > patienceMs) return stillPaused(waitMs);
      if (waitMs > 0) await sleep(waitMs);
      else pausedUntilMs.delete(lane);
      patienceMs -= Math.max(waitMs, 0);
      if (chatId !== undefined && SENDING.test(method)) await limiter.pass(urgency, chatId);
      const response = await fetch(String(url), { ...init, body: body ?? null });
      if (response.status !== 429) return response;
      const text = await response.text();
      const retryMs = retryAfterMs(text);
      pausedUntilMs.set(lane, now() + retryMs);
      if (retryMs > patienceMs || attempt >= MAX_TRIES) return new Response(text, { status: 429 });
    }
  }

  return {
    interactive: (url, init) => call("interactive", url, init),
    bulk: (url, init) => call("bulk", url, init),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The `chat_id` that a call's body names, as JSON or at the beginning of a form with files. */
function chatOf(body: string | Uint8Array | undefined): number | undefined {
  if (body === undefined) return undefined;
  if (typeof body !== "string") {
    const fields = Buffer.from(body.subarray(0, FORM_FIELDS_BYTES)).toString("latin1");
    const found = /name="chat_id"\r\n\r\n(-?\d+)\r\n/.exec(fields)?.[1];
    return found === undefined ? undefined : Number(found);
  }
  const payload = JSON.parse(body) as { readonly chat_id?: unknown };
  return typeof payload.chat_id === "number" ? payload.chat_id : undefined;
}

function retryAfterMs(answer: string): number {
  const seconds = /"retry_after"\s*:\s*(\d+)/.exec(answer)?.[1];
  return Number(seconds ?? 1) * 1_000;
}

/** Telegram's own answer, while nobody is to ask. */
function stillPaused(waitMs: number): Response {
  const parameters = { retry_after: Math.ceil(waitMs / 1_000) };
  const answer = { ok: false, error_code: 429, description: "Too Many Requests: paused", parameters };
  return new Response(JSON.stringify(answer), { status: 429 });
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
