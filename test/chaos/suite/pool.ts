import { fork, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Order, Plan, Report } from "./child/protocol.ts";

/** One process of the shop. */
export interface Child {
  readonly pid: number;
  /** Starts the shop; until then it has only loaded its code. */
  go(environment: Readonly<Record<string, string>>, plan: Plan): void;
  /** Resolves with true when it takes updates, with false when it ended before. Rejects where the shop says why it cannot start. */
  readonly ready: Promise<boolean>;
  /** Resolves when it is gone, however it ended. */
  readonly gone: Promise<void>;
  isGone(): boolean;
  /** SIGKILL, as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets its clock leap. */
  leap(ms: number): void;
  /** The labels it has met, where its plan records them. */
  readonly labels: ReadonlySet<string>;
  /** How many writes it was refused. */
  refusals(): number;
}

/** Processes that have loaded their code and wait: what a boot costs is not waited for between two kills. */
export interface Pool {
  take(): Promise<Child>;
  close(): Promise<void>;
}

interface PoolOptions {
  /** What is run (`buildChild`). */
  readonly main: string;
  /** Where their log goes. */
  readonly folder: string;
  readonly standby: number;
  /** A program and arguments before node's own, to look on from outside. */
  readonly wrapper?: readonly string[];
}

/** Opens a pool. What its processes say of trouble goes to `shop.log` in the folder. */
export function openPool({ main, folder, standby, wrapper }: PoolOptions): Pool {
  const log = openSync(join(folder, "shop.log"), "a", 0o600);
  const [program, ...before] = [...(wrapper ?? []), process.execPath];
  const alive = new Set<ChildProcess>();
  const waiting: Promise<Child>[] = [];

  function spawnOne(): Promise<Child> {
    const started = fork(main, [], {
      execPath: program ?? process.execPath,
      execArgv: before,
      env: { PATH: "/usr/bin:/bin" },
      stdio: ["ignore", log, log, "ipc"],
    });
    alive.add(started);
    started.once("exit", () => alive.delete(started));
    return adopt(started);
  }

  const refill = (): void => {
    while (waiting.length < standby) waiting.push(spawnOne());
  };
  refill();
  return {
    take() {
      const child = waiting.shift() ?? spawnOne();
      refill();
      return child;
    },
    async close() {
      const left = [...alive];
      const gone = left.map((each) => new Promise((resolve) => each.once("exit", resolve)));
      for (const each of left) each.kill("SIGKILL");
      await Promise.all(gone);
      await Promise.allSettled(waiting);
      closeSync(log);
    },
  };
}

/** A started process as the suite holds it, once its code is loaded. */
async function adopt(started: ChildProcess): Promise<Child> {
  const labels = new Set<string>();
  let refusals = 0;
  let hasEnded = false;
  const settle: { standby?: () => void; ready?: (isReady: boolean) => void; fail?: (e: Error) => void } = {};
  const standby = new Promise<void>((resolve) => (settle.standby = resolve));
  const ready = new Promise<boolean>((resolve, reject) => {
    settle.ready = resolve;
    settle.fail = reject;
  });
  ready.catch(() => undefined);
  const gone = new Promise<void>((resolve) => {
    started.once("exit", () => {
      hasEnded = true;
      settle.standby?.();
      settle.ready?.(false);
      resolve();
    });
  });
  // A message to a process that was just killed has nobody to reach.
  started.on("error", () => undefined);
  started.on("message", (report: Report) => {
    if (report.kind === "label") labels.add(report.label);
    else if (report.kind === "write-refused") refusals += 1;
    else if (report.kind === "failed") settle.fail?.(new Error(report.message));
    else if (report.kind === "ready") settle.ready?.(true);
    else settle.standby?.();
  });
  const tell = (order: Order): void => {
    if (started.connected) started.send(order, () => undefined);
  };
  await standby;
  return {
    pid: started.pid ?? 0,
    go: (environment, plan) => tell({ kind: "go", environment, plan }),
    ready,
    gone,
    isGone: () => hasEnded,
    kill() {
      started.kill("SIGKILL");
      return gone;
    },
    leap: (ms) => tell({ kind: "leap", ms }),
    labels,
    refusals: () => refusals,
  };
}
