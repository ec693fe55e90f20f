import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { createBotProcess, type BotProcess } from "./bot-process.ts";
import { startChatPage } from "./chat-page/index.ts";
import { demoEnvironment, SUPPLIER_ACCOUNT } from "./demo-environment.ts";
import { takeDemoFolder, type DemoFolder } from "./demo-folder.ts";
import { addDemoPeople } from "./demo-people.ts";
import { demoTroubles } from "./demo-troubles.ts";
import { startIttEmulator, type IttEmulator } from "./itt-emulator/index.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./telegram-emulator/index.ts";

/** How long a bot may take from its start to its first request to Telegram. */
const BOT_START_TIMEOUT_MS = 30_000;
const LOG_LINES = 15;
/** Where the emulated supplier says that its payment pages are: Telegram takes no link to this machine. */
const PAYMENT_PAGES = "https://pay.demo.example/pay/";

/** What a demo can be asked for. */
export interface DemoOptions {
  /** Wanted port of the page, 8080 by default; the next free one where it is taken; 0 means any. */
  port?: number;
  /** Keeps the database and both emulators' memory of the run before. */
  isKept?: boolean;
  /** The supplier answers in the mangled shapes of its own documentation. */
  isMangled?: boolean;
  /** `data/var/demo` by default. */
  folder?: string;
  /** The bot's script, `dist/src/main.js` by default. */
  botScript?: string;
  /** More variables for the bot, or other values. */
  environment?: Readonly<Record<string, string>>;
  /** Hears when a bot that had started ends by itself. */
  onBotDeath?: (message: string) => void;
}

/** A running demo: emulated supplier, emulated Telegram, the bot, the page. */
export interface Demo {
  /** The page's address. */
  url: string;
  /** Telegram's number of the shop's second person, for Ayesha's `/grant`. */
  agentId: number;
  itt: IttEmulator;
  telegram: TelegramEmulator;
  bot: {
    /** Ends it without warning, as a power cut would. */
    kill(): Promise<void>;
    /** Kills it where it runs, starts it, and waits until it listens to Telegram again. */
    restart(): Promise<void>;
  };
  /** Stops the bot in order, then the rest. */
  close(): Promise<void>;
}

/** The bot ended before it listened to Telegram; the message holds the end of its log. */
class BotDidNotStartError extends Error {
  constructor(how: string, logLines: string) {
    super(`The bot did not start (${how}). The end of its log:\n${logLines}`);
    this.name = "BotDidNotStartError";
  }
}

/**
 * Starts a whole shop without the outside world, and resolves when the bot listens.
 * Throws BotDidNotStartError, or an Error when the folder or all ports are taken.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const folder = takeDemoFolder(
    options.folder ?? join(packageRoot(), "data/var/demo"),
    options.isKept ?? false,
  );
  const closers: (() => Promise<void> | void)[] = [() => folder.release()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await startAll(options, folder, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  options: DemoOptions,
  folder: DemoFolder,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<Demo, "close">> {
  const itt = await startIttEmulator({
    ...SUPPLIER_ACCOUNT,
    mangled: options.isMangled ?? false,
    stateFile: folder.ittStateFile,
  });
  closers.push(() => itt.close());
  const telegram = await startTelegramEmulator({
    botName: "Demo Travel",
    stateFile: folder.telegramStateFile,
  });
  closers.push(() => telegram.close());
  const staff = addDemoPeople(telegram);

  let death: string | null = null;
  let hasStarted = false;
  const bot = createBotProcess({
    script: options.botScript ?? join(packageRoot(), "dist/src/main.js"),
    environment: {
      ...demoEnvironment({
        folder,
        staff,
        botToken: telegram.token,
        telegramRoot: telegram.apiRoot,
        ittUrl: itt.url,
      }),
      ...options.environment,
    },
    logFile: folder.logFile,
    onUnexpectedExit(how) {
      death = how;
      if (hasStarted) options.onBotDeath?.(`The bot ended (${how}).\n${bot.lastLogLines(LOG_LINES)}`);
    },
  });
  closers.push(() => bot.stop());

  async function startBot(): Promise<void> {
    death = null;
    hasStarted = false;
    const startedAtMs = Date.now();
    bot.start();
    await waitForPoll(
      () => hasPolledSince(telegram, startedAtMs),
      bot,
      () => death,
    );
    hasStarted = true;
  }
  async function restartBot(): Promise<void> {
    await bot.kill();
    await startBot();
  }

  await startBot();
  const page = await startChatPage({
    port: options.port ?? 8080,
    telegramRoot: telegram.apiRoot,
    pages: [{ from: PAYMENT_PAGES, to: `${itt.url}/pay/` }],
    troubles: demoTroubles({ itt: itt.control, telegram, restartBot }),
  });
  closers.push(() => page.close());
  return {
    url: page.url,
    agentId: staff.agentId,
    itt,
    telegram,
    bot: { kill: () => bot.kill(), restart: restartBot },
  };
}

/** A bot that asks for updates, or says where to send them, is up. */
function hasPolledSince(telegram: TelegramEmulator, sinceMs: number): boolean {
  return ["getUpdates", "setWebhook"].some((method) =>
    telegram.control.calls({ method }).some(({ atMs }) => atMs >= sinceMs),
  );
}

async function waitForPoll(
  hasPolled: () => boolean,
  bot: BotProcess,
  death: () => string | null,
): Promise<void> {
  const deadlineMs = Date.now() + BOT_START_TIMEOUT_MS;
  while (!hasPolled()) {
    const how =
      death() ?? (Date.now() > deadlineMs ? "it did not ask Telegram for updates within 30 s" : null);
    if (how !== null) throw new BotDidNotStartError(how, bot.lastLogLines(LOG_LINES));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
