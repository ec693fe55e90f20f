import type { JsonObject } from "../json.ts";
import type { Operation } from "../operations.ts";
import { faultSchema, type Fault, type FaultKind, type FaultRequest } from "./fault.ts";

/** The faults that hit one call. */
export interface ActiveFaults {
  get(kind: FaultKind): Fault | undefined;
}

/** The faults that wait for their calls. */
export interface FaultBox {
  /** `matches` looks at the body, in process only, where `when` does not do. */
  add(fault: FaultRequest, matches?: (body: JsonObject) => boolean): void;
  clear(): void;
  /** Takes what hits a call; each fault taken has one call less to go. */
  take(operation: Operation, body: JsonObject): ActiveFaults;
}

interface Waiting {
  fault: Fault;
  matches: (body: JsonObject) => boolean;
  toSkip: number;
  left: number;
}

function meets(fault: Fault, body: JsonObject): boolean {
  return Object.entries(fault.when ?? {}).every(([key, wanted]) => {
    const value = body[key];
    return (typeof value === "string" || typeof value === "number") && String(value) === wanted;
  });
}

/** Makes an empty box. */
export function createFaultBox(): FaultBox {
  let waiting: Waiting[] = [];
  const isHit = (entry: Waiting, operation: Operation, body: JsonObject): boolean => {
    if (entry.fault.operation !== "any" && entry.fault.operation !== operation) return false;
    if (!meets(entry.fault, body) || !entry.matches(body)) return false;
    if (entry.toSkip > 0) {
      entry.toSkip--;
      return false;
    }
    entry.left--;
    return true;
  };
  return {
    add(request, matches = () => true) {
      const fault = faultSchema.parse(request);
      const left = fault.times === "always" ? Number.POSITIVE_INFINITY : fault.times;
      waiting.push({ fault, matches, toSkip: fault.skip, left });
    },
    clear() {
      waiting = [];
    },
    take(operation, body) {
      const hits = waiting.filter((entry) => isHit(entry, operation, body)).map((entry) => entry.fault);
      waiting = waiting.filter((entry) => entry.left > 0);
      return { get: (kind) => hits.find((fault) => fault.kind === kind) };
    },
  };
}
