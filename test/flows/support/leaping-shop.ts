/**
 * The shop with a clock that a test lets leap: it is ahead by the milliseconds in the file that `AHEAD_MS` names. The product has no switch
 * for it, only the clock that `createApp` is given.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createApp } from "../../../src/app.ts";
import { loadConfig, readEnvironment } from "../../../src/config.ts";
import { createLogger } from "../../../src/logger.ts";

const file = process.env["AHEAD_MS"] ?? "";
const config = loadConfig(readEnvironment());
async function run(): Promise<void> {
  const app = await createApp({
    config,
    logger: createLogger({ level: config.logLevel, secrets: [] }),
    clock: { now: () => Date.now() + Number(readFileSync(file, "utf8")) },
    randomBytes,
    owner: `leaping-${process.pid}`,
  });
  process.on("SIGTERM", () => void app.stop().then(() => process.exit(0)));
  await app.start();
}

void run();
