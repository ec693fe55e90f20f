import type { Customer } from "../../support/customer.ts";
import { choosePlan, fillTraveller, reachConfirm, type PurchaseScript } from "../../support/purchase.ts";

const inLast = { inLast: true } as const;

/**
 * Takes a customer through all that the shop has: two eSIMs of one order, one with a name, a day of travel, a top-up, receipts, the
 * booking's state, installing, usage, first aid up to a person, the data as a file, a half-way deletion, and two confirm cards left open.
 */
export async function makeRichHistory(
  customer: Customer,
  script: PurchaseScript,
  label: string,
): Promise<void> {
  await choosePlan(customer, script);
  await customer.tap("➕");
  await customer.see("2 × ৳");
  await fillTraveller(customer, script);
  await customer.tap(/^✅ Confirm/);
  await customer.tap("📅 Pick a date", { timeoutMs: 30_000 });
  await customer.see("In which month");
  await customer.tap(/^\w+ \d{4}$/);
  await customer.tap(/^\d+$/);
  // The first day offered is today, so the picture for the journey comes at once.
  await customer.see("Save this picture now");
  await customer.see("Keep these details");

  await reachTopup(customer);
  await customer.tap(/Confirm/, inLast);
  await customer.see("Your top-up is there.", { timeoutMs: 30_000 });
  await customer.send("/topups");
  await customer.see("Your top-ups", inLast);
  await seeOrders(customer);

  await openEsim(customer, "/esims");
  await customer.tap("🏷 Name it", inLast);
  await customer.see("Whose is it?", inLast);
  await customer.send(label);
  await customer.see(`🏷 ${label}`);
  await openEsim(customer, "/esims");
  await customer.tap("🆘 It doesn't work", inLast);
  await customer.tap("Yes, I am here", inLast);
  await customer.tap("No data", inLast);
  await customer.tap("➡️ No, what next?", inLast);
  await customer.tap("💬 Talk to a person", inLast);
  await customer.see("a person will help");
  await openEsim(customer, "/usage");
  await customer.see("As of", inLast);
  await openEsim(customer, "/install");
  await customer.tap(/Android/, inLast);
  await customer.see("With the QR code", inLast);

  await customer.send("/profile");
  await customer.send("/export");
  await customer.see("All that we store about you", { timeoutMs: 30_000 });
  await customer.send("/delete");
  await customer.tap("🗑 Yes, delete it", inLast);
  await customer.see("Really?", inLast);
  await reachConfirm(customer, script);
  await reachTopup(customer);
}

/** From /topup to the confirm card of the first package for the first eSIM. */
async function reachTopup(customer: Customer): Promise<void> {
  await openEsim(customer, "/topup");
  await customer.tap(/GB · .*৳/, inLast);
  await customer.see("Please check your top-up", inLast);
}

async function openEsim(customer: Customer, command: string): Promise<void> {
  const { message_id: afterId } = await customer.send(command);
  await customer.tap(/^1\. /, { inLast: true, afterId });
}

/** The list, the card and the receipt of the top-up, and what the operator says of the booking. */
async function seeOrders(customer: Customer): Promise<void> {
  for (const [line, label, seen] of [
    [/^1\. /, /Receipt/, "Receipt "],
    [/^2\. /, /Receipt/, "Receipt "],
    [/^2\. /, /Ask the operator/, "Booking: confirm"],
  ] as const) {
    const { message_id: afterId } = await customer.send("/orders");
    await customer.tap(line, { inLast: true, afterId });
    await customer.tap(label, inLast);
    await customer.see(seen, inLast);
  }
}
