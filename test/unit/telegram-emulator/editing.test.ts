import { describe, expect, it } from "vitest";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const keyboard = (label: string) => ({ inline_keyboard: [[{ text: label, callback_data: "a" }]] });
const NOT_MODIFIED =
  "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

describe("editing", () => {
  it("changes text and buttons in place", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "One",
      reply_markup: keyboard("A"),
    });
    const edited = await result(emulator, "editMessageText", { chat_id: chatId, message_id, text: "Two" });
    expect(edited).toMatchObject({ message_id, text: "Two" });
    expect(edited).not.toHaveProperty("reply_markup");
    expect(emulator.control.history(chatId).map(({ text }) => text)).toEqual(["/start", "Two"]);
  });

  it("refuses an edit that changes nothing", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const same = { chat_id: chatId, text: "<b>One</b>", parse_mode: "HTML", reply_markup: keyboard("A") };
    const { message_id } = await result(emulator, "sendMessage", same);
    expect((await call(emulator, "editMessageText", { ...same, message_id })).description).toBe(NOT_MODIFIED);
    const sameMarkup = { chat_id: chatId, message_id, reply_markup: keyboard("A") };
    expect((await call(emulator, "editMessageReplyMarkup", sameMarkup)).description).toBe(NOT_MODIFIED);
    const other = { chat_id: chatId, message_id, reply_markup: keyboard("B") };
    expect((await call(emulator, "editMessageReplyMarkup", other)).ok).toBe(true);
  });

  it("tells a change of text from a change of buttons only", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "One",
      reply_markup: keyboard("A"),
    });
    const seen: string[] = [];
    emulator.client.subscribe((event) => seen.push(event.type), chatId);
    await result(emulator, "editMessageText", {
      chat_id: chatId,
      message_id,
      text: "Two",
      reply_markup: keyboard("A"),
    });
    await result(emulator, "editMessageReplyMarkup", { chat_id: chatId, message_id });
    expect(seen).toEqual(["edit", "markup"]);
  });

  it("refuses what cannot be edited", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const edit = async (message_id: number) =>
      (await call(emulator, "editMessageText", { chat_id: chatId, message_id, text: "New" })).description;
    const theirs = emulator.client.sendText(chatId, "mine");
    const withKeyboard = await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "Pick",
      reply_markup: { keyboard: [["A"]] },
    });
    expect(await edit(9999)).toBe("Bad Request: message to edit not found");
    expect(await edit(theirs.message_id)).toBe("Bad Request: message can't be edited");
    expect(await edit(withKeyboard.message_id)).toBe("Bad Request: message can't be edited");
    const plain = await result(emulator, "sendMessage", { chat_id: chatId, text: "One" });
    const caption = { chat_id: chatId, message_id: plain.message_id, caption: "x" };
    expect((await call(emulator, "editMessageCaption", caption)).description).toBe(
      "Bad Request: there is no caption in the message to edit",
    );
    expect(
      (await call(emulator, "editMessageText", { ...caption, text: "x".repeat(4097) })).description,
    ).toBe("Bad Request: MESSAGE_TOO_LONG");
  });
});

describe("deleting", () => {
  it("takes the message off the screen once", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendMessage", { chat_id: chatId, text: "One" });
    expect((await call(emulator, "deleteMessage", { chat_id: chatId, message_id })).ok).toBe(true);
    expect(emulator.control.history(chatId)).toHaveLength(1);
    expect((await call(emulator, "deleteMessage", { chat_id: chatId, message_id })).description).toBe(
      "Bad Request: message to delete not found",
    );
    const many = { chat_id: chatId, message_ids: [1, message_id] };
    expect((await call(emulator, "deleteMessages", many)).ok).toBe(true);
    expect(emulator.control.history(chatId)).toEqual([]);
  });

  it("refuses messages older than 48 hours", async () => {
    let nowMs = 1_800_000_000_000;
    const { emulator, chatId } = await emulatorWithCustomer({ now: () => nowMs });
    const { message_id } = await result(emulator, "sendMessage", { chat_id: chatId, text: "One" });
    nowMs += 48 * 3600 * 1000;
    expect((await call(emulator, "deleteMessage", { chat_id: chatId, message_id })).description).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
  });

  it("refuses all edits and deletions while told to", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendMessage", { chat_id: chatId, text: "One" });
    emulator.control.refuseEdits(true);
    expect(
      await call(emulator, "editMessageText", { chat_id: chatId, message_id, text: "Two" }),
    ).toMatchObject({
      error_code: 400,
    });
    expect(await call(emulator, "deleteMessage", { chat_id: chatId, message_id })).toMatchObject({
      error_code: 400,
    });
    emulator.control.refuseEdits(false);
    expect((await call(emulator, "deleteMessage", { chat_id: chatId, message_id })).ok).toBe(true);
  });
});
