import { onTestFinished } from "vitest";
import {
  startTelegramEmulator,
  type TelegramEmulator,
  type TelegramEmulatorOptions,
} from "../../../src/sandbox/telegram-emulator/index.ts";

/** The JSON of an answer, loosely: tests look at the parts they care for. */
export interface BotAnswer {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
}

/** An emulator that ends with the test. */
export async function startedEmulator(options: TelegramEmulatorOptions = {}): Promise<TelegramEmulator> {
  const emulator = await startTelegramEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Calls a method over HTTP with a JSON body. */
export async function call(
  emulator: TelegramEmulator,
  method: string,
  params: object = {},
): Promise<BotAnswer> {
  const response = await fetch(`${emulator.apiRoot}/bot${emulator.token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return (await response.json()) as BotAnswer;
}

/** Calls a method that must succeed, and gives its result as a `T` to look at. */
export async function result<T = { message_id: number }>(
  emulator: TelegramEmulator,
  method: string,
  params: object = {},
): Promise<T> {
  const answer = await call(emulator, method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error_code} ${answer.description}`);
  return answer.result as T;
}

/** An emulator with one customer who has written to the bot. */
export async function emulatorWithCustomer(
  options: TelegramEmulatorOptions = {},
): Promise<{ emulator: TelegramEmulator; chatId: number }> {
  const emulator = await startedEmulator(options);
  const { id } = emulator.client.addUser({
    firstName: "Nadia",
    lastName: "Rahman",
    languageCode: "en",
    phone: "+880 1966 330000",
  });
  emulator.client.start(id);
  return { emulator, chatId: id };
}
