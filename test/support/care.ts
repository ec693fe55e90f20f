import type { Customer } from "./customer.ts";
import { JASIM, reachConfirm, type PurchaseScript } from "./purchase.ts";

/** Buys one eSIM and waits until the card with its QR code and the question about the journey are there. */
export async function buyEsim(customer: Customer, script: PurchaseScript = JASIM): Promise<void> {
  await reachConfirm(customer, script);
  await customer.tap(/Confirm/);
  await customer.seePhoto({ timeoutMs: 30_000 });
  await customer.see("When do you travel");
}

/** Chooses Bengali. */
export async function speakBengali(customer: Customer): Promise<void> {
  await customer.send("/language");
  await customer.tap("বাংলা");
  await customer.see("ভ্রমণ eSIM");
}
