import type { SupplierFailure, SupplierOperation } from "../../services/ports/supplier.ts";
import type { Outcome } from "./exchange.ts";

/** A read that failed on the way. */
export function readFailure(operation: SupplierOperation, outcome: Outcome): SupplierFailure {
  if (outcome.kind === "not-sent") return { kind: "unavailable", operation, detail: outcome.detail };
  if (outcome.kind === "answered") {
    const isBusy = outcome.status === 429 || outcome.status >= 500;
    return { kind: isBusy ? "unavailable" : "unknown", operation, detail: `HTTP ${outcome.status}` };
  }
  return { kind: outcome.isTransient ? "unavailable" : "unknown", operation, detail: outcome.detail };
}

/** A failure in words for the log, with nothing in them that is personal. */
export function describeFailure(failure: SupplierFailure): string {
  switch (failure.kind) {
    case "refused":
      return failure.reason;
    case "contract":
      return `the answer lacks ${failure.field}`;
    case "unavailable":
    case "unknown":
      return failure.detail;
  }
}
