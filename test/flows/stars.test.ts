import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { speakBengali } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { reachConfirm } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { buyEsim, reachTopupConfirm, topupPosts } from "../support/topup.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const STARS = { PAYMENT_METHODS: "telegram", STARS_RATE: "BDT:0.55" };
const inLast = { inLast: true } as const;
const RICH = 100_000;

/** From /buy to the invoice. */
async function reachInvoice(shop: Shop, customer: Customer): Promise<number> {
  shop.telegram.control.setStarBalance(customer.id, RICH);
  await reachConfirm(customer);
  return takeInvoice(shop, customer);
}

async function takeInvoice(shop: Shop, customer: Customer): Promise<number> {
  await customer.tap(/^⭐ /, inLast);
  return waitUntil(() => invoiceOf(shop, customer)?.message_id, { what: "an invoice" });
}

function invoiceOf(shop: Shop, customer: Customer) {
  return shop.telegram.control.history(customer.id).findLast(({ invoice }) => invoice !== undefined);
}

/** Makes the time for paying look over; `isToldNow` also has the job look at once. */
function endTime(shop: Shop, customer: Customer, isToldNow: boolean): void {
  const db = new Database(shop.databaseFile, { timeout: 5_000 });
  const { id } = newestOrder(shop, customer.id);
  db.prepare("update orders set payment_due_at_ms = 1 where id = ?").run(id);
  if (isToldNow)
    db.prepare("update jobs set run_at_ms = 0 where kind = 'payment-deadline' and key = ?").run(id);
  db.close();
}

const balance = (shop: Shop, { id }: Customer) => shop.telegram.control.starBalance(id);
const charges = (shop: Shop, { id }: Customer) =>
  shop.telegram.control.charges().filter(({ userId }) => userId === id);
const bookings = (shop: Shop) => shop.itt.control.bookings().length;

/** What the ledger says of a customer's account, in the order's own currency. */
function owed(shop: Shop, { id }: Customer): number {
  const rows = readRows<{ amount_minor: number }>(
    shop,
    "select amount_minor from ledger where customer_id = ?",
    id,
  );
  return rows.reduce((sum, row) => sum + row.amount_minor, 0);
}

