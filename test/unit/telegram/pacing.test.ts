import { Api, GrammyError, InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPacedFetch } from "../../../src/telegram/pacing.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Telegram, that asks for the patience in `patience` first, one call after the other, and what it was asked. */
function aTelegram(...patience: readonly number[]) {
  const left = [...patience];
  const calls: { method: string; body: string; atMs: number }[] = [];
  const startedMs = Date.now();
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    const method = String(url).split("/").at(-1) ?? "";
    const bytes = init?.body as string | Uint8Array;
    const body = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
    calls.push({ method, body, atMs: Date.now() - startedMs });
    const retryAfterS = left.shift() ?? 0;
    if (retryAfterS === 0) return Response.json({ ok: true, result: { message_id: 1 } });
    const description = `Too Many Requests: retry after ${retryAfterS}`;
    const parameters = { retry_after: retryAfterS };
    return Response.json({ ok: false, error_code: 429, description, parameters }, { status: 429 });
  };
  const paced = createPacedFetch({ fetch: fetch, now: Date.now });
  const options = { apiRoot: "http://telegram.example", timeoutSeconds: 15 };
  return {
    calls,
    /** As dialogues make one for themselves: nothing is installed on it. */
    api: new Api("1:token", { ...options, fetch: paced.interactive }),
    background: new Api("1:token", { ...options, fetch: paced.bulk }),
    times: () => calls.map(({ atMs }) => atMs),
  };
}

/** What became of a call by the time it can have ended. */
async function after(ms: number, call: Promise<unknown>): Promise<unknown> {
  const ended = call.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(ms);
  return ended;
}

describe("Telegram's 429", () => {
  it("is sat out where it is short, and the call is made again, with the same bytes", async () => {
    const { api, calls } = aTelegram(2);
    const photo = new InputFile(Buffer.from("a picture"), "qr.png");
    expect(await after(2_000, api.sendPhoto(7, photo))).toMatchObject({ message_id: 1 });
    expect(calls.map(({ atMs }) => atMs)).toEqual([0, 2_000]);
    expect(calls[1]?.body).toBe(calls[0]?.body);
    expect(calls[0]?.body).toContain("a picture");
  });

  it("pauses its chat, with files and without, and no other", async () => {
    const { api, background, times } = aTelegram(3);
    const first = after(3_000, api.sendPhoto(7, new InputFile(Buffer.from("x"), "qr.png")));
    const second = background.sendMessage(7, 'say "chat_id":8');
    const other = api.sendMessage(8, "b");
    await Promise.all([first, second, other]);
    expect(times()).toEqual([0, 0, 3_000, 3_000]);
  });

  it("is thrown where it is long, and Telegram is left in peace until it is over", async () => {
    const { api, times } = aTelegram(60);
    const error = await after(0, api.sendMessage(7, "a"));
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 60 } });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await after(0, api.sendMessage(7, "a"))).toMatchObject({ parameters: { retry_after: 40 } });
    expect(times()).toEqual([0]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await after(0, api.sendMessage(7, "a"))).toMatchObject({ message_id: 1 });
  });

  it("of a call without a chat pauses that method, and not what customers are told", async () => {
    const { api, times } = aTelegram(3_000);
    expect(await after(0, api.setMyCommands([]))).toMatchObject({ error_code: 429 });
    expect(await after(0, api.setMyCommands([]))).toMatchObject({ error_code: 429 });
    expect(await after(0, api.sendMessage(7, "a"))).toMatchObject({ message_id: 1 });
    expect(await after(0, api.answerCallbackQuery("1"))).toMatchObject({ message_id: 1 });
    expect(times()).toEqual([0, 0, 0]);
  });

  it("that comes over and over is given back before the call's own time is up", async () => {
    const { api, times } = aTelegram(3, 3, 3, 3, 3);
    expect(await after(15_000, api.sendMessage(7, "a"))).toMatchObject({ error_code: 429 });
    expect(times()).toEqual([0, 3_000, 6_000]);
  });
});

it("counts what makes a message, and lets edits and answers to taps pass", async () => {
  const { api, calls } = aTelegram();
  for (let count = 0; count < 40; count += 1) {
    void api.editMessageText(7, 1, "x");
    void api.sendChatAction(7, "typing");
    void api.answerCallbackQuery("1");
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toHaveLength(120);
});

it("counts the messages of every client together: what customers wait for goes first", async () => {
  const { api, background, calls } = aTelegram();
  const all = Array.from({ length: 60 }, (_, chat) => background.sendMessage(100 + chat, "alert"));
  const tap = api.sendMessage(7, "tap");
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.some(({ body }) => body.includes("tap"))).toBe(true);
  expect(calls.length).toBeLessThan(30);
  await vi.advanceTimersByTimeAsync(3_000);
  await Promise.all([...all, tap]);
  expect(calls).toHaveLength(61);
});
