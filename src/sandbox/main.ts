import { parseArgs } from "node:util";
import { startDemo } from "./demo.ts";

/*
 * `npm run demo`: the whole shop on one machine, without a Telegram account and without a supplier.
 */

const HELP = `Usage: npm run demo -- [flags]

  --port N     the page's port (8080; the next free one where it is taken)
  --keep       go on with the customers, orders and eSIMs of the last run
  --mangled    the supplier answers in the mangled shapes of its documentation
  --help       this text

Everything is kept in data/var/demo/; the bot's log is data/var/demo/bot.log.
`;

const DEFAULT_PORT = 8080;

function say(text: string): void {
  process.stdout.write(text + "\n");
}

/** Exits with `code` after the message. */
function refuse(message: string, code: number): never {
  process.stderr.write(message + "\n");
  process.exit(code);
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: String(DEFAULT_PORT) },
        keep: { type: "boolean", default: false },
        mangled: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
      throw new Error("--port takes a number from 0 to 65535.");
    }
    return values;
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`, 2);
  }
}

const flags = readFlags();
if (flags.help) {
  say(HELP);
  process.exit(0);
}

const port = Number(flags.port);
const starting = startDemo({
  port,
  isKept: flags.keep,
  isMangled: flags.mangled,
  onBotDeath: (message) =>
    process.stderr.write(`${message}\nThe page can start it again, under "Trouble on request".\n`),
});

// Before the demo stands, too: a half-started one must not leave a bot behind.
let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    const stop = async (): Promise<void> => (await starting).close();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

try {
  const { url, agentId } = await starting;
  const isMoved = port !== 0 && new URL(url).port !== String(port);
  say(`Open ${url}${isMoved ? ` (port ${port} is taken)` : ""} — a chat with the shop. Ctrl+C stops.`);
  say(`Rafi is staff once Ayesha has written /grant ${agentId} clerk`);
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error), 1);
}
