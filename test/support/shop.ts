import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBotProcess, type BotProcess } from "../../src/sandbox/bot-process.ts";
import {
  startIttEmulator,
  type IttEmulator,
  type IttEmulatorOptions,
} from "../../src/sandbox/itt-emulator/index.ts";
import { startTelegramEmulator, type TelegramEmulator } from "../../src/sandbox/telegram-emulator/index.ts";
import { createCustomer, type Customer } from "./customer.ts";
import { builtInOneFile, sourceInOneFile } from "./one-file.ts";
import { waitUntil } from "./wait-until.ts";

/** A test's own data key; nothing outside tests is sealed with it. */
export const TEST_DATA_KEY = Buffer.alloc(32, 7).toString("base64");
/** Canaries: a log that holds one of these has leaked. */
export const TEST_API_KEY = "canary-api-key-51f2";
export const TEST_SECRET_CODE = "canary-secret-code-93ab";

/** What a test may ask of its shop. */
export interface ShopOptions {
  mode?: "polling" | "webhook";
  itt?: IttEmulatorOptions;
  environment?: Record<string, string>;
  /** A main of the test's own in the place of the built one, in TypeScript. */
  script?: string;
  /** Makes what the environment names (a support group, staff) in the emulated Telegram, before the shop starts. */
  prepare?: (telegram: TelegramEmulator) => Record<string, string>;
}

/** The real bot in a process of its own, between two emulators, on a database file of its own. */
export interface Shop {
  itt: IttEmulator;
  telegram: TelegramEmulator;
  databaseFile: string;
  environment: Record<string, string>;
  start(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  log(): string;
  customer(who?: Partial<Parameters<typeof createCustomer>[1]>): Customer;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts a shop and waits until it takes updates. Close it in `afterEach`. */
export async function startShop(options: ShopOptions = {}): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), "esim-counter-"));
  const itt = await startIttEmulator({ apiKey: TEST_API_KEY, secretCode: TEST_SECRET_CODE, ...options.itt });
  const telegram = await startTelegramEmulator();
  const port = await freePort();
  const databaseFile = join(folder, "bot.sqlite");
  const logFile = join(folder, "bot.log");
  const webhook = {
    WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/updates`,
    WEBHOOK_SECRET: "canary-webhook-secret-77",
  };
  const environment: Record<string, string> = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ITT_BASE_URL: itt.url,
    ITT_API_KEY: TEST_API_KEY,
    ITT_SECRET_CODE: TEST_SECRET_CODE,
    ITT_PARTNER_ID: "1",
    ITT_MEMBER_ID: "2",
    ITT_AGENCY_EMAIL: "agency@example.com",
    DATABASE_URL: `file:${databaseFile}`,
    DATA_KEY: TEST_DATA_KEY,
    PORT: String(port),
    AGENCY_BALANCE_CUSTOMERS: "all",
    SHOP_NAME: "Test Travel",
    SHOP_COUNTRY: "BD",
    SUPPORT_CONTACT: "https://t.me/test_travel_help",
    TERMS_URL: "https://example.com/terms",
    PRIVACY_URL: "https://example.com/privacy",
    LOG_LEVEL: "debug",
    ...(options.mode === "webhook" ? webhook : {}),
    ...options.environment,
    ...options.prepare?.(telegram),
  };
  let death: string | null = null;
  const bot: BotProcess = createBotProcess({
    script: await (options.script === undefined
      ? builtInOneFile("src/main.js")
      : sourceInOneFile(options.script)),
    environment,
    logFile,
    onUnexpectedExit: (how) => {
      death = how;
    },
  });

  const shop: Shop = {
    itt,
    telegram,
    databaseFile,
    environment,
    async start() {
      death = null;
      const seen = telegram.control.calls({ method: readyMethod() }).length;
      bot.start();
      const isReady = () => {
        if (death !== null) throw new Error(`the bot ended (${death}):\n${bot.lastLogLines(20)}`);
        return telegram.control.calls({ method: readyMethod() }).length > seen;
      };
      await waitUntil(isReady, {
        what: "the bot to take updates",
        timeoutMs: 20_000,
        explain: () => bot.lastLogLines(20),
      });
    },
    kill: () => bot.kill(),
    stop: () => bot.stop(),
    async restart() {
      await bot.kill();
      await shop.start();
    },
    log: () => readFileSync(logFile, "utf8"),
    customer: (who = {}) =>
      createCustomer(telegram, {
        firstName: "Nadia",
        lastName: "Rahman",
        languageCode: "en",
        phone: "+8801966330000",
        ...who,
      }),
    async close() {
      await bot.stop();
      await telegram.close();
      await itt.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function readyMethod(): string {
    return options.mode === "webhook" ? "setWebhook" : "getUpdates";
  }

  try {
    await shop.start();
    return shop;
  } catch (error) {
    await shop.close();
    throw error;
  }
}
