import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { reachConfirm, say } from "../support/purchase.ts";
import type { Shop } from "../support/shop.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const inLast = { inLast: true } as const;
const RICH = 100_000;

/** From /buy to the invoice. */
async function reachInvoice(shop: Shop, customer: Customer): Promise<void> {
  shop.telegram.control.setStarBalance(customer.id, RICH);
  await reachConfirm(customer);
  await customer.tap(/^⭐ /, inLast);
  const hasInvoice = () => customer.messages().some(({ invoice }) => invoice !== undefined);
  await waitUntil(hasInvoice, { what: "an invoice" });
}

describe("the question before a payment in Stars", () => {
  const shop = useShop({ environment: { PAYMENT_METHODS: "telegram", STARS_RATE: "BDT:0.55" } });

  it("is answered within a second though the supplier hangs and the customer's lane is busy", async () => {
    const nadia = shop().customer();
    await reachInvoice(shop(), nadia);
    await say(nadia, "/buy", "Where are you going");
    shop().itt.control.addFault({ kind: "hang", times: "always" });
    const searches = () =>
      shop()
        .itt.control.calls()
        .filter(({ operation }) => operation === "search").length;
    const before = searches();
    await nadia.send("Japan");
    await nadia.tap("Show all", inLast);
    await waitUntil(() => searches() > before, { what: "the search that hangs" });
    await nadia.send("/help");
    const startedMs = performance.now();
    expect(await nadia.pay()).toMatchObject({ isPaid: true });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    const open = readRows(shop(), "select seq from inbox where state <> 'done'");
    expect(open.length).toBeGreaterThan(0);
    shop().itt.control.clearFaults();
    await nadia.seePhoto({ timeoutMs: 60_000 });
  }, 120_000);

  it("is refused to somebody else, who is charged nothing", async () => {
    const [nadia, karim] = [shop().customer(), shop().customer({ firstName: "Karim" })];
    await reachInvoice(shop(), nadia);
    shop().telegram.control.setStarBalance(karim.id, RICH);
    const invoice = nadia.messages().findLast((each) => each.invoice !== undefined)?.invoice;
    // A forwarded invoice is paid like a link to it.
    const made = await fetch(`${shop().telegram.apiRoot}/bot${shop().telegram.token}/createInvoiceLink`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        title: invoice?.title,
        description: invoice?.description,
        payload: newestOrder(shop(), nadia.id).nonce,
        currency: "XTR",
        prices: [{ label: invoice?.title, amount: invoice?.total_amount }],
      }),
    });
    const { result } = (await made.json()) as { result: string };
    const tried = await shop().telegram.client.payLink(karim.id, result);
    expect(tried).toMatchObject({ isPaid: false, errorMessage: /another person|not yours|belongs/i });
    expect(shop().telegram.control.starBalance(karim.id)).toBe(RICH);
    expect(newestOrder(shop(), nadia.id).state).toBe("awaiting_payment");
    expect(await nadia.pay()).toMatchObject({ isPaid: true });
    await nadia.seePhoto({ timeoutMs: 30_000 });
  }, 60_000);

  it("has a /paysupport in both languages", async () => {
    const jasim = shop().customer({ firstName: "Jasim" });
    await reachInvoice(shop(), jasim);
    const { reference } = newestOrder(shop(), jasim.id);
    const { text = "" } = await say(jasim, "/paysupport", "Help with a payment in Stars");
    expect(text).toContain(reference);
    await say(jasim, "/language", "Which language");
    await jasim.tap("বাংলা", inLast);
    const bengali = await say(jasim, "/paysupport", "স্টার");
    expect(bengali.text).toContain(reference);
    expect(bengali.text).not.toMatch(/Stars/);
  });
});