describe("an order paid in Telegram Stars", () => {
  const shop = useShop({ environment: STARS });

  it("is sent when the payment is here: whole Stars rounded up, and the books are even", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    const { charged_minor } = newestOrder(shop(), nadia.id);
    const stars = Math.ceil(((charged_minor ?? 0) * 55) / 10_000);
    expect(invoiceOf(shop(), nadia)?.invoice).toMatchObject({ currency: "XTR", total_amount: stars });
    const before = bookings(shop());
    expect(await nadia.pay()).toMatchObject({ isPaid: true });
    await nadia.see("Your payment is here");
    await nadia.seePhoto({ timeoutMs: 30_000 });
    expect(balance(shop(), nadia)).toBe(RICH - stars);
    expect(bookings(shop()) - before).toBe(1);
    expect(owed(shop(), nadia)).toBe(0);
    await nadia.send("/orders");
    await nadia.see(`(⭐ ${stars})`, inLast);
    await nadia.tap(/^1\. /, inLast);
    await nadia.tap("🧾 Receipt", inLast);
    await nadia.see(`Paid with ${stars} Telegram Stars`, inLast);
  });

  it("is told in Bengali too", async () => {
    const jasim = shop().customer({ firstName: "Jasim" });
    await reachInvoice(shop(), jasim);
    await speakBengali(jasim);
    await jasim.pay();
    await jasim.see("আপনার টাকা পেয়েছি");
    await jasim.seePhoto({ timeoutMs: 30_000 });
  });

  it("is declined at the checkout once its time is over, and its invoice goes", async () => {
    const nadia = shop().customer();
    const invoice = await reachInvoice(shop(), nadia);
    endTime(shop(), nadia, false);
    expect(await nadia.pay()).toMatchObject({ isPaid: false, errorMessage: /can no longer be paid/ });
    endTime(shop(), nadia, true);
    await nadia.see("no payment came in time");
    const isGone = () => !nadia.messages().some(({ message_id }) => message_id === invoice);
    await waitUntil(isGone, { what: "the invoice to go" });
    // A phone that still shows it can pay no more.
    await nadia.send("/language");
    await nadia.tap("বাংলা");
    await nadia.see("ভ্রমণ eSIM");
    const late = await shop().telegram.client.pay(nadia.id, invoice);
    expect(late).toMatchObject({ isPaid: false, errorMessage: /কোনো স্টার কাটা হয়নি/ });
    expect(balance(shop(), nadia)).toBe(RICH);
  });

  it("cannot be paid with an invoice whose price is no longer right", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    const db = new Database(shop().databaseFile, { timeout: 5_000 });
    db.prepare("update orders set charged_minor = charged_minor * 2 where customer_id = ?").run(nadia.id);
    db.close();
    expect(await nadia.pay()).toMatchObject({
      isPaid: false,
      errorMessage: /price of this order has changed/,
    });
    expect(charges(shop(), nadia)).toEqual([]);
  });

  it("counts a payment once, however often Telegram tells it", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    const before = bookings(shop());
    shop().telegram.control.duplicateUpdates(true);
    await nadia.pay();
    await nadia.seePhoto({ timeoutMs: 30_000 });
    shop().telegram.control.duplicateUpdates(false);
    expect(bookings(shop()) - before).toBe(1);
    expect(charges(shop(), nadia)).toMatchObject([{ isRefunded: false }]);
    expect(nadia.transcript()).not.toContain("paid twice");
  });

  it("takes one of two payments and gives the other back", async () => {
    const nadia = shop().customer();
    const invoice = await reachInvoice(shop(), nadia);
    const before = bookings(shop());
    const release = shop().telegram.control.holdSuccessfulPayments();
    expect(await nadia.pay()).toMatchObject({ isPaid: true });
    expect(await shop().telegram.client.pay(nadia.id, invoice)).toMatchObject({ isPaid: true });
    release();
    await nadia.see("This order was paid twice");
    await nadia.seePhoto({ timeoutMs: 30_000 });
    const isBack = () => charges(shop(), nadia).filter(({ isRefunded }) => isRefunded).length === 1;
    await waitUntil(isBack, { what: "one charge to go back" });
    expect(bookings(shop()) - before).toBe(1);
    await waitUntil(() => owed(shop(), nadia) === 0, { what: "the books to be even" });
  });

  it("gives back what comes after the order has ended", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    const before = bookings(shop());
    const release = shop().telegram.control.holdSuccessfulPayments();
    await nadia.pay();
    endTime(shop(), nadia, true);
    await nadia.see("no payment came in time");
    release();
    await nadia.see("Your payment came after the order had ended");
    await waitUntil(() => balance(shop(), nadia) === RICH, { what: "the Stars to be back" });
    expect(bookings(shop())).toBe(before);
  });

  it("gives the Stars back when the supplier has sold out", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    shop().itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await nadia.pay();
    await nadia.see("sold out at the operator");
    await nadia.see(/\d+ Stars went back to you\. Nothing was ordered/);
    expect(balance(shop(), nadia)).toBe(RICH);
    await waitUntil(() => newestOrder(shop(), nadia.id).state === "refunded", { what: "refunded" });
    expect(owed(shop(), nadia)).toBe(0);
    await nadia.send("/paysupport");
    const { text } = await nadia.see("Help with a payment in Stars", inLast);
    expect(text).toContain(newestOrder(shop(), nadia.id).reference);
    expect(nadia.buttons().some(({ url }) => url === "https://t.me/test_travel_help")).toBe(true);
  });

  it("gives a payment back that belongs to no order", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    const release = shop().telegram.control.holdSuccessfulPayments();
    await nadia.pay();
    const db = new Database(shop().databaseFile, { timeout: 5_000 });
    db.prepare("update orders set nonce = 'gone' where customer_id = ?").run(nadia.id);
    db.close();
    release();
    await nadia.see("We know no order for this payment");
    await waitUntil(() => balance(shop(), nadia) === RICH, { what: "the Stars to be back" });
  });

  it("sends the invoice again in the place of the former", async () => {
    const nadia = shop().customer();
    const former = await reachInvoice(shop(), nadia);
    await nadia.start(`o_${newestOrder(shop(), nadia.id).nonce ?? ""}`);
    await nadia.tap("💰 How to pay", inLast);
    const isOnlyNew = () => {
      const ids = nadia.messages().filter(({ invoice }) => invoice !== undefined);
      return ids.length === 1 && ids[0]?.message_id !== former;
    };
    await waitUntil(isOnlyNew, { what: "one new invoice" });
    await nadia.pay();
    await nadia.seePhoto({ timeoutMs: 30_000 });
  });

  it("can be given up before paying: its invoice goes, and a payment on its way comes back", async () => {
    const nadia = shop().customer();
    const invoice = await reachInvoice(shop(), nadia);
    const release = shop().telegram.control.holdSuccessfulPayments();
    await nadia.pay();
    await nadia.start(`o_${newestOrder(shop(), nadia.id).nonce ?? ""}`);
    await nadia.see("please do not pay twice", inLast);
    await nadia.see("We keep this order until", inLast);
    await nadia.tap("✖️ Cancel the order", inLast);
    await nadia.see("is cancelled", inLast);
    const isGone = () => !nadia.messages().some(({ message_id }) => message_id === invoice);
    await waitUntil(isGone, { what: "the invoice to go" });
    release();
    await nadia.see("Your payment came after the order had ended");
    await waitUntil(() => balance(shop(), nadia) === RICH, { what: "the Stars to be back" });
  });

  it("tops an eSIM up", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    await nadia.pay();
    await nadia.see("When do you travel", { timeoutMs: 30_000 });
    await reachTopupConfirm(nadia);
    await nadia.tap(/^⭐ /, inLast);
    await waitUntil(() => invoiceOf(shop(), nadia)?.invoice?.title === "Top-up", { what: "the invoice" });
    await nadia.pay();
    await nadia.see("Your top-up is there.", { timeoutMs: 30_000 });
    expect(topupPosts(shop()).filter(({ body }) => JSON.stringify(body).includes("onlinepayment"))).toEqual(
      [],
    );
    expect(charges(shop(), nadia)).toHaveLength(2);
  });
});

