import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startTelegramEmulator, type TelegramEmulator } from "../../src/sandbox/telegram-emulator/index.ts";
import { createCustomer } from "../support/customer.ts";
import { beginTraveller, choosePlan, say } from "../support/purchase.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

/** The whole stop may take so long. */
const LIMIT_MS = 10_000;

const shop = useShop();
const after: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of after.splice(0).reverse()) await end();
});

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Another Telegram, and with it a database of its own: both number their updates. */
function elsewhere(apiRoot: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "start-up-"));
  after.push(() => rmSync(folder, { recursive: true, force: true }));
  return { TELEGRAM_API_ROOT: apiRoot, DATABASE_URL: `file:${join(folder, "bot.sqlite")}` };
}

/** Starts the shop as a process that this test can watch, with settings of its own; the one of all tests is stopped before. */
async function run(environment: Record<string, string>) {
  await shop().stop();
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../dist/src/main.js")], {
    env: { ...shop().environment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let end: { code: number | null; signal: string | null } | undefined;
  child.once("exit", (code, signal) => (end = { code, signal }));
  after.push(() => child.kill("SIGKILL"));
  const lines = (event: string) => output.split("\n").filter((line) => line.includes(`"${event}"`));
  const ended = (timeoutMs = LIMIT_MS) =>
    waitUntil(() => end, { what: "the shop to end", timeoutMs, explain: () => output });
  return {
    lines,
    ended,
    output: () => output,
    says: (event: string) =>
      waitUntil(() => lines(event).length > 0, { what: event, timeoutMs: 20_000, explain: () => output }),
    stop() {
      child.kill("SIGTERM");
      return ended();
    },
  };
}

async function emulateOn(port: number): Promise<TelegramEmulator> {
  const telegram = await startTelegramEmulator({ port });
  after.push(() => telegram.close());
  return telegram;
}

describe("with a Telegram that is down", () => {
  it("waits, and takes updates as soon as it is there", async () => {
    const port = await closedPort();
    const { lines, says, stop } = await run(elsewhere(`http://127.0.0.1:${port}`));
    await says("telegram.not-reached");
    const telegram = await emulateOn(port);
    const nadia = createCustomer(telegram, { firstName: "Nadia" });
    await nadia.send("/buy");
    await nadia.see("Where are you going?", { timeoutMs: 30_000 });
    expect(lines("telegram.not-reached").join("")).not.toContain("EMULATED-token");
    expect(await stop()).toEqual({ code: 0, signal: null });
  });

  it("ends in time when it is stopped while it waits", async () => {
    const { says, stop } = await run(elsewhere(`http://127.0.0.1:${await closedPort()}`));
    await says("telegram.not-reached");
    expect(await stop()).toEqual({ code: 0, signal: null });
  });

  it.each(["getMe", "deleteWebhook", "setMyCommands"])(
    "ends in time when it is stopped while Telegram does not answer %s",
    async (method) => {
      const telegram = await emulateOn(0);
      telegram.control.failNext({ method, times: 99, fault: { kind: "hang-before" } });
      const { stop } = await run(elsewhere(telegram.apiRoot));
      const isAsked = () => telegram.control.calls({ method }).length > 0;
      await waitUntil(isAsked, { what: method, timeoutMs: 20_000 });
      expect(await stop()).toEqual({ code: 0, signal: null });
    },
  );

  it("removes a former webhook although the first try fails", async () => {
    const telegram = await emulateOn(0);
    const hook = { method: "POST", headers: { "content-type": "application/json" } };
    const body = JSON.stringify({ url: `http://127.0.0.1:${await closedPort()}/` });
    await fetch(`${telegram.apiRoot}/bot${telegram.token}/setWebhook`, { ...hook, body });
    telegram.control.failNext({ method: "deleteWebhook", times: 2, fault: { kind: "bad-gateway" } });
    const { stop } = await run(elsewhere(telegram.apiRoot));
    const nadia = createCustomer(telegram, { firstName: "Nadia" });
    await nadia.send("/buy");
    await nadia.see("Where are you going?", { timeoutMs: 30_000 });
    expect(await stop()).toEqual({ code: 0, signal: null });
  });

  it("ends with a sentence where the token is not Telegram's", async () => {
    const telegram = await emulateOn(0);
    const refusal = { kind: "refuse", code: 401, description: "Unauthorized" } as const;
    telegram.control.failNext({ method: "getMe", fault: refusal });
    const { ended, output } = await run(elsewhere(telegram.apiRoot));
    expect(await ended(20_000)).toEqual({ code: 1, signal: null });
    expect(output()).toContain("Telegram does not accept BOT_TOKEN");
  });
});

describe("with a supplier that is down", () => {
  it("opens, keeps what is typed, ends in time, and goes on when the supplier is back", async () => {
    const down = { ITT_BASE_URL: `http://127.0.0.1:${await closedPort()}` };
    await shop().start();
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    const bot = await run(down);
    await bot.says("shop.open");
    await say(nadia, "Jasim", "Last name");
    await say(nadia, "Karim", "Which title");
    await say(nadia, "Mr 30", "phone number");
    await say(nadia, "01712345678", "e-mail address");
    await nadia.send("jasim@example.com");
    await nadia.see("The operator does not answer right now", { timeoutMs: 30_000 });
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
    await shop().start();
    await nadia.tap("🔄 Try again");
    expect((await nadia.see("Please check")).text).toContain("Mr Jasim Karim, 30");
    expect(newestOrder(shop(), nadia.id).state).toBe("ready");
  });
});
