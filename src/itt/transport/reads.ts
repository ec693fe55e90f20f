import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  BrokenCircuitError,
  BulkheadRejectedError,
  TaskCancelledError,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
  type IPolicy,
} from "cockatiel";
import { SUPPLIER_OPERATIONS, type SupplierOperation } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import type { Outcome } from "./exchange.ts";

/** Runs one read with everything that may be done for a call that spends nothing. Never throws. */
export type ReadRunner = (
  operation: SupplierOperation,
  attempt: (signal: AbortSignal) => Promise<Outcome>,
) => Promise<Outcome>;

/** The longest a Retry-After is honoured. */
const MAX_RETRY_AFTER_MS = 5_000;
const QUEUED_READS = 500;

/** A try that may be made again; carries its outcome for the case that none succeeds. */
class FailedTry extends Error {
  override readonly name = "FailedTry";
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

type ReadConfig = Pick<
  ResolvedIttConfig,
  "readTimeoutMs" | "retryDelaysMs" | "maxConcurrentReads" | "breaker"
>;

/**
 * Builds the runner of reads: a total deadline, retries with back-off and jitter on 429, 5xx and connection errors, a breaker for
 * each operation (a guessed path that answers 500 must not close the shop), and a cap on calls at once.
 */
export function createReadRunner(config: ReadConfig): ReadRunner {
  const slots = bulkhead(config.maxConcurrentReads, QUEUED_READS);
  const policies = new Map<SupplierOperation, IPolicy>();
  for (const operation of SUPPLIER_OPERATIONS) {
    policies.set(
      operation,
      wrap(
        timeout(config.readTimeoutMs, TimeoutStrategy.Aggressive),
        retry(handleWhen(isFailedTry), {
          maxAttempts: config.retryDelaysMs.length,
          backoff: new DelegateBackoff((context: { attempt: number; result: object }) =>
            delayMs(config.retryDelaysMs, context.attempt, context.result),
          ),
        }),
        circuitBreaker(handleWhen(isSupplierDown), {
          halfOpenAfter: config.breaker.halfOpenAfterMs,
          breaker: new ConsecutiveBreaker(config.breaker.failures),
        }),
        slots,
      ),
    );
  }

  return async (operation, attempt) => {
    const policy = policies.get(operation);
    if (!policy) throw new Error(`no read policy for ${operation}`);
    try {
      return await policy.execute(async ({ signal }) => {
        const outcome = await attempt(signal);
        if (isWorthRetrying(outcome)) throw new FailedTry(outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof FailedTry) return error.outcome;
      // By class: in cockatiel 3.2.1 isTaskCancelledError looks for another error's mark.
      if (error instanceof TaskCancelledError) return { kind: "lost", detail: "time-out", isTransient: true };
      if (error instanceof BrokenCircuitError) return { kind: "not-sent", detail: "breaker open" };
      if (error instanceof BulkheadRejectedError)
        return { kind: "not-sent", detail: "too many calls at once" };
      throw error;
    }
  };
}

function isFailedTry(error: Error): boolean {
  return error instanceof FailedTry;
}

function isWorthRetrying(outcome: Outcome): boolean {
  if (outcome.kind === "answered") return outcome.status === 429 || outcome.status >= 500;
  return outcome.kind === "not-sent" || outcome.isTransient;
}

/** A 429 says that we are too fast, not that the supplier is down. */
function isSupplierDown(error: Error): boolean {
  return error instanceof FailedTry && !(error.outcome.kind === "answered" && error.outcome.status === 429);
}

/** The wait before try `attempt + 1`: the configured one with half of it random, or what Retry-After asks, up to its cap. */
function delayMs(delays: readonly number[], attempt: number, result: object): number {
  const base = delays[attempt - 1] ?? 0;
  const jittered = base / 2 + (Math.random() * base) / 2;
  return Math.max(jittered, retryAfterMs(result));
}

function retryAfterMs(result: object): number {
  const error = "error" in result ? result.error : undefined;
  if (!(error instanceof FailedTry) || error.outcome.kind !== "answered") return 0;
  const header = error.outcome.retryAfter;
  if (header === null) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : 0;
}