describe("a shop that is not paid in Stars", () => {
  const shop = useShop();

  it("does not offer /paysupport", async () => {
    const nadia = shop().customer();
    await buyEsim(shop(), nadia);
    await nadia.send("/help");
    const { text } = await nadia.see("/orders", inLast);
    expect(text).not.toContain("/paysupport");
  });
});

describe.each(["polling", "webhook"] as const)("a kill after the payment (%s)", (mode) => {
  let shop: Shop | undefined;
  afterEach(() => shop?.close());

  it.each([0, 15, 60, 200])("%d ms later loses nothing and books once", async (delayMs) => {
    const running = await startShop({ mode, environment: STARS });
    shop = running;
    const nadia = shop.customer();
    await reachInvoice(shop, nadia);
    expect(await nadia.pay()).toMatchObject({ isPaid: true });
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await shop.restart();
    // Killed between the commit of `sending` and the POST, nobody can tell at once: it is read on, and never sent again.
    const isSettled = () => {
      const { state } = newestOrder(running, nadia.id);
      const booked = running.itt.control.bookings().length;
      return booked === 0
        ? state === "unknown" && nadia.transcript().includes("We are checking")
        : state === "delivered";
    };
    await waitUntil(isSettled, {
      what: "the order to be delivered or looked for",
      timeoutMs: 40_000,
      everyMs: 200,
    });
    expect(shop.itt.control.bookings().length).toBeLessThanOrEqual(1);
    expect(charges(shop, nadia)).toMatchObject([{ isRefunded: false }]);
    expect(shop.log()).not.toContain("order.contradiction");
  });
});
