import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { createApp } from "./app.ts";
import { ConfigError, loadConfig, readEnvironment, type Config } from "./config.ts";
import { createLogger } from "./logger.ts";

/** Past this the process ends whatever is still running: what was not finished is in the database and goes on at the next start. */
const EXIT_AFTER_MS = 9_500;

function readConfig(): Config {
  try {
    return loadConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const config = readConfig();
const { token } = config.telegram;
const { apiKey, secretCode } = config.supplier;
const secrets = [token, apiKey, secretCode, ...(config.webhook ? [config.webhook.secret] : [])];
const logger = createLogger({ level: config.logLevel, secrets });
const owner = `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`;

let isStopping = false;

/** Opens the shop and lets it run until it is told to stop. */
async function run(): Promise<void> {
  try {
    const app = await createApp({ config, logger, clock: { now: Date.now }, randomBytes, owner });
    const stop = () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(0), EXIT_AFTER_MS).unref();
      void app.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    await app.start().catch(async (error: unknown) => {
      if (!isStopping) await app.stop();
      throw error;
    });
  } catch (error) {
    // A stop that was asked for while starting ends the process by itself.
    if (!isStopping) fail(error);
  }
}

function fail(error: unknown): never {
  process.stderr.write(
    `The shop cannot start. ${error instanceof Error ? error.message : "Unknown reason"}\n`,
  );
  process.exit(1);
}

void run();
