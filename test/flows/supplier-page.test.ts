import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { reachConfirm, say } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { reachTopupConfirm, topupPosts } from "../support/topup.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { changeRows, newestOrder } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const PAGE = {
  PAYMENT_METHODS: "supplier_page",
  SUPPLIER_PAGE_HOSTS: "pay.demo.example",
  MARKUP_PERCENT: "10",
};
const inLast = { inLast: true } as const;

const linkOf = (customer: Customer) =>
  customer.buttons().find(({ url }) => url?.startsWith("https://pay.demo.example/pay/"))?.url;

async function reachPage(customer: Customer): Promise<string> {
  await reachConfirm(customer);
  await customer.tap(/^💳 /, inLast);
  await customer.see("on the operator's page");
  return waitUntil(() => linkOf(customer), { what: "the link to the page" });
}

/** Presses Pay on the emulated page, whose address the chat page would open on this machine. */
async function payOn(shop: Shop, link: string): Promise<void> {
  const own = link.replace("https://pay.demo.example", shop.itt.url);
  const answer = await fetch(`${own}/pay`, { method: "POST" });
  expect(answer.ok).toBe(true);
}

/** Ten minutes less a little from now: the time of the first reminder. */
const soon = () => Date.now() + 9.5 * 60_000;

/** Buys an eSIM with the way whose button matches. */
async function buyWith(customer: Customer, button: RegExp): Promise<void> {
  await reachConfirm(customer);
  await customer.tap(button, inLast);
  await customer.see("When do you travel", { timeoutMs: 30_000 });
}

describe("an order paid on the supplier's page", () => {
  const shop = useShop({ environment: PAGE, itt: { issueBeforePayment: true } });

  it("comes into the chat when it is paid, at the supplier's own price, and nothing comes before", async () => {
    const nadia = shop().customer();
    const link = await reachPage(nadia);
    const booking = shop().itt.control.bookings().at(-1);
    const code = booking?.eSims[0]?.iccid ?? "none";
    expect(newestOrder(shop(), nadia.id)).toMatchObject({
      state: "awaiting_supplier",
      charged_minor: booking?.sellMinor,
    });
    await nadia.start(`o_${newestOrder(shop(), nadia.id).nonce ?? ""}`);
    await nadia.see("waits for your payment", inLast);
    expect(nadia.transcript()).not.toContain(code);
    expect(nadia.messages().some(({ photo }) => photo !== undefined)).toBe(false);
    await payOn(shop(), link);
    await nadia.seePhoto({ timeoutMs: 60_000 });
    // The request to pay does not stay behind.
    const isGone = () => !nadia.transcript().includes("Please pay for order");
    await waitUntil(isGone, { what: "the link to go", explain: nadia.transcript });
    expect(shop().itt.control.bookings().at(-1)?.redirectUrl).toContain("?start=o_");
  }, 120_000);

  it("is read at once when its customer comes back, who is told not to pay again", async () => {
    const nadia = shop().customer();
    const link = await reachPage(nadia);
    const { id, nonce } = newestOrder(shop(), nadia.id);
    const later = Date.now() + 3_600_000;
    await payOn(shop(), link);
    changeRows(shop(), "update jobs set run_at_ms = ? where kind = 'await-supplier' and key = ?", later, id);
    await nadia.start(`o_${nonce ?? ""}`);
    await nadia.see("please do not pay again");
    await nadia.seePhoto({ timeoutMs: 30_000 });
  }, 120_000);

  it("is told in Bengali too, and goes on after a declined card", async () => {
    const jasim = shop().customer({ firstName: "Jasim" });
    await reachConfirm(jasim);
    await jasim.send("/language");
    await jasim.tap("বাংলা");
    await jasim.see("অনুগ্রহ করে মিলিয়ে নিন", inLast);
    await jasim.tap(/^💳 /, inLast);
    await jasim.see("অপারেটরের পাতায় দিন");
    const link = await waitUntil(() => linkOf(jasim), { what: "the link" });
    await fetch(`${link.replace("https://pay.demo.example", shop().itt.url)}/fail`, { method: "POST" });
    await payOn(shop(), link);
    await jasim.seePhoto({ timeoutMs: 60_000 });
  }, 120_000);
});

