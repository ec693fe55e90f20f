import { describe, expect, it } from "vitest";
import type { TelegramEmulator, Update } from "../../../src/sandbox/telegram-emulator/index.ts";
import { createCustomer } from "../../support/customer.ts";
import { result, startedEmulator } from "./bot-caller.ts";

const buttons = (...labels: string[]) => ({
  inline_keyboard: labels.map((text) => [{ text, callback_data: `data of ${text}` }]),
});

async function withNadia() {
  const emulator = await startedEmulator();
  const nadia = createCustomer(emulator, { firstName: "Nadia", phone: "+8801966330000" });
  await nadia.start("ref");
  const say = (text: string, reply_markup?: object) =>
    result(emulator, "sendMessage", {
      chat_id: nadia.id,
      text,
      ...(reply_markup === undefined ? {} : { reply_markup }),
    });
  return { emulator, nadia, say };
}

async function lastTap(emulator: TelegramEmulator) {
  return (await result<Update[]>(emulator, "getUpdates")).at(-1)?.callback_query;
}

describe("a scripted customer", () => {
  it("waits for what the bot says", async () => {
    const { nadia, say } = await withNadia();
    const seen = nadia.see(/going\?$/);
    await say("Where are you going?");
    expect((await seen).text).toBe("Where are you going?");
    expect(nadia.lastMessage().text).toBe("Where are you going?");
  });

  it("taps the newest button with the label and hears the answer", async () => {
    const { emulator, nadia, say } = await withNadia();
    await say("Old", buttons("Back"));
    const { message_id } = await say("New", buttons("Back", "Next"));
    const tap = await nadia.tap("Back");
    expect(await lastTap(emulator)).toMatchObject({
      id: tap.queryId,
      data: "data of Back",
      message: { message_id },
    });
    const heard = tap.answered();
    await result(emulator, "answerCallbackQuery", { callback_query_id: tap.queryId, text: "Going back" });
    expect(await heard).toEqual({ queryId: tap.queryId, text: "Going back" });
    expect(await nadia.seeAnswer(/back/)).toEqual(await heard);
  });

  it("taps on a certain message, and remembers buttons that are gone", async () => {
    const { emulator, nadia, say } = await withNadia();
    const { message_id } = await say("Old", buttons("Back"));
    await say("New", buttons("Back"));
    await nadia.tapOn(message_id, /back/i);
    expect((await lastTap(emulator))?.message.message_id).toBe(message_id);
    await result(emulator, "editMessageText", { chat_id: nadia.id, message_id, text: "No buttons" });
    expect(nadia.buttons().map(({ text }) => text)).toEqual(["Back"]);
    expect(nadia.allOldButtons().map(({ messageId, text }) => [messageId, text])).toEqual([
      [message_id, "Back"],
      [message_id + 1, "Back"],
    ]);
    await nadia.tapData(message_id, "data of Back");
    expect((await lastTap(emulator))?.data).toBe("data of Back");
  });

  it("presses keys of the reply keyboard", async () => {
    const { nadia, say } = await withNadia();
    await say("Your number?", { keyboard: [[{ text: "Share", request_contact: true }], ["Cancel"]] });
    expect(nadia.keyboardLabels()).toEqual(["Share", "Cancel"]);
    expect((await nadia.press("Share")).contact?.user_id).toBe(nadia.id);
    expect((await nadia.press(/cancel/i)).text).toBe("Cancel");
  });

  it("fails with the chat and the bot's refused calls to read", async () => {
    const { nadia, say } = await withNadia();
    await say("Where are you going?", buttons("Thailand"));
    await say("x".repeat(5000)).catch(() => undefined);
    await expect(nadia.see("Your eSIM", { timeoutMs: 30 })).rejects.toThrow(
      [
        "Waited 30 ms in vain for Nadia to see Your eSIM.",
        "The chat:",
        "👤 #1 /start ref",
        "🤖 #2 Where are you going?",
        "      [Thailand]",
        "Refused calls of the bot:",
        "sendMessage: 400 Bad Request: message is too long",
      ].join("\n"),
    );
  });

  it("acts in a group as well", async () => {
    const { emulator, nadia } = await withNadia();
    const groupId = emulator.control.addGroup({ title: "Staff", memberIds: [nadia.id] });
    const staff = nadia.inGroup(groupId);
    await staff.send("/find 1");
    await result(emulator, "sendMessage", { chat_id: groupId, text: "Found", reply_markup: buttons("Open") });
    await staff.see("Found");
    await staff.tap("Open");
    expect((await lastTap(emulator))?.message.chat.id).toBe(groupId);
    expect(nadia.messages()).toHaveLength(1);
  });

  it("gets the picture's bytes", async () => {
    const { emulator, nadia } = await withNadia();
    const own = await nadia.sendPhoto({ caption: "paid" });
    expect(() => nadia.photo()).toThrow(/sent no picture/);
    await result(emulator, "sendPhoto", { chat_id: nadia.id, photo: own.photo?.at(-1)?.file_id });
    await nadia.seePhoto();
    expect(nadia.photo().subarray(1, 4).toString()).toBe("PNG");
  });
});
