import { startChatPage } from "../../src/sandbox/chat-page/index.ts";
import { startTelegramEmulator, type TelegramEmulator } from "../../src/sandbox/telegram-emulator/index.ts";

/** The page with an emulated Telegram behind it, and a bot that says what the test tells it to. */
export interface TalkingBot {
  url: string;
  telegram: TelegramEmulator;
  customerId: number;
  /** Calls a method of the Bot API; throws on a refusal. */
  call(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts it with one customer, Nadia, who has pressed START. */
export async function startTalkingBot(): Promise<TalkingBot> {
  const telegram = await startTelegramEmulator({ botName: "Demo Travel" });
  const customer = telegram.client.addUser({
    firstName: "Nadia",
    languageCode: "en",
    phone: "+8801966330000",
  });
  telegram.client.start(customer.id);
  const page = await startChatPage({
    port: 0,
    telegramRoot: telegram.apiRoot,
    troubles: [],
    pages: [{ from: "https://pay.demo.example/pay/", to: "http://127.0.0.1:9/pay/" }],
  });
  return {
    url: page.url,
    telegram,
    customerId: customer.id,
    async call(method, params) {
      const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(params),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer)}`);
      return answer;
    },
    async close() {
      await page.close();
      await telegram.close();
    },
  };
}
