import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { newestFromBot, press, write } from "./shopper.ts";
import { startTalkingBot, type TalkingBot } from "./talking-bot.ts";

let browser: Browser;
let bot: TalkingBot;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  bot = await startTalkingBot();
  page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(bot.url);
  await page.locator(".row").first().waitFor();
});
afterEach(async () => {
  await page.close();
  await bot.close();
});

const say = (text: string, more: Readonly<Record<string, unknown>> = {}) =>
  bot.call("sendMessage", { chat_id: bot.customerId, text, ...more });
const newestMessageId = () => bot.telegram.control.history(bot.customerId).at(-1)?.message_id;
const buttons = (...labels: string[]) => ({
  reply_markup: { inline_keyboard: labels.map((text) => [{ text, callback_data: text }]) },
});

async function lastQueryId(): Promise<string> {
  const answer = await bot.call("getUpdates", {
    timeout: 10,
    allowed_updates: ["callback_query"],
    offset: 0,
  });
  const ids = [...JSON.stringify(answer).matchAll(/"callback_query":\{"id":"(\d+)"/g)];
  return ids.at(-1)?.[1] ?? "none";
}

it("shows what is written letter by letter, never as markup", async () => {
  const nasty = `<img src=x onerror="document.title='broken into'"><b>bold</b>`;
  await write(page, nasty);
  await page.locator(".row.out", { hasText: "onerror" }).waitFor();
  await say(nasty);
  await newestFromBot(page).getByText(nasty).waitFor();
  expect(await page.locator(".log img").count()).toBe(0);
  expect(await page.title()).not.toContain("broken");
});

it("shows formatting, with entities inside entities", async () => {
  await say("<b>bold <i>both</i></b> <code>8910</code>", { parse_mode: "HTML" });
  await newestFromBot(page).locator("strong em", { hasText: "both" }).waitFor();
  expect(await newestFromBot(page).locator("code").innerText()).toBe("8910");
});

it("edits a bot's message in place, silently", async () => {
  await say("First words", buttons("Go"));
  await newestFromBot(page).getByText("First words").waitFor();
  const before = await page.locator(".row").count();
  await bot.call("editMessageText", {
    chat_id: bot.customerId,
    message_id: newestMessageId(),
    text: "Second words",
  });
  await newestFromBot(page).getByText("Second words").waitFor();
  expect(await page.locator(".row").count()).toBe(before);
  expect(await newestFromBot(page).getByRole("button").count()).toBe(0);
  expect(await newestFromBot(page).innerText()).not.toContain("edited");
});

it("shows the answer to a tap as a toast, or as an alert that Esc closes", async () => {
  await say("Choose", buttons("Toast", "Alert"));
  await press(page, "Toast");
  await bot.call("answerCallbackQuery", { callback_query_id: await lastQueryId(), text: "A short note" });
  await page.getByRole("status").getByText("A short note").waitFor();
  await press(page, "Alert");
  await page.locator(".inline-button[aria-busy]", { hasText: "Alert" }).waitFor();
  await bot.call("answerCallbackQuery", {
    callback_query_id: await lastQueryId(),
    text: "Read me",
    show_alert: true,
  });
  await page.getByRole("dialog").getByText("Read me").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

it("asks before it shares the customer's number", async () => {
  const keyboard = [[{ text: "Share my number", request_contact: true }]];
  await say("Your number?", { reply_markup: { keyboard, one_time_keyboard: true } });
  await page.getByRole("button", { name: "Share my number" }).click();
  expect(bot.telegram.control.history(bot.customerId).at(-1)?.contact).toBeUndefined();
  await page.getByRole("dialog").getByRole("button", { name: "Share" }).click();
  await page.locator(".row.out .card", { hasText: "+8801966330000" }).waitFor();
  expect(await page.getByRole("button", { name: "Share my number" }).isVisible()).toBe(false);
});

it("marks what another customer has not read", async () => {
  const other = bot.telegram.client.addUser({ firstName: "Rafi", languageCode: "bn" });
  bot.telegram.client.start(other.id);
  await bot.call("sendMessage", { chat_id: other.id, text: "For Rafi only" });
  const entry = page.locator(".person", { hasText: "Rafi" });
  await entry.locator(".badge", { hasText: "1" }).waitFor();
  expect(await page.getByRole("log").innerText()).not.toContain("For Rafi only");
  await entry.click();
  await page.getByRole("log").getByText("For Rafi only").waitFor();
  await entry.locator(".badge").waitFor({ state: "detached" });
});

it("works with the keyboard alone", async () => {
  await say("Choose", buttons("First", "Second"));
  await newestFromBot(page).getByRole("button", { name: "Second" }).waitFor();
  await page.getByRole("textbox", { name: "Message" }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".inline-button[aria-busy]", { hasText: "First" }).waitFor();
  await page.keyboard.press("Tab");
  const outline = "getComputedStyle(document.activeElement).outlineStyle";
  expect(await page.evaluate(outline), "the focus is visible").toBe("solid");
});

it("makes a new customer, who starts the chat with START", async () => {
  await page.getByRole("button", { name: "New customer" }).click();
  await page.getByLabel("First name").fill("Tareq");
  await page.getByLabel("Phone, with country code").fill("+880 17 1234 5678");
  await page.getByLabel("Language of the Telegram app").selectOption("bn");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "START", exact: true }).click();
  await page.locator(".row.out", { hasText: "/start" }).waitFor();
  const user = bot.telegram.client.users().find(({ firstName }) => firstName === "Tareq");
  expect(user).toMatchObject({ languageCode: "bn", phone: "+8801712345678" });
});
