import { expect, it } from "vitest";
import type { Update } from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid";
const keyboard = {
  inline_keyboard: [[{ text: "A", callback_data: "a" }], [{ text: "Web", url: "https://example.com" }]],
};

async function withTap(now?: () => number) {
  const { emulator, chatId } = await emulatorWithCustomer(now === undefined ? {} : { now });
  const { message_id } = await result(emulator, "sendMessage", {
    chat_id: chatId,
    text: "One",
    reply_markup: keyboard,
  });
  const { queryId } = emulator.client.tap(chatId, { messageId: message_id, row: 0, column: 0 });
  return { emulator, chatId, message_id, queryId };
}

it("asks the bot with the whole message, and shows nothing in the chat", async () => {
  const { emulator, chatId, message_id, queryId } = await withTap();
  const updates = await result<Update[]>(emulator, "getUpdates");
  expect(updates.at(-1)?.callback_query).toMatchObject({
    id: queryId,
    from: { id: chatId },
    data: "a",
    message: { message_id, text: "One", chat: { id: chatId }, reply_markup: keyboardShown },
  });
  expect(emulator.control.history(chatId)).toHaveLength(2);
});

const keyboardShown = {
  inline_keyboard: [[{ text: "A", callback_data: "a" }], [{ text: "Web", url: "https://example.com/" }]],
};

it("hands the answer to the customer once", async () => {
  const { emulator, chatId, queryId } = await withTap();
  const seen: unknown[] = [];
  emulator.client.subscribe((event) => seen.push(event), chatId);
  const answer = { callback_query_id: queryId, text: "Done", show_alert: true };
  expect((await call(emulator, "answerCallbackQuery", answer)).ok).toBe(true);
  expect((await call(emulator, "answerCallbackQuery", answer)).description).toBe(TOO_OLD);
  expect(seen).toEqual([{ type: "callbackAnswer", userId: chatId, queryId, text: "Done", showAlert: true }]);
});

it("refuses answers to unknown and to old queries, and long ones", async () => {
  let nowMs = 1_800_000_000_000;
  const { emulator, queryId } = await withTap(() => nowMs);
  expect((await call(emulator, "answerCallbackQuery", { callback_query_id: "1" })).description).toBe(TOO_OLD);
  const long = { callback_query_id: queryId, text: "x".repeat(201) };
  expect((await call(emulator, "answerCallbackQuery", long)).description).toBe(
    "Bad Request: MESSAGE_TOO_LONG",
  );
  nowMs += 150_001;
  expect((await call(emulator, "answerCallbackQuery", { callback_query_id: queryId })).description).toBe(
    TOO_OLD,
  );
  // Nor does a tap that nobody fetched in time arrive any more.
  const updates = await result<Update[]>(emulator, "getUpdates");
  expect(updates.map((update) => Object.keys(update)[1])).toEqual(["message"]);
});

it("lets a button be tapped that is gone by now, by its data", async () => {
  const { emulator, chatId, message_id } = await withTap();
  await result(emulator, "deleteMessage", { chat_id: chatId, message_id });
  emulator.client.tap(chatId, { messageId: message_id, data: "a" });
  const updates = await result<Update[]>(emulator, "getUpdates");
  expect(updates.at(-1)?.callback_query?.message).toEqual({
    chat: { id: chatId, type: "private", first_name: "Nadia", last_name: "Rahman" },
    message_id,
    date: 0,
  });
});

it("does not tap buttons that open, copy or do not exist", async () => {
  const { emulator, chatId, message_id } = await withTap();
  expect(() => emulator.client.tap(chatId, { messageId: message_id, row: 1, column: 0 })).toThrow(
    /asks the bot nothing/,
  );
  expect(() => emulator.client.tap(chatId, { messageId: message_id, row: 7, column: 0 })).toThrow(
    /no button/,
  );
});
