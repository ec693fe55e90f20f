import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startChatPage } from "../../src/sandbox/chat-page/index.ts";
import { startTalkingBot, type TalkingBot } from "./talking-bot.ts";

let bot: TalkingBot;
beforeEach(async () => {
  bot = await startTalkingBot();
});
afterEach(async () => {
  await bot.close();
});

it("serves the page with a policy that lets nothing in from outside", async () => {
  const response = await fetch(bot.url);
  expect(response.headers.get("content-type")).toContain("text/html");
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  for (const file of ["/app.js", "/style.css", "/wallpaper.svg", "/parts/store.js"]) {
    expect((await fetch(bot.url + file)).status, file).toBe(200);
  }
});

it("serves nothing but its own files", async () => {
  for (const path of [
    "/page-server.ts",
    "/../page-server.ts",
    "/..%2fpage-server.ts",
    "/%2e%2e/page-server.ts",
  ]) {
    expect(await statusOf(path), path).toBeGreaterThanOrEqual(400);
  }
});

it("hands the customer's side of the emulated Telegram on, and not the bot's", async () => {
  const users: unknown = await (await fetch(`${bot.url}/client/users`)).json();
  expect(users).toMatchObject([{ firstName: "Nadia" }]);
  expect((await fetch(`${bot.url}/bot${bot.telegram.token}/getMe`)).status).toBe(404);
});

it("refuses another site's name and another site's requests", async () => {
  expect(await statusOf("/client/users", { host: "rebound.example" })).toBe(403);
  expect(await statusOf("/client/users", { origin: "https://elsewhere.example" })).toBe(403);
});

it("streams events as they happen", async () => {
  const stream = await fetch(`${bot.url}/client/events`);
  const reader = stream.body?.getReader();
  bot.telegram.client.sendText(bot.customerId, "hello from the stream");
  let seen = "";
  while (reader !== undefined && !seen.includes("hello from the stream")) {
    seen += Buffer.from((await reader.read()).value ?? []).toString();
  }
  await reader?.cancel();
});

it("takes the next port where the wanted one is taken", async () => {
  const occupant = createServer().listen(0, "127.0.0.1");
  await once(occupant, "listening");
  const address = occupant.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const page = await startChatPage({ port, telegramRoot: bot.telegram.apiRoot, troubles: [] });
  expect(page.port).toBeGreaterThan(port);
  await page.close();
  occupant.close();
});

/** fetch() would tidy the path and refuse these headers. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(bot.url);
  const sent = request({ hostname, port, path, headers }).end();
  const answered = new Promise<number>((resolve, reject) => {
    sent.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
  });
  return answered;
}
