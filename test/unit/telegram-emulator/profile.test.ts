import { expect, it } from "vitest";
import { call, result, startedEmulator } from "./bot-caller.ts";

const command = (name: string) => ({ command: name, description: "What it does" });

it.each([
  [{ commands: [command("Start")] }, "BOT_COMMAND_INVALID"],
  [{ commands: [command("x".repeat(33))] }, "BOT_COMMAND_INVALID"],
  [{ commands: [{ command: "start", description: "" }] }, "BOT_COMMAND_DESCRIPTION_INVALID"],
  [{ commands: Array.from({ length: 101 }, (_, i) => command(`c${i}`)) }, "BOT_COMMANDS_TOO_MUCH"],
  [{ commands: [], scope: { type: "chat", chat_id: 5 } }, "chat not found"],
  [{ commands: [], language_code: "english" }, "invalid language code specified"],
])("refuses the commands %j", async (params, problem) => {
  const emulator = await startedEmulator();
  expect((await call(emulator, "setMyCommands", params)).description).toBe(`Bad Request: ${problem}`);
});

it("keeps the texts about the bot per language", async () => {
  const emulator = await startedEmulator({ botName: "Demo Travel" });
  await result(emulator, "setMyDescription", { description: "Travel eSIMs" });
  await result(emulator, "setMyDescription", { description: "ভ্রমণ", language_code: "bn" });
  expect(await result(emulator, "getMyDescription", { language_code: "bn" })).toEqual({
    description: "ভ্রমণ",
  });
  expect(await result(emulator, "getMyDescription", { language_code: "de" })).toEqual({
    description: "Travel eSIMs",
  });
  expect(await result(emulator, "getMyName")).toEqual({ name: "Demo Travel" });
  expect(await call(emulator, "setMyShortDescription", { short_description: "x".repeat(121) })).toMatchObject(
    {
      error_code: 400,
    },
  );
});

it("says who the bot is, whatever the case of the method's name", async () => {
  const emulator = await startedEmulator({ token: "7700000009:x", botUsername: "shop_bot" });
  expect(await result(emulator, "GETME")).toMatchObject({
    id: 7_700_000_009,
    is_bot: true,
    username: "shop_bot",
  });
});
