import type { World } from "../world.ts";
import { phaseOf } from "../state/booking-status.ts";
import { findPurchase, type Purchase } from "./purchases.ts";
import { settle } from "./settle.ts";

/** Whether paying would be accepted now. */
export function isPayable(world: World, { record }: Purchase): boolean {
  if (record.paidAtMs !== null || record.paymentDueAtMs !== null) return false;
  if (phaseOf(record) !== "cancelled") return true;
  return world.options.latePayment !== "refused" && record.paymentType !== "account_balance";
}

/**
 * Plays the customer who pays on ITT's page. `id` is that of the payment address, a booking id, or a tracking id (its
 * latest purchase). Gives false where there is nothing to pay: unknown, paid, or cancelled for good.
 */
export function markPaid(world: World, id: string): boolean {
  settle(world);
  const purchase = findPurchase(world, id);
  if (purchase === undefined || !isPayable(world, purchase)) return false;
  purchase.record.paymentDueAtMs = world.now() + world.options.paymentLagMs;
  settle(world);
  world.store.save();
  return true;
}

/** Plays a card that is declined; it may be tried again. False as above. */
export function markPaymentFailed(world: World, id: string): boolean {
  settle(world);
  const purchase = findPurchase(world, id);
  if (purchase === undefined || !isPayable(world, purchase)) return false;
  purchase.record.failedTries += 1;
  world.store.save();
  return true;
}
