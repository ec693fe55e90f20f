import { setTimeout as wait } from "node:timers/promises";
import { badRequest, Refusal, tooManyRequests } from "../wire/refusal.ts";
import type { MethodTable } from "../methods/method.ts";
import { chatIdOf, type ApiCall, type CallLog } from "./call-log.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { ApiParams } from "./params.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What goes back over the wire. */
export type ApiOutcome =
  | { kind: "json"; status: number; body: Readonly<Record<string, unknown>> }
  | { kind: "html"; status: number; body: string }
  /** The connection is cut. */
  | { kind: "reset" }
  /** The connection stays open, and nothing comes. */
  | { kind: "silence" };

/** Runs the bot's calls. */
export interface Dispatcher {
  execute(method: string, params: ApiParams, signal: AbortSignal): Promise<ApiOutcome>;
  /** Called methods that the emulator does not have, each once. */
  unknownMethods(): readonly string[];
  /** While on, every edit and every deletion is refused with a 400. */
  setRefusingEdits(isOn: boolean): void;
}

/** Runs calls on `methods`, with the ordered faults and limits in front, and writes them down. */
export function createDispatcher(deps: {
  methods: MethodTable;
  faults: Faults;
  rateLimit: RateLimit;
  log: CallLog;
}): Dispatcher {
  const { faults, rateLimit, log } = deps;
  // Method names are case-insensitive: https://core.telegram.org/bots/api#making-requests
  const names = new Map(Object.keys(deps.methods).map((name) => [name.toLowerCase(), name]));
  const unknown = new Set<string>();
  let isRefusingEdits = false;

  async function run(name: string, params: ApiParams, signal: AbortSignal): Promise<unknown> {
    const method = deps.methods[name];
    if (method === undefined) {
      unknown.add(name);
      throw new Refusal(404, `Not Found: method ${name} is not emulated`);
    }
    if (isRefusingEdits && name.startsWith("edit")) throw badRequest("message can't be edited");
    if (isRefusingEdits && name.startsWith("delete") && name.includes("Message")) {
      throw badRequest("message can't be deleted for everyone");
    }
    rateLimit.check(name, chatIdOf(params));
    return method(params, signal);
  }

  async function attempt(call: ApiCall, params: ApiParams, signal: AbortSignal): Promise<ApiOutcome> {
    try {
      const result = await run(call.method, params, signal);
      call.outcome = { ok: true, result };
      return { kind: "json", status: 200, body: { ok: true, result } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse(call, error);
    }
  }

  return {
    async execute(givenName, params, signal) {
      const name = names.get(givenName.toLowerCase()) ?? givenName;
      const call = log.start(name, params);
      const fault = faults.take(name, call.chatId);
      const before = fault === null ? null : await failBefore(fault, call, signal);
      if (before !== null) return before;
      const outcome = await attempt(call, params, signal);
      if (fault?.kind === "reset-after") return { kind: "reset" };
      if (fault?.kind === "hang-after") return { kind: "silence" };
      return outcome;
    },
    unknownMethods: () => [...unknown],
    setRefusingEdits(isOn) {
      isRefusingEdits = isOn;
    },
  };
}

async function failBefore(fault: FaultKind, call: ApiCall, signal: AbortSignal): Promise<ApiOutcome | null> {
  switch (fault.kind) {
    case "too-many-requests":
      return refuse(call, tooManyRequests(fault.retryAfterS));
    case "refuse":
      return refuse(call, new Refusal(fault.code, fault.description));
    case "server-error":
      return refuse(call, new Refusal(500, "Internal Server Error"));
    case "bad-gateway":
      return { kind: "html", status: 502, body: "<html><body><h1>502 Bad Gateway</h1></body></html>" };
    case "reset-before":
      return { kind: "reset" };
    case "hang-before":
      return { kind: "silence" };
    case "delay":
      // The caller may hang up meanwhile; the call takes effect all the same.
      await wait(fault.delayMs, undefined, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      return null;
    case "reset-after":
    case "hang-after":
      return null;
    default:
      return fault satisfies never;
  }
}

function refuse(call: ApiCall, { code, description, parameters }: Refusal): ApiOutcome {
  call.outcome = { ok: false, code, description };
  const body = {
    ok: false,
    error_code: code,
    description,
    ...(parameters === undefined ? {} : { parameters }),
  };
  return { kind: "json", status: code, body };
}
