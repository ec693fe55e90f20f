import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBotProcess } from "../../src/sandbox/bot-process.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bot-process-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function botThat(code: string) {
  const script = join(folder, "bot.mjs");
  writeFileSync(script, code);
  const deaths: string[] = [];
  const logFile = join(folder, "bot.log");
  const environment = { GREETING: "hello" };
  const bot = createBotProcess({ script, environment, logFile, onUnexpectedExit: (how) => deaths.push(how) });
  return { bot, deaths, log: () => readFileSync(logFile, "utf8") };
}

const WAITS = "setInterval(() => {}, 1000); console.log('up', process.env.GREETING, process.env.HOME);";

it("gives the bot the variables it is told to, and none of its own", async () => {
  const { bot, deaths, log } = botThat(WAITS);
  bot.start();
  await vi.waitFor(() => expect(log()).toContain("up hello undefined"), 10_000);
  await bot.kill();
  expect(bot.isRunning()).toBe(false);
  expect(deaths, "a wanted end is no death").toEqual([]);
});

it("lets a stopped bot finish its work", async () => {
  const { bot, log } = botThat(
    // Before it says that it is up: a signal that comes earlier would end it at once.
    `process.on("SIGTERM", () => { console.log("done"); process.exit(0); }); ${WAITS}`,
  );
  bot.start();
  await vi.waitFor(() => expect(log()).toContain("up"), 10_000);
  await bot.stop();
  expect(bot.lastLogLines(1)).toBe("done");
});

it("tells when the bot ends by itself, with the end of its log", async () => {
  const { bot, deaths } = botThat(`console.error("no token"); process.exit(3);`);
  bot.start();
  await vi.waitFor(() => expect(deaths).toEqual(["exit code 3"]), 10_000);
  expect(bot.lastLogLines(5)).toBe("no token");
  bot.start();
  expect(bot.isRunning()).toBe(true);
  await bot.kill();
});
