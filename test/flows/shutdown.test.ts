import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { builtInOneFile } from "../support/one-file.ts";
import { reachConfirm } from "../support/purchase.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

/** The whole stop may take so long. */
const LIMIT_MS = 10_000;

const shop = useShop();

/** Starts the shop as a process that this test can watch ending. */
async function startWatched(): Promise<{
  stop: () => Promise<{ code: number | null; signal: string | null }>;
}> {
  await shop().stop();
  const seen = shop().telegram.control.calls({ method: "getUpdates" }).length;
  const child = spawn(process.execPath, [await builtInOneFile("src/main.js")], {
    env: shop().environment,
    stdio: "ignore",
  });
  let end: { code: number | null; signal: string | null } | undefined;
  child.once("exit", (code, signal) => (end = { code, signal }));
  await waitUntil(() => shop().telegram.control.calls({ method: "getUpdates" }).length > seen, {
    what: "the bot to take updates",
  });
  return {
    async stop() {
      child.kill("SIGTERM");
      try {
        return await waitUntil(() => end, { what: "the bot to end", timeoutMs: LIMIT_MS });
      } finally {
        child.kill("SIGKILL");
      }
    },
  };
}

const posts = () =>
  shop()
    .itt.control.calls()
    .filter(({ operation }) => operation === "create-booking");

it("ends at once and well when nothing is under way, and tells Telegram nothing more", async () => {
  const bot = await startWatched();
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
  const calls = shop().telegram.control.calls().length;
  await shop().start();
  expect(shop().telegram.control.calls().length).toBeGreaterThan(calls);
});

it("lets a booking under way finish, and the eSIM arrives before or after the restart, once", async () => {
  const bot = await startWatched();
  const nadia = shop().customer();
  await reachConfirm(nadia);
  shop().itt.control.addFault({ kind: "delayMs", operation: "create-booking", ms: 2_000 });
  await nadia.tap(/^✅ Confirm/);
  await waitUntil(() => posts().length === 1, { what: "the booking to be sent" });
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
  expect(newestOrder(shop(), nadia.id).state).toMatch(/^(issued|delivered)$/);
  await shop().start();
  await nadia.seePhoto();
  await nadia.see("✅ Your eSIM for");
  expect(posts()).toHaveLength(1);
});

it("ends in time although the supplier hangs, and the order is settled after the restart, by reading", async () => {
  const bot = await startWatched();
  const nadia = shop().customer();
  await reachConfirm(nadia);
  const before = posts().length;
  shop().itt.control.addFault({ kind: "hangAfterCommit", operation: "create-booking" });
  await nadia.tap(/^✅ Confirm/);
  await waitUntil(() => posts().length === before + 1, { what: "the booking to be sent" });
  expect((await bot.stop()).signal).toBeNull();
  await shop().start();
  await nadia.see("We are checking your order with the operator.", { timeoutMs: 20_000 });
  await nadia.seePhoto({ timeoutMs: 20_000 });
  expect(posts()).toHaveLength(before + 1);
});
