import type { ApiParams } from "../api/params.ts";

/**
 * One Bot API method: takes the parameters, gives the `result` of the answer (or a promise of it), throws
 * Refusal. `signal` is aborted when the caller hangs up; only getUpdates cares.
 */
export type Method = (params: ApiParams, signal: AbortSignal) => unknown;

/** Methods by the name Telegram gives them. */
export type MethodTable = Readonly<Record<string, Method>>;
