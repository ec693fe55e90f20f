import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { buyEsim, speakBengali } from "../support/care.ts";
import { JASIM, reachConfirm } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";

const inLast = { inLast: true } as const;

/** The card of one order of the list, counted from the newest. */
async function openOrder(customer: Customer, label: RegExp): Promise<string> {
  const { message_id: afterId } = await customer.send("/orders");
  await customer.tap(label, { inLast: true, afterId });
  return (await customer.see(/^(Order|অর্ডার) .* · /, { inLast: true, afterId })).text ?? "";
}

const labels = (customer: Customer) => customer.buttons().map(({ text }) => text);

/** A shop whose supplier answers for bookings as its own sample has it: a flight's, with terms and a refund row. */
describe("a customer's orders", () => {
  let shop: Shop;
  let nadia: Customer;
  beforeAll(async () => {
    const itt = { detailsShape: "flight", detailsNotes: true, specialNotice: "Closed on Friday." } as const;
    shop = await startShop({ itt });
    nadia = shop.customer();
    await buyEsim(nadia);
    shop.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await reachConfirm(nadia);
    await nadia.tap(/^✅ Confirm/, inLast);
    await nadia.see("Nothing was charged.");
    await buyEsim(shop.customer({ firstName: "Other" }), { ...JASIM, firstName: "Other" });
  }, 120_000);
  afterAll(() => shop?.close());

  it("are listed with reference, amount, date and state in words, the failed one too", async () => {
    await nadia.send("/orders");
    const { text } = await nadia.see(/^Your orders/, inLast);
    expect(text).toMatch(/1\. \S+-\S+ · 🇧🇩 Bangladesh, .* × 1\n +৳[\d.,]+ · \d.* · did not go through/);
    expect(text).toMatch(/2\. \S+-\S+ · 🇧🇩 Bangladesh, .* × 1\n +৳[\d.,]+ · \d.* · done/);
  });

  it("have a receipt once they are issued: its numbers leave no gap for the failed one", async () => {
    expect(await openOrder(nadia, /^1\. /)).toContain("did not go through, nothing charged");
    expect(labels(nadia).join()).not.toMatch(/Receipt|Ask the operator/);
    await openOrder(nadia, /^2\. /);
    await nadia.tap(/Receipt/, inLast);
    const { text, entities } = await nadia.see(/^Receipt 1 · Test Travel/, inLast);
    expect(text).toMatch(/For: Mr Jasim Karim[\s\S]*Travel eSIM 🇧🇩 Bangladesh, .*: 1 × ৳[\s\S]*Total: ৳/);
    expect(text).toMatch(/Order \S+-\S+\nOperator's booking: ES\w+\nTerms/);
    expect(entities?.find(({ type }) => type === "text_link")?.url).toBe("https://example.com/terms");
    const other = shop.customer({ firstName: "Third" });
    await buyEsim(other);
    await openOrder(other, /^1\. /);
    await other.tap(/Receipt/, inLast);
    // The other customer's purchase had number 2.
    await other.see(/^Receipt 3 · Test Travel/, inLast);
  });

  it("show what the operator says of a booking, though its answer is shaped as a flight's", async () => {
    await openOrder(nadia, /^2\. /);
    await nadia.tap(/Ask the operator/, inLast);
    const { text } = await nadia.see("at the operator", { ...inLast, timeoutMs: 20_000 });
    expect(text).toMatch(/Operator's booking: ES\w+/);
    expect(text).toContain("Booking: confirm");
    expect(text).toMatch(/waits for that payment until \d.*\. It is ours to make\./);
    expect(text).toContain("Refund or cancellation: refund · processing · Cancelled by the operator");
    expect(text).toContain("Notice: Closed on Friday.");
    expect(text).toContain("Terms: The plan starts on its first connection.");
    expect(text).toContain("Cancellation: No refund once it is installed.");
    expect(text).not.toContain("<p>");
  });

  it("say the same in Bengali", async () => {
    await speakBengali(nadia);
    expect(await openOrder(nadia, /^২\. /)).toContain("সম্পন্ন");
    const [receipt = "", ask = ""] = labels(nadia);
    await nadia.tap(receipt, inLast);
    await nadia.see(/^রসিদ ১ · Test Travel/, inLast);
    await openOrder(nadia, /^২\. /);
    await nadia.tap(ask, inLast);
    const { text } = await nadia.see("refund · processing · Cancelled by the operator", inLast);
    expect(text).toMatch(/Closed on Friday\.[\s\S]*The plan starts on its first connection\./);
    expect(text).not.toMatch(/Terms:|Booking:|Notice:/);
  });
});
