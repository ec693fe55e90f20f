import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { newestFromBot, press, write } from "./shopper.ts";
import { startTalkingBot, type TalkingBot } from "./talking-bot.ts";

let browser: Browser;
let bot: TalkingBot;
let page: Page;

const INVOICE = {
  title: "Thailand · 3 GB · 7 days",
  description: "Travel eSIM, order DT-7K3M",
  payload: "order-1",
  currency: "XTR",
  prices: [{ label: "eSIM", amount: 550 }],
};

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  bot = await startTalkingBot();
  page = await browser.newPage({ viewport: { width: 390, height: 780 } });
});
afterEach(async () => {
  await page.close();
  await bot.close();
});

async function openPage(): Promise<void> {
  await page.goto(bot.url);
  await page.locator(".row").first().waitFor();
}

/** Answers the next pre-checkout query. */
async function answerCheckout(answer: { ok: boolean; error_message?: string }): Promise<void> {
  const deadlineMs = Date.now() + 10_000;
  while (Date.now() < deadlineMs) {
    const updates = JSON.stringify(await bot.call("getUpdates", { timeout: 1, offset: -1 }));
    const id = /"pre_checkout_query":\{"id":"(\d+)"/.exec(updates)?.[1];
    if (id === undefined) continue;
    await bot.call("answerPreCheckoutQuery", { pre_checkout_query_id: id, ...answer });
    return;
  }
  throw new Error("The page asked for no payment.");
}

it("shows an invoice, asks before it is paid, and keeps the receipt", async () => {
  bot.telegram.control.setStarBalance(bot.customerId, 1_000);
  await openPage();
  await bot.call("sendInvoice", { chat_id: bot.customerId, ...INVOICE });
  await press(page, "Pay ⭐️550");
  const sheet = page.getByRole("dialog");
  expect(await sheet.innerText()).toMatch(/balance\s*⭐ 1,000[^]*Thailand · 3 GB · 7 days[^]*550 Stars/i);
  await sheet.getByRole("button", { name: "Confirm and pay" }).click();
  await answerCheckout({ ok: true });
  await page.locator(".row.service", { hasText: "You paid ⭐ 550" }).waitFor();
  await page.getByRole("button", { name: "Receipt" }).click();
  const chargeId = bot.telegram.control.charges()[0]?.payment.telegram_payment_charge_id ?? "none";
  await page.getByRole("dialog").getByText(chargeId).waitFor();
  expect(bot.telegram.control.starBalance(bot.customerId)).toBe(450);
});

it("shows why a payment was declined, and lets the customer get Stars first", async () => {
  bot.telegram.control.setStarBalance(bot.customerId, 10);
  await openPage();
  await bot.call("sendInvoice", { chat_id: bot.customerId, ...INVOICE });
  await press(page, "Pay ⭐️550");
  await page.getByRole("dialog").getByText("You need ⭐ 540 more.").waitFor();
  await page.getByRole("button", { name: "Get the missing Stars" }).click();
  await page.getByRole("button", { name: "Confirm and pay" }).click();
  await answerCheckout({ ok: false, error_message: "This order has expired." });
  await page.getByRole("dialog").getByText("This order has expired.").waitFor();
  expect(bot.telegram.control.charges()).toEqual([]);
});

it("lets staff answer and press in the support group, as whom one chooses", async () => {
  const { client, control } = bot.telegram;
  const admin = client.addUser({ firstName: "Ayesha" }).id;
  const agent = client.addUser({ firstName: "Rafi" }).id;
  const group = control.addGroup({ title: "Shop support", memberIds: [agent], adminIds: [admin] });
  await bot.call("sendMessage", {
    chat_id: group,
    text: "DT-7K3M: a slip was sent.",
    reply_markup: { inline_keyboard: [[{ text: "Paid, issue", callback_data: "paid" }]] },
  });
  await openPage();
  await page.getByRole("button", { name: "Customers and staff" }).click();
  await page.locator(".person", { hasText: "Shop support" }).click();
  await newestFromBot(page).getByText("a slip was sent").waitFor();
  await page.getByLabel("Who speaks").selectOption({ label: "Rafi" });
  await newestFromBot(page).getByRole("button", { name: "Answer this message" }).click();
  await write(page, "I look into it");
  await page.locator(".row.out", { hasText: "I look into it" }).locator(".quoted").waitFor();
  expect(control.history(group).at(-1)).toMatchObject({
    from: { id: agent },
    reply_to_message: { text: "DT-7K3M: a slip was sent." },
  });
  await page.getByLabel("Who speaks").selectOption({ label: "Ayesha · admin" });
  await page.locator(".row.in", { hasText: "I look into it" }).getByText("Rafi").first().waitFor();
  await page.getByRole("button", { name: "Paid, issue" }).click();
  await page.locator(".inline-button[aria-busy]").waitFor();
  const updates = JSON.stringify(await bot.call("getUpdates", { offset: -1 }));
  expect(updates).toMatch(new RegExp(`"callback_query":.*"from":\\{"id":${admin},`));
  expect(await page.evaluate("document.documentElement.scrollWidth"), "no sideways scrolling").toBe(390);
});

it("opens the bot's own links as START with a payload, and the demo's pages where they stand", async () => {
  await openPage();
  const keyboard = [
    [{ text: "Pay at the supplier", url: "https://pay.demo.example/pay/42?x=1" }],
    [{ text: "Back to the shop", url: "https://t.me/demo_travel_esim_bot?start=paid_42" }],
  ];
  await bot.call("sendMessage", {
    chat_id: bot.customerId,
    text: "Pay here",
    reply_markup: { inline_keyboard: keyboard },
  });
  await press(page, /Pay at the supplier/);
  const open = page.getByRole("dialog").getByRole("link", { name: "Open" });
  expect(await open.getAttribute("href")).toBe("http://127.0.0.1:9/pay/42?x=1");
  await page.keyboard.press("Escape");
  await press(page, /Back to the shop/);
  await page.locator(".row.out", { hasText: "/start paid_42" }).waitFor();
});

it("pays an invoice behind a link", async () => {
  await openPage();
  const link = JSON.parse(JSON.stringify(await bot.call("createInvoiceLink", INVOICE))) as { result: string };
  await bot.call("sendMessage", { chat_id: bot.customerId, text: `Pay at ${link.result}` });
  await newestFromBot(page).getByRole("link").click();
  await page.getByRole("button", { name: "Confirm and pay" }).click();
  await answerCheckout({ ok: true });
  await page.locator(".row.service", { hasText: "You paid ⭐ 550" }).waitFor();
});
