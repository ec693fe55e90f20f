import { refusals } from "../refusal.ts";
import type { World } from "../world.ts";
import type { LedgerEntry } from "./state.ts";

type Entry = Omit<LedgerEntry, "atMs" | "balanceAfterMinor">;

/**
 * Writes one charge to the ledger. Only `account_balance` draws on the agency's balance; a card is charged by ITT's
 * payment page. There is no idempotency: the same purchase sent twice is charged twice.
 */
export function recordCharge(world: World, charge: Entry): void {
  const { state } = world.store;
  if (charge.paymentType === "account_balance") {
    if (state.balanceMinor < charge.amountMinor) throw refusals.balance();
    state.balanceMinor -= charge.amountMinor;
  }
  state.ledger.push({ ...charge, atMs: world.now(), balanceAfterMinor: state.balanceMinor });
}

/** Gives a charge back, into the balance where it came from there. `amountMinor` is what was charged. */
export function recordRefund(world: World, charge: Omit<Entry, "kind">): void {
  const { state } = world.store;
  if (charge.paymentType === "account_balance") state.balanceMinor += charge.amountMinor;
  state.ledger.push({
    ...charge,
    kind: "refund",
    amountMinor: -charge.amountMinor,
    atMs: world.now(),
    balanceAfterMinor: state.balanceMinor,
  });
}
