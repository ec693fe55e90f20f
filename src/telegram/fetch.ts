import { Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from "undici";

/** The fetch that grammY is given, and the way to end its connections. */
export interface TelegramFetch {
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

interface AbortLike {
  readonly aborted: boolean;
  addEventListener?(type: "abort", listener: () => void): void;
}

/** grammY brings its own AbortSignal polyfill, which undici refuses: a native one follows it. */
function nativeSignal(signal: AbortLike | null | undefined): AbortSignal | undefined {
  if (!signal) return undefined;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.addEventListener?.("abort", () => controller.abort());
  return controller.signal;
}

/** A body as bytes or text, so that a repeated request sends the same. */
export async function bufferBody(body: unknown): Promise<string | Uint8Array<ArrayBuffer> | undefined> {
  if (body === null || body === undefined) return undefined;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Builds a fetch on a keep-alive pool of its own; uploads are buffered. */
export function createTelegramFetch(options: { readonly connections: number }): TelegramFetch {
  const agent = new Agent({ connections: options.connections, keepAliveTimeout: 30_000 });
  const bridge = async (url: unknown, init?: RequestInit): Promise<unknown> => {
    const request: UndiciRequestInit = { method: init?.method ?? "GET", dispatcher: agent };
    if (init?.headers) request.headers = Object.entries(init.headers as Record<string, string>);
    const body = await bufferBody(init?.body);
    if (body !== undefined) request.body = body;
    const signal = nativeSignal(init?.signal);
    if (signal) request.signal = signal;
    return undiciFetch(String(url), request);
  };
  return { fetch: bridge as typeof globalThis.fetch, close: () => agent.destroy() };
}
