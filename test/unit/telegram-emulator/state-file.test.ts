import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startTelegramEmulator, type Update } from "../../../src/sandbox/telegram-emulator/index.ts";
import { result } from "./bot-caller.ts";

it("takes up chats, files, menus and waiting updates where it stopped", async () => {
  const folder = mkdtempSync(join(tmpdir(), "telegram-emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "telegram.json");

  const first = await startTelegramEmulator({ stateFile });
  const { id } = first.client.addUser({ firstName: "Nadia", languageCode: "en" });
  first.client.start(id);
  const photo = first.client.sendPhoto(id).photo?.at(-1);
  await result(first, "sendMessage", { chat_id: id, text: "Hi", reply_markup: { keyboard: [["A"]] } });
  await result(first, "setMyCommands", { commands: [{ command: "start", description: "Go" }] });
  const waiting = await result<Update[]>(first, "getUpdates");
  const chat = first.client.chat(id);
  await first.close();

  const second = await startTelegramEmulator({ stateFile });
  onTestFinished(() => second.close());
  expect(second.client.chat(id)).toEqual(chat);
  expect(second.client.file(photo?.file_id ?? "")?.bytes.length).toBe(photo?.file_size);
  expect(second.client.bot("en").commands).toEqual([{ command: "start", description: "Go" }]);
  expect(await result<Update[]>(second, "getUpdates")).toEqual(waiting);
  const next = second.client.sendText(id, "again");
  expect(next.message_id).toBe(4);
  expect(second.client.addUser({ firstName: "Jasim" }).id).not.toBe(id);
});
