import { describe, expect, it } from "vitest";
import { TELEGRAM_LIMITS } from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result, startedEmulator } from "./bot-caller.ts";

describe("access", () => {
  it("refuses a wrong token with 401", async () => {
    const { apiRoot } = await startedEmulator();
    const response = await fetch(`${apiRoot}/bot1:wrong/getMe`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
  });

  it("refuses an unknown method and remembers it", async () => {
    const emulator = await startedEmulator();
    const answer = await call(emulator, "sendHologram");
    expect(answer).toMatchObject({
      error_code: 404,
      description: "Not Found: method sendHologram is not emulated",
    });
    expect(emulator.control.unknownMethods()).toEqual(["sendHologram"]);
  });

  it("takes parameters from the query and from forms as well", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const url = `${emulator.apiRoot}/bot${emulator.token}/sendMessage`;
    await fetch(`${url}?chat_id=${chatId}&text=by%20query`);
    await fetch(url, {
      method: "POST",
      body: new URLSearchParams({
        chat_id: String(chatId),
        text: "by form",
        reply_markup: JSON.stringify({ inline_keyboard: [[{ text: "A", callback_data: "a" }]] }),
      }),
    });
    const [, byQuery, byForm] = emulator.control.history(chatId);
    expect(byQuery?.text).toBe("by query");
    expect(byForm).toMatchObject({
      text: "by form",
      reply_markup: { inline_keyboard: [[{ callback_data: "a" }]] },
    });
  });
});

describe("who can be written to", () => {
  it("knows no strangers", async () => {
    const emulator = await startedEmulator();
    expect(await call(emulator, "sendMessage", { chat_id: 42, text: "Hi" })).toMatchObject({
      error_code: 400,
      description: "Bad Request: chat not found",
    });
  });

  it("refuses to write to somebody who never wrote to the bot", async () => {
    const emulator = await startedEmulator();
    const { id } = emulator.client.addUser({ firstName: "Jasim" });
    expect(await call(emulator, "sendMessage", { chat_id: id, text: "Hi" })).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
  });

  it("refuses to write to somebody who blocked the bot, until they come back", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    emulator.client.block(chatId);
    expect(await call(emulator, "sendMessage", { chat_id: chatId, text: "Hi" })).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot was blocked by the user",
    });
    emulator.client.start(chatId);
    expect(await call(emulator, "sendMessage", { chat_id: chatId, text: "Hi" })).toMatchObject({ ok: true });
  });
});

describe("limits of a message", () => {
  it.each([
    [{ text: "" }, "message text is empty"],
    [{ text: "  \n " }, "text must be non-empty"],
    [{ text: "x".repeat(4097) }, "message is too long"],
    [{ text: "x", parse_mode: "BBCode" }, "unsupported parse_mode"],
    [{ text: "x", parse_mode: "MarkdownV2" }, "emulator: Markdown is not emulated; send entities or HTML"],
    [
      { text: "hello", entities: [{ type: "loud", offset: 0, length: 1 }] },
      "can't parse MessageEntity: Unsupported type specified",
    ],
    [
      { text: "hello", entities: [{ type: "bold", offset: 9, length: 1 }] },
      "entity begins after the end of the text at UTF-16 offset 9",
    ],
    [
      { text: "hello", entities: [{ type: "bold", offset: 2, length: 9 }] },
      "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 11",
    ],
    [
      { text: "🇹🇭 hello", entities: [{ type: "bold", offset: 0, length: 3 }] },
      "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 7",
    ],
    [
      {
        text: "here",
        entities: [{ type: "text_link", offset: 0, length: 4, url: "http://localhost:8080/x" }],
      },
      "entity URL 'http://localhost:8080/x' is invalid: Wrong HTTP URL",
    ],
    [{ text: "x", reply_parameters: { message_id: 999 } }, "message to be replied not found"],
    [{ text: "x", message_thread_id: 999 }, "message thread not found"],
  ])("refuses %j", async (params, problem) => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const answer = await call(emulator, "sendMessage", { chat_id: chatId, ...params });
    expect(answer.description).toBe(`Bad Request: ${problem}`);
    expect(emulator.control.history(chatId)).toHaveLength(1);
  });

  it("takes 4096 characters after the markup is gone, counted in UTF-16 units", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const text = `<b>${"x".repeat(4094)}😀</b>`;
    const message = await result<{ text: string }>(emulator, "sendMessage", {
      chat_id: chatId,
      text,
      parse_mode: "HTML",
    });
    expect(message.text).toHaveLength(4096);
  });

  it("cuts blank ends and moves the entities along", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const entities = [{ type: "bold", offset: 2, length: 5 }];
    const message = await result(emulator, "sendMessage", { chat_id: chatId, text: "\n hello  ", entities });
    expect(message).toMatchObject({ text: "hello", entities: [{ type: "bold", offset: 0, length: 5 }] });
  });
});

describe("sending limits", () => {
  it("answers 429 to a second message within a second, when limits are on", async () => {
    let nowMs = 1_800_000_000_000;
    const { emulator, chatId } = await emulatorWithCustomer({ now: () => nowMs, limits: TELEGRAM_LIMITS });
    const send = () => call(emulator, "sendMessage", { chat_id: chatId, text: "Hi" });
    expect((await send()).ok).toBe(true);
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: "Too Many Requests: retry after 1",
      parameters: { retry_after: 1 },
    });
    nowMs += 1000;
    expect((await send()).ok).toBe(true);
  });
});
