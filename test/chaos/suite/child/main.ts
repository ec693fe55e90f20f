/**
 * The shop as a child of the chaos suite: the product's `createApp`, with a clock that can leap and somebody standing at every crossing
 * and at every statement, who may end the process there.
 */
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { createApp } from "../../../../src/app.ts";
import { loadConfig } from "../../../../src/config.ts";
import { createLogger } from "../../../../src/logger.ts";
import { createCareless } from "./careless.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { installLeapingTimers } from "./leaping-timers.ts";
import type { Order, Plan, Report } from "./protocol.ts";

const timers = installLeapingTimers();
let plan: Plan = { aheadMs: 0 };
let aheadMs = 0;
const say = (report: Report): void => void process.send?.(report);
const checkpoints = createCheckpoints({
  plan: () => plan,
  say,
  die: () => process.kill(process.pid, "SIGKILL"),
});
const careless = createCareless();

async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  const config = loadConfig(environment);
  const app = await createApp({
    config,
    logger: createLogger({ level: config.logLevel, secrets: [] }),
    clock: { now: () => Date.now() + aheadMs },
    randomBytes,
    owner: `chaos-${process.pid}`,
    surround: (name, port) => {
      const watched = checkpoints.watch(name, port);
      return plan.isCareless && name !== "telegram" ? careless[name](watched) : watched;
    },
  });
  checkpoints.open();
  await app.start();
  say({ kind: "ready" });
}

checkpoints.watchStatements(Database);
// Without its parent it has no reason to be.
process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => {
  if (order.kind === "leap") {
    aheadMs += order.ms;
    timers.leap(order.ms);
    return;
  }
  plan = order.plan;
  aheadMs = plan.aheadMs;
  start(order.environment).catch((error: unknown) => {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
    process.disconnect();
  });
});
say({ kind: "standby" });
