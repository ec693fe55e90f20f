import { refusals } from "../refusal.ts";
import type { World } from "../world.ts";
import type { LedgerEntry } from "./state.ts";

/**
 * Writes one charge to the ledger. Only `account_balance` draws on the agency's balance; a card is charged by ITT's
 * payment page. There is no idempotency: the same purchase sent twice is charged twice.
 */
export function recordCharge(world: World, charge: Omit<LedgerEntry, "atMs" | "balanceAfterMinor">): void {
  const { state } = world.store;
  if (charge.paymentType === "account_balance") {
    if (state.balanceMinor < charge.amountMinor) throw refusals.balance();
    state.balanceMinor -= charge.amountMinor;
  }
  state.ledger.push({ ...charge, atMs: world.now(), balanceAfterMinor: state.balanceMinor });
}
