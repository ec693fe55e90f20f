import { expect, it } from "vitest";
import type { Update } from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const texts = (updates: Update[]) => updates.map(({ message }) => message?.text);

it("gives the same updates until an offset confirms them", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  emulator.client.sendText(chatId, "two");
  const first = await result<Update[]>(emulator, "getUpdates");
  expect(texts(first)).toEqual(["/start", "two"]);
  expect(await result(emulator, "getUpdates", { limit: 1 })).toEqual(first.slice(0, 1));
  const offset = (first[0]?.update_id ?? 0) + 1;
  expect(texts(await result<Update[]>(emulator, "getUpdates", { offset }))).toEqual(["two"]);
  expect(texts(await result<Update[]>(emulator, "getUpdates", { offset: -1 }))).toEqual(["two"]);
  expect(await result(emulator, "getUpdates", { offset: offset + 1 })).toEqual([]);
  expect(emulator.control.pendingUpdateCount()).toBe(0);
});

it("waits for an update and answers as soon as it is there", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const [start] = await result<Update[]>(emulator, "getUpdates");
  const waiting = result<Update[]>(emulator, "getUpdates", {
    offset: (start?.update_id ?? 0) + 1,
    timeout: 30,
  });
  emulator.client.sendText(chatId, "late");
  expect(texts(await waiting)).toEqual(["late"]);
});

it("ends the older of two polls with a 409", async () => {
  const { emulator } = await emulatorWithCustomer();
  const [start] = await result<Update[]>(emulator, "getUpdates");
  const poll = { offset: (start?.update_id ?? 0) + 1, timeout: 30 };
  const older = call(emulator, "getUpdates", poll);
  // The second poll must come second; the emulator's own record says when the first has begun.
  await expect.poll(() => emulator.control.calls({ method: "getUpdates" }).length).toBe(2);
  const newer = call(emulator, "getUpdates", { ...poll, timeout: 0 });
  expect(await older).toMatchObject({
    error_code: 409,
    description:
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  });
  expect(await newer).toEqual({ ok: true, result: [] });
});

it("refuses to poll while a webhook is set", async () => {
  const { emulator } = await emulatorWithCustomer();
  await result(emulator, "setWebhook", { url: "https://shop.example.com/hook" });
  expect(await call(emulator, "getUpdates")).toMatchObject({
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await result(emulator, "deleteWebhook");
  expect((await call(emulator, "getUpdates")).ok).toBe(true);
});

it("leaves out the kinds of updates that are not wanted, from then on", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  await result(emulator, "getUpdates", { allowed_updates: ["callback_query"] });
  emulator.client.sendText(chatId, "unheard");
  emulator.client.tap(chatId, { messageId: 1, data: "a" });
  const updates = await result<Update[]>(emulator, "getUpdates");
  expect(updates.map((update) => Object.keys(update)[1])).toEqual(["message", "callback_query"]);
});

it("delivers twice and out of order when told to, the same way for the same seed", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  for (const text of ["1", "2", "3", "4", "5"]) emulator.client.sendText(chatId, text);
  emulator.control.duplicateUpdates(true);
  const doubled = texts(await result<Update[]>(emulator, "getUpdates"));
  expect(doubled.slice(0, 4)).toEqual(["/start", "/start", "1", "1"]);
  emulator.control.duplicateUpdates(false);
  const draw = async () => {
    emulator.control.reorderUpdates({ window: 6, seed: 7 });
    return texts(await result<Update[]>(emulator, "getUpdates"));
  };
  const shuffled = await draw();
  expect(shuffled).not.toEqual(["/start", "1", "2", "3", "4", "5"]);
  expect([...shuffled].sort()).toEqual(["/start", "1", "2", "3", "4", "5"]);
  expect(await draw()).toEqual(shuffled);
});
