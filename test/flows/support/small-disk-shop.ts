/**
 * The shop on a disk that a test fills: the product's `createApp`, whose storage is told how much room there is by the file that `FREE_BYTES`
 * names. The product has no switch for it, only the seam `surround`.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createApp } from "../../../src/app.ts";
import { loadConfig, readEnvironment } from "../../../src/config.ts";
import { createLogger } from "../../../src/logger.ts";
import type { BrakeStore } from "../../../src/services/ports/index.ts";

const TOTAL_BYTES = 40 * 1024 ** 3;
const file = process.env["FREE_BYTES"] ?? "";
const config = loadConfig(readEnvironment());

/** The same storage, with the disk as the test wants it. */
function onSmallDisk<Port extends object>(port: Port): Port {
  const { brakes } = port as Port & { readonly brakes: BrakeStore };
  const diskSpace: BrakeStore["diskSpace"] = async () => {
    return { freeBytes: Number(readFileSync(file, "utf8")), totalBytes: TOTAL_BYTES };
  };
  return { ...port, brakes: { ...brakes, diskSpace } };
}

async function run(): Promise<void> {
  const app = await createApp({
    config,
    logger: createLogger({ level: config.logLevel, secrets: [] }),
    clock: { now: Date.now },
    randomBytes,
    owner: `small-disk-${process.pid}`,
    surround: (name, port) => (name === "storage" ? onSmallDisk(port) : port),
  });
  process.on("SIGTERM", () => void app.stop().then(() => process.exit(0)));
  await app.start();
}

void run();
