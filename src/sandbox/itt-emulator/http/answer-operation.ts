import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { ActiveFaults, FaultBox } from "../faults/fault-box.ts";
import type { Fault } from "../faults/fault.ts";
import { foreignAnswer } from "../faults/foreign-answer.ts";
import type { Handler } from "../handlers/handler.ts";
import type { JsonObject } from "../json.ts";
import { mangleAnswer } from "../mangle/mangle-answer.ts";
import type { Operation } from "../operations.ts";
import { Refusal, refusals } from "../refusal.ts";
import { settle } from "../payment/settle.ts";
import { createSeededRandom } from "../seeded-random.ts";
import type { World } from "../world.ts";
import type { CallLog } from "./call-log.ts";
import { cutConnection, sendJson, sendReply, type Reply } from "./send-reply.ts";

/** What answering needs. */
export interface AnswerDeps {
  world: World;
  faults: FaultBox;
  calls: CallLog;
  handlers: Readonly<Record<Operation, Handler>>;
  /** Timers that must not outlive the server. */
  later: (ms: number, run: () => void) => void;
}

/** A request to one of the eleven operations. */
export interface OperationRequest {
  operation: Operation;
  headers: IncomingHttpHeaders;
  body: JsonObject;
}

/** Refusals that a fault asks for instead of what the operation would do. */
function throwAskedRefusal(faults: ActiveFaults): void {
  const refused = faults.get("refused");
  if (refused !== undefined)
    throw new Refusal(refused.reason ?? "The request was refused.", refused.code ?? null);
  if (faults.get("soldOut") !== undefined) throw refusals.soldOut();
  if (faults.get("insufficientBalance") !== undefined) throw refusals.balance();
}

function checkCredentials(world: World, headers: IncomingHttpHeaders): void {
  const { apiKeyHeader, secretCodeHeader, apiKey, secretCode } = world.options;
  const isRight =
    headers[apiKeyHeader.toLowerCase()] === apiKey && headers[secretCodeHeader.toLowerCase()] === secretCode;
  if (!isRight) throw refusals.credentials();
}

function refusalReply(world: World, refusal: Refusal): Reply {
  const code = refusal.code === null ? {} : { code: refusal.code };
  return {
    httpStatus: world.options.failureHttpStatus,
    body: { status: "failed", reason: refusal.reason, ...code },
  };
}

/** Runs the operation to its end: what it says is done is done. */
function runOperation(
  deps: AnswerDeps,
  request: OperationRequest,
  faults: ActiveFaults,
): Reply & { isRefused: boolean } {
  const { world, handlers } = deps;
  const call = { operation: request.operation, request: request.body, handler: handlers[request.operation] };
  const run = (): Reply & { isRefused: boolean } => {
    try {
      checkCredentials(world, request.headers);
      throwAskedRefusal(faults);
      settle(world);
      return { httpStatus: 200, body: call.handler(world, request.body, faults), isRefused: false };
    } catch (error) {
      if (error instanceof Refusal) return { ...refusalReply(world, error), isRefused: true };
      throw error;
    }
  };
  const reply = run();
  return { ...reply, body: foreignAnswer(world, call, reply.body, faults) };
}

/** What the caller meets whose booking is made later. */
function playLost(response: ServerResponse, answer: Fault["answer"]): void {
  switch (answer) {
    case "reset":
      return cutConnection(response);
    case "status500":
      return sendJson(response, 500, { message: "Internal Server Error" });
    case "hang":
      return;
  }
}

/** Plays what happens before anything is done; true where the call ends there. */
async function playBefore(response: ServerResponse, faults: ActiveFaults): Promise<boolean> {
  const slow = faults.get("delayMs");
  if (slow !== undefined) await delay(slow.ms ?? 200);
  if (faults.get("hang") !== undefined) return true;
  if (faults.get("resetBeforeCommit") !== undefined) {
    cutConnection(response);
    return true;
  }
  if (faults.get("status500Before") !== undefined) {
    sendJson(response, 500, { message: "Internal Server Error" });
    return true;
  }
  if (faults.get("status429") !== undefined) {
    response.setHeader("retry-after", "1");
    sendJson(response, 429, { status: "failed", reason: "Too Many Attempts." });
    return true;
  }
  return false;
}

/** Makes the answering of operations: log, faults, operation, mangling, faults again. */
export function createAnswerOperation(deps: AnswerDeps) {
  const { world } = deps;
  let answerCount = 0;
  return async (request: OperationRequest, response: ServerResponse): Promise<void> => {
    const { operation, body } = request;
    const call = deps.calls.record(operation, world.now(), body);
    const faults = deps.faults.take(operation, body);
    if (await playBefore(response, faults)) {
      call.outcome = "rejected";
      return;
    }
    const late = faults.get("lateCommit");
    if (late !== undefined) {
      call.outcome = "lost";
      deps.later(late.ms ?? 200, () => void runOperation(deps, request, faults));
      playLost(response, late.answer);
      return;
    }
    const reply = runOperation(deps, request, faults);
    const random = createSeededRandom(`${world.options.seed}:mangle:${++answerCount}`);
    const sent = world.options.mangled ? mangleAnswer(operation, reply.body, random) : reply.body;
    const isRead = await sendReply(response, { httpStatus: reply.httpStatus, body: sent }, faults);
    call.outcome = reply.isRefused ? "refused" : isRead ? "success" : "lost";
  };
}
