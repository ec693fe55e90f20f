import { randomBytes } from "node:crypto";
import { ConfigError, loadConfig, readEnvironment } from "../config.ts";
import { createLogger } from "../logger.ts";
import { createRoles } from "../services/index.ts";
import { openStorage } from "../storage/index.ts";
import { findDatabase } from "./database.ts";
import { runStaffCommand } from "./run.ts";

/**
 * `npm run staff`: lists, adds and removes staff without Telegram, on the shop's own database, also while the shop runs. Exit code 0 when it
 * did what was asked, else 1.
 */
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

try {
  const { database, telegram, shop } = loadConfig(readEnvironment());
  print(`Database: ${findDatabase(database.url)}`);
  const logger = createLogger({ level: "error", secrets: [], destination: { write: () => undefined } });
  const keys = { current: database.key, old: database.oldKey };
  const storage = await openStorage({ url: database.url, keys, logger, randomBytes });
  const roles = createRoles({
    adminIds: telegram.adminIds,
    staff: storage.staff,
    clock: { now: () => Date.now() },
  });
  process.exitCode = (await runStaffCommand(roles, process.argv.slice(2), shop.timeZone, print)) ? 0 : 1;
  await storage.close();
} catch (error) {
  print(error instanceof ConfigError ? error.message : `That did not work. ${describe(error)}`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "Unknown reason";
}