describe("a top-up paid on the supplier's page", () => {
  const shop = useShop({
    environment: { ...PAGE, PAYMENT_METHODS: "agency_balance,supplier_page", SUPPLIER_PAGE_TOPUPS: "true" },
  });

  it("gets its link, is reminded of, and its data is told of when it is paid", async () => {
    const nadia = shop().customer();
    await buyWith(nadia, /^✅ /);
    await reachTopupConfirm(nadia);
    await nadia.tap(/^💳 /, inLast);
    const due = await nadia.see("on the operator's page", inLast);
    expect(textOf(due)).toContain("the operator adds the data within 30 minutes");
    const link = await waitUntil(() => linkOf(nadia), { what: "the link to the page" });
    const { id, reference } = newestOrder(shop(), nadia.id);
    changeRows(shop(), "update orders set payment_due_at_ms = ?, sent_at_ms = 1 where id = ?", soon(), id);
    changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'await-topup' and key = ?", id);
    await nadia.see(`Order ${reference} still waits for your payment`, { timeoutMs: 30_000 });
    await say(nadia, "/orders", reference);
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("waiting for your payment", inLast);
    await payOn(shop(), link);
    changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'await-topup' and key = ?", id);
    await nadia.see("Your top-up is there.", { timeoutMs: 60_000 });
    await waitUntil(() => newestOrder(shop(), nadia.id).state === "delivered", { what: "delivered" });
    expect(topupPosts(shop())).toHaveLength(1);
  }, 120_000);

  it("ends unpaid, says so, and may be bought again", async () => {
    const jasim = shop().customer({ firstName: "Jasim" });
    await buyWith(jasim, /^✅ /);
    await reachTopupConfirm(jasim);
    await jasim.tap(/^💳 /, inLast);
    await jasim.see("on the operator's page", inLast);
    const { id, reference } = newestOrder(shop(), jasim.id);
    changeRows(shop(), "update orders set payment_due_at_ms = 1, sent_at_ms = 1 where id = ?", id);
    changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'await-topup' and key = ?", id);
    await jasim.see(`Order ${reference} has ended: no payment came in time`, { timeoutMs: 30_000 });
    await reachTopupConfirm(jasim);
  }, 120_000);
});

describe("a shop whose page does not take top-ups", () => {
  const shop = useShop({ environment: { ...PAGE, PAYMENT_METHODS: "agency_balance,supplier_page" } });

  it("does not offer it for one", async () => {
    const nadia = shop().customer();
    await buyWith(nadia, /^✅ /);
    await reachTopupConfirm(nadia);
    expect(nadia.buttons().some(({ text }) => text.startsWith("💳"))).toBe(false);
  }, 60_000);
});

it("a foreign address never reaches the chat", async () => {
  const shop = await startShop({
    environment: { ...PAGE, SUPPORT_CHAT_ID: "-1001234567890" },
    itt: { paymentBaseUrl: "https://pay.evil.example/pay" },
  });
  try {
    const nadia = shop.customer();
    await reachConfirm(nadia);
    await nadia.tap(/^💳 /, inLast);
    await nadia.see("We are checking your order");
    expect(JSON.stringify(nadia.messages())).not.toContain("evil.example");
    expect(newestOrder(shop, nadia.id).state).toBe("unknown");
    expect(shop.log()).toContain("order.payment-address");
  } finally {
    await shop.close();
  }
}, 120_000);

it("a page that is paid after its time says that the money goes back, and delivers nothing", async () => {
  const shop = await startShop({ environment: PAGE, itt: { holdMs: 6_000, latePayment: "refunded" } });
  try {
    const nadia = shop.customer();
    const link = await reachPage(nadia);
    await nadia.see("no payment came in time", { timeoutMs: 60_000 });
    await payOn(shop, link);
    const { id } = newestOrder(shop, nadia.id);
    changeRows(shop, "update jobs set run_at_ms = 0 where kind = 'await-supplier' and key = ?", id);
    await nadia.see("came after its time was over. Nothing was ordered.", { timeoutMs: 30_000 });
    await nadia.see("The operator tells us that it returns your money.");
    expect(newestOrder(shop, nadia.id).state).toBe("expired");
    expect(nadia.messages().some(({ photo }) => photo !== undefined)).toBe(false);
  } finally {
    await shop.close();
  }
}, 120_000);

it("an abandoned page ends the order, and the customer hears of it", async () => {
  const shop = await startShop({ environment: PAGE, itt: { holdMs: 8_000 } });
  try {
    const nadia = shop.customer();
    await reachPage(nadia);
    await shop.restart();
    await nadia.see("no payment came in time", { timeoutMs: 60_000 });
    expect(newestOrder(shop, nadia.id).state).toBe("expired");
    expect(shop.itt.control.bookings()).toHaveLength(1);
  } finally {
    await shop.close();
  }
}, 120_000);
