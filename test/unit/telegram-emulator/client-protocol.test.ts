import { describe, expect, it } from "vitest";
import type {
  ClientChat,
  ClientEvent,
  TelegramEmulator,
  Update,
} from "../../../src/sandbox/telegram-emulator/index.ts";
import { emulatorWithCustomer, result, startedEmulator } from "./bot-caller.ts";

async function get<T>(emulator: TelegramEmulator, path: string): Promise<T> {
  return (await (await fetch(`${emulator.apiRoot}/client${path}`)).json()) as T;
}

async function post(emulator: TelegramEmulator, path: string, body: object = {}) {
  const response = await fetch(`${emulator.apiRoot}/client${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Reads events off the stream until `count` have come. */
async function readEvents(
  emulator: TelegramEmulator,
  userId: number,
  count: number,
  act: () => Promise<unknown>,
) {
  const stop = new AbortController();
  const response = await fetch(`${emulator.apiRoot}/client/events?userId=${userId}`, { signal: stop.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const acting = act();
  const events: ClientEvent[] = [];
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const parts = (rest + Buffer.from(chunk as Uint8Array).toString()).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts)
      if (part.startsWith("data: ")) events.push(JSON.parse(part.slice(6)) as ClientEvent);
    if (events.length >= count) break;
  }
  await acting;
  stop.abort();
  return events;
}

describe("customers", () => {
  it("come into being and are listed", async () => {
    const emulator = await startedEmulator();
    const { body } = await post(emulator, "/users", {
      firstName: "জসিম",
      languageCode: "bn",
      phone: "+8801711000000",
    });
    expect(body).toEqual({
      id: expect.any(Number) as number,
      firstName: "জসিম",
      languageCode: "bn",
      phone: "+8801711000000",
    });
    expect(Number(body["id"])).toBeGreaterThan(2 ** 32);
    expect(await get(emulator, "/users")).toEqual([body]);
    expect(await post(emulator, "/users", { firstName: "" })).toMatchObject({ status: 400 });
  });
});

describe("a chat", () => {
  it("shows messages of both sides, marked, without what was deleted", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendMessage", { chat_id: chatId, text: "Gone" });
    await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "Hello",
      reply_markup: { keyboard: [["Yes"]] },
    });
    await result(emulator, "deleteMessage", { chat_id: chatId, message_id });
    expect((await post(emulator, `/chats/${chatId}/text`, { text: "Hi" })).status).toBe(200);
    const chat = await get<ClientChat>(emulator, `/chats/${chatId}`);
    expect(chat.messages.map(({ text, outgoing }) => [text, outgoing])).toEqual([
      ["/start", true],
      ["Hello", undefined],
      ["Hi", true],
    ]);
    expect(chat).toMatchObject({
      replyKeyboard: { keyboard: [[{ text: "Yes" }]] },
      typing: false,
      blocked: false,
    });
  });

  it("takes everything a customer can send", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const chat = `/chats/${chatId}`;
    expect((await post(emulator, `${chat}/contact`, { own: true })).body).toMatchObject({
      contact: { user_id: chatId },
    });
    expect((await post(emulator, `${chat}/contact`, { phoneNumber: "+1", firstName: "B" })).status).toBe(200);
    expect((await post(emulator, `${chat}/sticker`)).body).toMatchObject({ sticker: { type: "regular" } });
    expect((await post(emulator, `${chat}/photo`)).body).toMatchObject({ photo: [{}, { width: 64 }] });
    const { body } = await post(emulator, `${chat}/text`, { text: "frist" });
    expect(
      (await post(emulator, `${chat}/edit`, { messageId: body["message_id"], text: "first" })).status,
    ).toBe(200);
    const updates = await result<Update[]>(emulator, "getUpdates");
    expect(updates.at(-1)?.edited_message).toMatchObject({
      text: "first",
      edit_date: expect.any(Number) as number,
    });
  });

  it("sends a start payload, and cuts what is longer than a message", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    expect((await post(emulator, `/chats/${chatId}/start`, { payload: "ref_1" })).body).toMatchObject({
      text: "/start ref_1",
      entities: [{ type: "bot_command", offset: 0, length: 6 }],
    });
    expect((await post(emulator, `/chats/${chatId}/start`, { payload: "not allowed" })).status).toBe(400);
    await post(emulator, `/chats/${chatId}/text`, { text: "x".repeat(5000) });
    expect(
      emulator.control
        .history(chatId)
        .slice(-2)
        .map(({ text }) => text?.length),
    ).toEqual([4096, 904]);
    expect((await post(emulator, `/chats/${chatId}/text`, { text: "  " })).status).toBe(400);
  });

  it("can be blocked and unblocked, and the bot hears of it", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    await post(emulator, `/chats/${chatId}/block`);
    expect(await get(emulator, `/chats/${chatId}`)).toMatchObject({ blocked: true });
    expect(await post(emulator, `/chats/${chatId}/text`, { text: "x" })).toMatchObject({ status: 400 });
    await post(emulator, `/chats/${chatId}/unblock`);
    const updates = await result<Update[]>(emulator, "getUpdates");
    expect(updates.flatMap(({ my_chat_member }) => my_chat_member?.new_chat_member.status ?? [])).toEqual([
      "kicked",
      "member",
    ]);
  });

  it("says what is wrong", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    expect((await post(emulator, "/chats/1/text", { text: "x" })).body).toEqual({
      error: "There is no customer 1.",
    });
    expect((await post(emulator, `/chats/${chatId}/dance`)).status).toBe(404);
    expect((await post(emulator, `/chats/${chatId}/tap`, { messageId: "x" })).status).toBe(400);
    expect((await fetch(`${emulator.apiRoot}/client/files/none`)).status).toBe(404);
  });
});

describe("events", () => {
  it("come as they happen, typing and keyboards included", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const events = await readEvents(emulator, chatId, 6, async () => {
      await result(emulator, "sendChatAction", { chat_id: chatId, action: "typing" });
      const { message_id } = await result(emulator, "sendMessage", {
        chat_id: chatId,
        text: "One",
        reply_markup: { keyboard: [["A"]] },
      });
      await result(emulator, "deleteMessage", { chat_id: chatId, message_id });
    });
    expect(events.map(({ type }) => type)).toEqual([
      "typing",
      "typing",
      "message",
      "replyKeyboard",
      "delete",
      "replyKeyboard",
    ]);
    expect(events[1]).toEqual({ type: "typing", userId: chatId, typing: false });
    expect(events[2]).toMatchObject({ userId: chatId, message: { text: "One", from: { is_bot: true } } });
    expect(events[5]).toEqual({ type: "replyKeyboard", userId: chatId, replyKeyboard: null });
  });

  it("bring the answer to a tap", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const reply_markup = { inline_keyboard: [[{ text: "A", callback_data: "a" }]] };
    const { message_id } = await result(emulator, "sendMessage", {
      chat_id: chatId,
      text: "One",
      reply_markup,
    });
    let queryId: unknown;
    const events = await readEvents(emulator, chatId, 1, async () => {
      const tap = { messageId: message_id, row: 0, column: 0 };
      queryId = (await post(emulator, `/chats/${chatId}/tap`, tap)).body["queryId"];
      await result(emulator, "answerCallbackQuery", { callback_query_id: queryId, text: "Ok" });
    });
    expect(events).toEqual([{ type: "callbackAnswer", userId: chatId, queryId, text: "Ok" }]);
  });
});

describe("the bot's menu", () => {
  it("is the one for the customer's language, or else the common one", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const set = (description: string, more: object) =>
      result(emulator, "setMyCommands", { commands: [{ command: "start", description }], ...more });
    await set("Everybody", {});
    const described = async (query: string) =>
      (await get<{ commands: { description: string }[] }>(emulator, `/bot?${query}`)).commands[0]
        ?.description;
    expect(await described("language=bn")).toBe("Everybody");
    await set("Private", { scope: { type: "all_private_chats" } });
    await set("বাংলা", { scope: { type: "all_private_chats" }, language_code: "bn" });
    await set("Admin", { scope: { type: "chat", chat_id: chatId } });
    expect(await described("language=bn")).toBe("বাংলা");
    expect(await described("language=de")).toBe("Private");
    expect(await described(`language=bn&userId=${chatId}`)).toBe("Admin");
    await result(emulator, "deleteMyCommands", { scope: { type: "chat", chat_id: chatId } });
    expect(await described(`language=bn&userId=${chatId}`)).toBe("বাংলা");
  });
});
