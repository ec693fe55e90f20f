import type { Clock, Logger } from "../../services/ports/world.ts";
import type { SupplierFailure, SupplierOperation, SupplierResult } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { openEnvelope, refuseForeignTracking, showsBooking, type Envelope } from "../decode/envelope.ts";
import { MismatchedAnswer, MissingField } from "../decode/fields.ts";
import type { JsonObject } from "../decode/json.ts";
import { judgeRefusal, type Refusal } from "../refusals.ts";
import type { Scrub } from "../scrub.ts";
import { createReadPool, createSpendPool, type Pool } from "./dispatchers.ts";
import { exchange, type Outcome, type Post } from "./exchange.ts";
import { describeFailure, readFailure } from "./failures.ts";
import { createReadRunner } from "./reads.ts";
import { describeStrangeStatus, isSomething, wholeValue } from "./strange-status.ts";

/** One call of an operation. */
export interface Call<T> {
  readonly operation: SupplierOperation;
  readonly body: object;
  /** Turns a success into its value; throws `MissingField` or `MismatchedAnswer`. `raw` is the answer's text. */
  readonly decode: (answer: JsonObject, raw: string) => T;
  /** A refusal that is an answer to this operation ("no package found" is an empty list); undefined where it is not. */
  readonly decodeRefusal?: (refusal: Refusal) => T | undefined;
  /**
   * Whether a value that came under a status which is neither success nor failure is what was asked for. Unless told otherwise: anything but
   * nothing and an empty list, which such an answer does not prove.
   */
  readonly isWhole?: (value: T, answer: JsonObject) => boolean;
  /** The customer's own words in the request, to be kept out of logs and failure texts. */
  readonly personal?: readonly string[];
}

/** A call that spends money; an answer that bears another tracking id than `trackingId` counts for nothing. */
export interface SpendingCall<T> extends Call<T> {
  readonly trackingId: string;
}

/** Sends calls and judges what comes back; failures are values, never thrown. */
export interface Calls {
  /** A call that may be repeated: retried, broken, capped. */
  read<T>(call: Call<T>): Promise<SupplierResult<T>>;
  /** A call that spends money: one attempt, ever. */
  spend<T>(call: SpendingCall<T>): Promise<SupplierResult<T>>;
  close(): Promise<void>;
}

/** Throws `MismatchedAnswer` where a well-formed answer must not be believed. */
type Guard = (envelope: Exclude<Envelope, { kind: "malformed" }>) => void;

interface CallsDeps {
  readonly config: ResolvedIttConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly scrub: Scrub;
}

/** Builds the sender of calls with its two pools: one for reads, one for what spends money. */
export function createCalls(deps: CallsDeps): Calls {
  const { config, logger, clock, scrub } = deps;
  const readPool = createReadPool(config.maxConcurrentReads);
  const spendPool = createSpendPool();
  const runRead = createReadRunner(config);

  const postOf = ({ operation, body }: Pick<Call<never>, "operation" | "body">): Post => ({
    url: config.baseUrl.replace(/\/+$/, "") + config.paths[operation],
    headers: { [config.headers.apiKey]: config.apiKey, [config.headers.secretCode]: config.secretCode },
    body: JSON.stringify(body),
  });

  const settle = <T>(call: Call<T>, startedMs: number, result: SupplierResult<T>): SupplierResult<T> => {
    const { operation } = call;
    const durationMs = clock.now() - startedMs;
    if (result.ok) logger.debug("supplier.answered", { operation, durationMs });
    else
      logger.warn("supplier.failed", {
        operation,
        durationMs,
        state: result.failure.kind,
        reason: describeFailure(result.failure),
      });
    return result;
  };

  const judge = <T>(call: Call<T>, text: string, guard?: Guard) =>
    guarded(call, logger, () => {
      const { operation } = call;
      const envelope = openEnvelope(text);
      if (envelope.kind === "malformed")
        return failed({ kind: "unknown", operation, detail: envelope.detail });
      guard?.(envelope);
      if (envelope.kind === "success") return { ok: true, value: call.decode(envelope.answer, text) };
      // Only a read is believed under another word: what was spent is told by reading.
      if (envelope.kind === "unclear" && !guard) {
        const { answer } = envelope;
        const { isWhole = isSomething } = call;
        const value = wholeValue(
          () => call.decode(answer, text),
          (each) => isWhole(each, answer),
        );
        if (value !== undefined) return { ok: true, value };
      }
      const value = call.decodeRefusal?.(envelope.refusal);
      if (value !== undefined) return { ok: true, value };
      if (envelope.kind === "unclear")
        return failed({ kind: "unknown", operation, detail: describeStrangeStatus(envelope.refusal.status) });
      const reason = scrub(envelope.refusal.reason, call.personal);
      return failed({ kind: "refused", operation, reason, ...judgeRefusal(envelope.refusal) });
    });

  return {
    async read(call) {
      const { operation } = call;
      const startedMs = clock.now();
      const post = postOf(call);
      const outcome = await runRead(operation, (signal) => exchange(readPool, post, signal));
      if (outcome.kind === "answered" && outcome.status === 200)
        return settle(call, startedMs, judge(call, outcome.text));
      return settle(call, startedMs, failed(readFailure(operation, outcome)));
    },

    async spend(call) {
      const { operation, trackingId } = call;
      const startedMs = clock.now();
      const outcome = await exchangeOnce(spendPool, postOf(call), config.spendTimeoutMs);
      if (outcome.kind === "not-sent")
        return settle(call, startedMs, failed({ kind: "unavailable", operation, detail: outcome.detail }));
      if (outcome.kind === "lost")
        return settle(call, startedMs, failed({ kind: "unknown", operation, detail: outcome.detail }));
      if (outcome.status !== 200)
        return settle(
          call,
          startedMs,
          failed({ kind: "unknown", operation, detail: `HTTP ${outcome.status}` }),
        );
      return settle(call, startedMs, judge(call, outcome.text, guardSpending(trackingId)));
    },

    async close() {
      await Promise.all([readPool.close(), spendPool.close()]);
    },
  };
}

/** One POST under a total deadline. */
async function exchangeOnce(pool: Pool, post: Post, timeoutMs: number): Promise<Outcome> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    return await exchange(pool, post, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What an answer to a spending call must not show, whether it says success or failure. */
function guardSpending(trackingId: string): Guard {
  return (envelope) => {
    refuseForeignTracking(envelope.answer, trackingId);
    if (envelope.kind === "refusal" && showsBooking(envelope.answer))
      throw new MismatchedAnswer("a refusal that shows a booking");
  };
}

/** Runs a decoder; what it throws becomes the failure it stands for. */
function guarded<T>(call: Call<T>, logger: Logger, run: () => SupplierResult<T>): SupplierResult<T> {
  const { operation } = call;
  try {
    return run();
  } catch (error) {
    if (error instanceof MissingField)
      return failed({ kind: "contract", operation, field: error.field, bookingId: error.bookingId });
    if (error instanceof MismatchedAnswer)
      return failed({ kind: "unknown", operation, detail: error.message });
    // A fault of ours must not turn a paid booking into an exception that nobody settles.
    logger.error("supplier.decoder_fault", {
      operation,
      error: error instanceof Error ? error.name : "unknown",
    });
    return failed({ kind: "unknown", operation, detail: "the answer could not be read" });
  }
}

function failed(failure: SupplierFailure): { readonly ok: false; readonly failure: SupplierFailure } {
  return { ok: false, failure };
}
