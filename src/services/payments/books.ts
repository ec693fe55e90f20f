import type { LedgerEntry, LedgerKind, Payment, PaymentMethod } from "../../domain/payment.ts";
import { moneyToDecimal, type Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";

type Sold = Pick<Order, "id" | "reference" | "customerId" | "charged" | "paymentMethod">;

/**
 * What the ledger says of an order, each entered once however often it is told: its whole price, or of what goes back the `amount`. An order
 * without a price has no rows.
 */
export function entryFor(
  order: Sold,
  kind: Exclude<LedgerKind, "grant" | "withdrawal">,
  staffId: number | null = null,
  amount: Money | null = order.charged,
): readonly LedgerEntry[] {
  if (!amount) return [];
  const sign = kind === "sale" || kind === "payout" ? -1 : 1;
  return [
    {
      customerId: order.customerId,
      orderId: order.id,
      kind,
      method: order.paymentMethod,
      amountMinor: sign * amount.minor,
      currency: amount.currency,
      staffId,
      note: order.reference,
      dedupeKey: `${kind} ${order.id}`,
    },
  ];
}

/** The sale undone, or a share of it, and its money gone, in one: what goes back by another way than credit. */
export function givenBack(order: Sold, amount: Money | null, staffId: number | null): readonly LedgerEntry[] {
  return [...entryFor(order, "refund", null, amount), ...entryFor(order, "payout", staffId, amount)];
}

/**
 * Rows for an order that was issued without our collecting anything before: the agency, or the customer at the supplier's page, has paid.
 * The others had theirs when they were charged.
 */
export function entriesOnIssue(order: Sold): readonly LedgerEntry[] {
  const isOutside = order.paymentMethod === "agency_balance" || order.paymentMethod === "supplier_page";
  return isOutside ? [...entryFor(order, "sale"), ...entryFor(order, "payment")] : [];
}

/** Money that came for an order which it no longer pays for (a second charge, or too late), and the same money going back. */
export function apartEntry(
  order: Sold,
  payment: Pick<Payment, "id">,
  kind: "payment" | "payout",
  amount: Money,
): LedgerEntry {
  return {
    customerId: order.customerId,
    orderId: order.id,
    kind,
    method: order.paymentMethod,
    amountMinor: kind === "payout" ? -amount.minor : amount.minor,
    currency: amount.currency,
    staffId: null,
    note: order.reference,
    dedupeKey: `${kind} ${payment.id}`,
  };
}

/** The trace of a new limit: no money moves. */
export function limitEntry(
  customerId: number,
  limit: Money,
  by: { readonly staffId: number; readonly key: string },
): LedgerEntry {
  return { ...accountEntry(customerId, 0, limit.currency, by), note: `limit ${moneyToDecimal(limit)}` };
}

/**
 * A grant to an account, or (below zero) a withdrawal from it, by staff. `key` makes a repeated command count once. Why is what staff
 * typed about a person: it is kept sealed in the audit, not in the books, which outlive the person.
 */
export function accountEntry(
  customerId: number,
  amountMinor: number,
  currency: string,
  by: { readonly staffId: number; readonly key: string },
): LedgerEntry {
  return {
    customerId,
    orderId: null,
    kind: amountMinor < 0 ? "withdrawal" : "grant",
    method: "credit" satisfies PaymentMethod,
    amountMinor,
    currency,
    staffId: by.staffId,
    note: "",
    dedupeKey: `account ${by.key}`,
  };
}
