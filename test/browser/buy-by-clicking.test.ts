import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type Demo } from "../../src/sandbox/demo.ts";
import { startBrowser } from "./browser.ts";
import { readQr } from "./read-qr.ts";
import { answerUntil } from "./shopper.ts";

let folder: string;
let demo: Demo;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "esim-demo-"));
  demo = await startDemo({ port: 0, folder });
  page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(demo.url);
  await page.getByRole("button", { name: "START", exact: true }).click();
  await answerUntil(page, /Your eSIM for .*Bangladesh is ready/s);
});

afterAll(async () => {
  await browser?.close();
  await demo?.close();
  rmSync(folder, { recursive: true, force: true });
});

it("shows the QR code that the supplier issued, and buys once", async () => {
  await page.locator(".row.in .photo-button").last().click();
  const picture = await page.locator(".lightbox-picture").screenshot({ animations: "disabled" });
  await page.keyboard.press("Escape");

  const [booking, ...others] = demo.itt.control.bookings();
  expect(others, "one purchase is one booking").toEqual([]);
  expect(demo.itt.control.ledger().length, "and one charge").toBe(1);
  expect(readQr(picture)).toBe(`LPA:1$lpa.airalo.com$${booking?.eSims[0]?.matchingId ?? "nothing issued"}`);
});

it("calls no method that Telegram does not have, and leaves the browser nothing to complain about", () => {
  expect(demo.telegram.control.unknownMethods()).toEqual([]);
  expect(complaints).toEqual([]);
});

it("shows the same chat on a phone, and where a link leads before it opens", async () => {
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(demo.url);
  await phone.getByRole("button", { name: "Install on iPhone" }).last().click();
  const dialog = phone.getByRole("dialog", { name: "Open this link?" });
  expect(await dialog.innerText()).toContain("https://esimsetup.apple.com/");
  await phone.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await phone.getByRole("button", { name: "Customers" }).click();
  await phone.getByRole("button", { name: /জসিম/ }).click();
  await phone.getByRole("button", { name: "START", exact: true }).waitFor();
  await phone.close();
});
