import { describe, expect, it } from "vitest";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const withButton = (button: object) => ({ text: "x", reply_markup: { inline_keyboard: [[button]] } });

describe("inline buttons", () => {
  it.each([
    [{ callback_data: "a" }, `can't parse inline keyboard button: Can't find field "text"`],
    [{ text: "A" }, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
    [
      { text: "A", callback_data: "" },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [{ text: "A", callback_data: "x".repeat(65) }, "BUTTON_DATA_INVALID"],
    [{ text: "A", callback_data: "ক".repeat(22) }, "BUTTON_DATA_INVALID"],
    [{ text: "A", url: "not-a-url" }, "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"],
    [
      { text: "A", url: "http://localhost/x" },
      "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    ],
    [
      { text: "A", url: "http://127.0.0.1:8080/" },
      "inline keyboard button URL 'http://127.0.0.1:8080/' is invalid: Wrong HTTP URL",
    ],
    [
      { text: "A", url: "ftp://example.com" },
      "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ],
    [{ text: "A", copy_text: { text: "" } }, "BUTTON_COPY_TEXT_INVALID"],
    [{ text: "A", copy_text: { text: "x".repeat(257) } }, "BUTTON_COPY_TEXT_INVALID"],
    [{ text: "A", pay: true }, "BUTTON_TYPE_INVALID"],
    [
      { text: "A", callback_data: "a", url: "https://example.com" },
      "emulator: an inline button must have exactly one action",
    ],
  ])("refuses %j", async (button, problem) => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const answer = await call(emulator, "sendMessage", { chat_id: chatId, ...withButton(button) });
    expect(answer).toMatchObject({ ok: false, error_code: 400, description: `Bad Request: ${problem}` });
  });

  it.each([
    [{ text: "A", callback_data: "x".repeat(64) }, { callback_data: "x".repeat(64) }],
    [{ text: "A", url: "https://example.com" }, { url: "https://example.com/" }],
    [{ text: "A", url: "tg://resolve?domain=x" }, { url: "tg://resolve?domain=x" }],
    [{ text: "A", copy_text: { text: "x".repeat(256) } }, { copy_text: { text: "x".repeat(256) } }],
  ])("takes %j", async (button, shown) => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const message = await result(emulator, "sendMessage", { chat_id: chatId, ...withButton(button) });
    expect(message).toMatchObject({ reply_markup: { inline_keyboard: [[{ text: "A", ...shown }]] } });
  });

  it("takes 100 buttons and refuses 101", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => [{ text: "A", callback_data: String(i) }]);
    const send = (count: number) =>
      call(emulator, "sendMessage", {
        chat_id: chatId,
        text: "x",
        reply_markup: { inline_keyboard: rows(count) },
      });
    expect((await send(100)).ok).toBe(true);
    expect((await send(101)).description).toBe("Bad Request: reply markup is too long");
  });
});

describe("reply keyboards", () => {
  const contactKeyboard = {
    keyboard: [[{ text: "Share my number", request_contact: true }], ["Cancel"]],
    resize_keyboard: true,
    one_time_keyboard: true,
    is_persistent: true,
  };

  it("stays in the chat until it is removed, and never in the message", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const sent = await result<object>(emulator, "sendMessage", {
      chat_id: chatId,
      text: "Your number?",
      reply_markup: { ...contactKeyboard, one_time_keyboard: false },
    });
    expect(sent).not.toHaveProperty("reply_markup");
    expect(emulator.client.chat(chatId).replyKeyboard).toEqual({
      keyboard: [[{ text: "Share my number", request_contact: true }], [{ text: "Cancel" }]],
      resize_keyboard: true,
      is_persistent: true,
    });
    emulator.client.sendText(chatId, "Cancel");
    expect(emulator.client.chat(chatId).replyKeyboard).not.toBeNull();
    await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "Ok",
      reply_markup: { remove_keyboard: true },
    });
    expect(emulator.client.chat(chatId).replyKeyboard).toBeNull();
  });

  it("folds away after one use, and goes with its message", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const ask = () =>
      result(emulator, "sendMessage", {
        chat_id: chatId,
        text: "Your number?",
        reply_markup: contactKeyboard,
      });
    await ask();
    emulator.client.shareContact(chatId, { own: true });
    expect(emulator.client.chat(chatId).replyKeyboard).toBeNull();
    const { message_id } = await ask();
    await result(emulator, "deleteMessage", { chat_id: chatId, message_id });
    expect(emulator.client.chat(chatId).replyKeyboard).toBeNull();
  });

  it("asks for a phone number in private chats only", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const group = emulator.control.addGroup({ title: "Support", memberIds: [chatId] });
    const answer = await call(emulator, "sendMessage", {
      chat_id: group,
      text: "x",
      reply_markup: contactKeyboard,
    });
    expect(answer.description).toBe("Bad Request: phone number can be requested in private chats only");
  });

  it("gives the shared number as Telegram does, with the owner's id", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const own = emulator.client.shareContact(chatId, { own: true });
    expect(own.contact).toEqual({
      phone_number: "8801966330000",
      first_name: "Nadia",
      last_name: "Rahman",
      user_id: chatId,
    });
    const other = emulator.client.shareContact(chatId, { phoneNumber: "+14155550101", firstName: "Bob" });
    expect(other.contact).toEqual({ phone_number: "+14155550101", first_name: "Bob" });
  });
});
