import { expect, it, onTestFinished } from "vitest";
import type { LogFields, Logger } from "../../../src/services/ports/index.ts";
import { startTelegramEmulator } from "../../../src/sandbox/telegram-emulator/index.ts";
import { createPolling } from "../../../src/telegram/polling.ts";
import { waitUntil } from "../../support/wait-until.ts";

interface Line {
  readonly level: string;
  readonly event: string;
  readonly fields: LogFields;
}

/** The loop over an emulated Telegram with one customer; `refuse` is asked before anything is stored. */
async function pollEmulated(refuse: () => void = () => undefined) {
  const telegram = await startTelegramEmulator();
  const { id } = telegram.client.addUser({ firstName: "Nadia" });
  telegram.client.start(id);
  const lines: Line[] = [];
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}): void =>
      void lines.push({ level, event, fields });
  const logger: Logger = {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: () => logger,
  };
  const stored: string[] = [];
  const polling = createPolling({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    accept: async (updates) => {
      refuse();
      stored.push(...updates.map(({ message }) => message?.text ?? ""));
    },
    logger,
  });
  onTestFinished(async () => {
    await polling.stop();
    await telegram.close();
  });
  return {
    telegram,
    polling,
    stored,
    lines: () => lines.filter(({ level }) => level !== "debug"),
    send: (text: string) => telegram.client.sendText(id, text),
    isStored: (text: string) =>
      waitUntil(() => stored.includes(text), { what: `"${text}" to be stored`, timeoutMs: 20_000 }),
  };
}

const conflict = (description: string) => ({ kind: "refuse", code: 409, description }) as const;

it.each([
  [
    "another program that polls",
    conflict("Conflict: terminated by other getUpdates request; make sure that only one …"),
    "409 terminated by other getUpdates request",
    /run the shop once for each BOT_TOKEN/,
  ],
  [
    "a webhook that is set",
    conflict("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook …"),
    "409 webhook is active",
    /a webhook is set for this bot/,
  ],
  [
    "a token that is no longer taken",
    { kind: "refuse", code: 401, description: "Unauthorized" } as const,
    "401 Unauthorized",
    /BotFather/,
  ],
  ["a proxy's page", { kind: "bad-gateway" } as const, "Telegram could not be reached", undefined],
  ["a lost connection", { kind: "reset-before" } as const, "Telegram could not be reached", undefined],
  ["an answer that is lost", { kind: "reset-after" } as const, "Telegram could not be reached", undefined],
])("goes on after %s, and says so once", async (_what, fault, error, reason) => {
  const { telegram, polling, lines, send, isStored } = await pollEmulated();
  telegram.control.failNext({ method: "getUpdates", times: 2, fault });
  polling.start();
  await isStored("/start");
  send("later");
  await isStored("later");
  const [failed, resumed, ...more] = lines();
  expect(failed).toMatchObject({ level: "warn", event: "telegram.poll-failed" });
  expect(failed?.fields.error).toContain(error);
  if (reason === undefined) expect(failed?.fields.reason).toBeUndefined();
  else expect(failed?.fields.reason).toMatch(reason);
  expect(resumed).toEqual({ level: "info", event: "telegram.poll-resumed", fields: { attempt: 2 } });
  expect(more).toEqual([]);
});

it("waits longer each time, and neither floods Telegram nor the log", async () => {
  const { telegram, polling, lines } = await pollEmulated();
  telegram.control.failNext({ method: "getUpdates", times: 9, fault: { kind: "server-error" } });
  polling.start();
  const calls = () => telegram.control.calls({ method: "getUpdates" });
  await waitUntil(() => calls().length === 4, { what: "the fourth try" });
  const times = calls().map(({ atMs }) => atMs);
  const pauses = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
  expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) * 1.5);
  expect(pauses[2]).toBeGreaterThan((pauses[1] ?? 0) * 1.5);
  expect(lines()).toHaveLength(1);
});

it("asks again for what it could not store, which Telegram keeps meanwhile", async () => {
  let tries = 0;
  const { telegram, polling, stored, isStored } = await pollEmulated(() => {
    tries += 1;
    if (tries <= 2) throw new Error("the disk is full");
  });
  polling.start();
  await isStored("/start");
  expect(tries).toBe(3);
  expect(stored).toEqual(["/start"]);
  await waitUntil(() => telegram.control.pendingUpdateCount() === 0, { what: "the confirmation" });
});

it("stops at once while it waits out some trouble", async () => {
  const { telegram, polling, lines } = await pollEmulated();
  const patience = { kind: "too-many-requests", retryAfterS: 600 } as const;
  telegram.control.failNext({ method: "getUpdates", fault: patience });
  polling.start();
  await waitUntil(() => lines().length === 1, { what: "the refusal" });
  const startedMs = performance.now();
  await polling.stop();
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});
