import type { ApiParams } from "./params.ts";

/** One call of the bot, as it came and as it ended. */
export interface ApiCall {
  method: string;
  /** As given; an uploaded file stands as its name, type and size in bytes. */
  params: Readonly<Record<string, unknown>>;
  chatId: number | undefined;
  /** What it came to, heard by the bot or not. Null while the call runs, or where a fault kept it from running. */
  outcome: { ok: true; result: unknown } | { ok: false; code: number; description: string } | null;
  /** When it came, in milliseconds since 1970. */
  atMs: number;
}

/** Which calls to look at. */
export interface CallFilter {
  method?: string;
  chatId?: number;
}

/** The calls of the bot, oldest first; only the newest are kept. */
export interface CallLog {
  start(method: string, params: ApiParams): ApiCall;
  calls(filter?: CallFilter): readonly ApiCall[];
  clear(): void;
}

/** An empty log that keeps the newest `size` calls. */
export function createCallLog(deps: { now: () => number; size: number }): CallLog {
  let calls: ApiCall[] = [];
  return {
    start(method, params) {
      const call: ApiCall = {
        method,
        params: { ...params.fields, ...describeFiles(params) },
        chatId: chatIdOf(params),
        outcome: null,
        atMs: deps.now(),
      };
      calls.push(call);
      // Cut in one go at twice the size: cutting at each call would cost more than the call.
      if (calls.length > deps.size * 2) calls = calls.slice(-deps.size);
      return call;
    },
    calls(filter = {}) {
      return calls
        .slice(-deps.size)
        .filter(({ method }) => filter.method === undefined || method === filter.method)
        .filter(({ chatId }) => filter.chatId === undefined || chatId === filter.chatId);
    },
    clear() {
      calls = [];
    },
  };
}

/** The chat that a call names by a numeric id, in whichever form it came. */
export function chatIdOf(params: ApiParams): number | undefined {
  const id = Number(params.fields["chat_id"] ?? NaN);
  return Number.isSafeInteger(id) ? id : undefined;
}

function describeFiles({ files }: ApiParams): Record<string, unknown> {
  return Object.fromEntries(
    [...files].map(([name, { fileName, contentType, bytes }]) => [
      name,
      { fileName, contentType, sizeBytes: bytes.length },
    ]),
  );
}
