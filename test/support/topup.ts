import type { Customer } from "./customer.ts";
import { reachConfirm } from "./purchase.ts";
import type { Shop } from "./shop.ts";

/** Buys the first plan listed, which can be topped up, and gives its ICCID. */
export async function buyEsim(shop: Shop, customer: Customer): Promise<string> {
  const before = shop.itt.control.bookings().length;
  await reachConfirm(customer);
  await customer.tap(/Confirm/);
  await customer.seePhoto({ timeoutMs: 30_000 });
  await customer.see("When do you travel");
  const iccid = shop.itt.control.bookings()[before]?.eSims[0]?.iccid;
  if (iccid === undefined) throw new Error("no eSIM was issued");
  return iccid;
}

/** From /topup, with one eSIM, to the confirm card of the first package. */
export async function reachTopupConfirm(customer: Customer): Promise<void> {
  await customer.send("/topup");
  await customer.tap(/GB · .*৳/, { inLast: true });
  await customer.see("Please check your top-up", { inLast: true });
}

/** The spending calls of top-ups that reached the supplier. */
export function topupPosts(shop: Shop) {
  return shop.itt.control.calls().filter(({ operation }) => operation === "create-topup-booking");
}
