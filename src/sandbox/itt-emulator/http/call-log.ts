import type { JsonObject } from "../json.ts";
import type { Operation } from "../operations.ts";

/** One request that reached the emulator. Credentials travel in headers and are not kept. */
export interface RecordedCall {
  operation: Operation;
  /** Epoch milliseconds of arrival. */
  atMs: number;
  body: JsonObject;
  /** What came of it; "pending" until then. */
  outcome: "pending" | "success" | "refused" | "lost" | "rejected";
}

/** The requests in the order of arrival. */
export interface CallLog {
  record(operation: Operation, atMs: number, body: JsonObject): RecordedCall;
  all(): RecordedCall[];
  clear(): void;
}

/** Makes an empty log. */
export function createCallLog(): CallLog {
  let calls: RecordedCall[] = [];
  return {
    record(operation, atMs, body) {
      const call: RecordedCall = { operation, atMs, body, outcome: "pending" };
      calls.push(call);
      return call;
    },
    all: () => calls,
    clear() {
      calls = [];
    },
  };
}
