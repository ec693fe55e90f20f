import type { Readable } from "node:stream";
import { request } from "undici";
import type { Pool } from "./dispatchers.ts";

/** No answer of this supplier comes near it; more would only fill the memory. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** One POST, complete with its credentials. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What became of one POST.
 *
 * - `answered`: a complete answer, whatever its HTTP status.
 * - `not-sent`: the connection was never made (refused, DNS, TLS), so nothing left.
 * - `lost`: it left, or may have left, and no complete answer came. `isTransient` says whether a read may be tried again.
 */
export type Outcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly text: string;
      readonly retryAfter: string | null;
    }
  | { readonly kind: "not-sent"; readonly detail: string }
  | { readonly kind: "lost"; readonly detail: string; readonly isTransient: boolean };

/** Sends one POST and reads the answer, once, within the signal's deadline. Never throws; follows nothing, inflates nothing. */
export async function exchange(pool: Pool, post: Post, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) return { kind: "lost", detail: "time-out", isTransient: true };
  try {
    const answer = await request(post.url, {
      dispatcher: pool.dispatcher,
      method: "POST",
      headers: {
        ...post.headers,
        "content-type": "application/json",
        accept: "application/json",
        "accept-encoding": "identity",
      },
      body: post.body,
      signal,
    });
    const text = await readCapped(answer.body, MAX_ANSWER_BYTES);
    if (text === undefined) return { kind: "lost", detail: "the answer is above 1 MiB", isTransient: false };
    const retryAfter = answer.headers["retry-after"];
    return {
      kind: "answered",
      status: answer.statusCode,
      text,
      retryAfter: typeof retryAfter === "string" ? retryAfter : null,
    };
  } catch (error) {
    if (pool.connectErrors.has(error)) return { kind: "not-sent", detail: `not connected: ${nameOf(error)}` };
    if (signal.aborted) return { kind: "lost", detail: "time-out", isTransient: true };
    return { kind: "lost", detail: nameOf(error), isTransient: true };
  }
}

/** The body as text, or undefined beyond the cap: bytes are counted as they come, whatever Content-Length says. */
async function readCapped(body: Readable, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What staff read of a broken connection, by the code of the library that tells it. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/TIMEOUT|TIMEDOUT/, "no answer in time"],
  [/UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_ABORTED|UND_ERR_CLOSED|UND_ERR_DESTROYED/, "connection reset"],
  [/ECONNREFUSED/, "connection refused"],
  [/ENOTFOUND|EAI_AGAIN/, "host not found"],
  [/EHOSTUNREACH|ENETUNREACH|ENETDOWN/, "no way to the host"],
  [/CERT|TLS|SSL|SELF_SIGNED/, "no secure connection"],
  [/CONTENT_LENGTH_MISMATCH/, "answer cut short"],
  [/HTTPParser|HPE_|UND_ERR_RES|UND_ERR_HEADERS/, "answer not readable"],
];

/** An error in words, with its code or class, never its message: that may hold a host or a piece of the request. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const words = IN_WORDS.find(([pattern]) => pattern.test(code))?.[1] ?? "connection lost";
  return `${words} (${code})`;
}
