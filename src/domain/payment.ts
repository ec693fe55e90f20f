import { currencyExponent, type Money } from "./money.ts";

/**
 * How the money reaches the agency.
 *
 * - `agency_balance`: the agency pays; nothing is collected here.
 * - `credit`: the customer's account with the shop, prepaid or trusted, filled by staff.
 * - `manual`: by bKash, Nagad, bank or at the desk; staff look whether it came.
 * - `telegram`: Telegram Stars.
 * - `supplier_page`: the customer pays ITT on its own page.
 */
export const PAYMENT_METHODS = ["agency_balance", "credit", "manual", "telegram", "supplier_page"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** How the supplier is paid for an order of this method. */
export function supplierPaymentType(method: PaymentMethod): "account_balance" | "onlinepayment" {
  return method === "supplier_page" ? "onlinepayment" : "account_balance";
}

/** Whether we collect before anything is sent. */
export function isCollectedFirst(method: PaymentMethod): boolean {
  return method === "manual" || method === "telegram";
}

/** Where one payment stands. `claimed`: the customer says so, nobody has looked yet. */
export const PAYMENT_STATES = ["claimed", "received", "declined", "returning", "returned"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Why staff decline a claim, as a button says it; each has a sentence for the customer. */
export const DECLINE_REASONS = ["not-found", "wrong-amount", "unreadable", "not-ours"] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** What stands before the number where a whole line of a receipt is sent: "TrxID:", "Transaction no." */
const NUMBER_TITLE = /^(?:trx|txn|tran|transaction)?[\s.]*(?:id|no|number)?[\s.:#]+/i;

/**
 * A transaction number out of what was typed: 4 to 64 letters and digits, one of them a digit, with the spaces and signs between them that
 * receipts print. Gives it in capitals; undefined for anything else, a sentence with a figure in it included.
 */
export function readTransactionNumber(typed: string): string | undefined {
  const plain = typed
    .normalize("NFKC")
    .replace(/[\u09e6-\u09ef]/g, (digit) => String(digit.charCodeAt(0) - 0x09e6))
    .trim();
  const words = plain.replace(NUMBER_TITLE, "").split(/\s+/);
  const isSentence = words.length > 1 && words.some((word) => /^\p{L}{3,}$/u.test(word));
  const number = words
    .join("")
    .replace(/[#:._/-]/g, "")
    .toUpperCase();
  return !isSentence && /^(?=.*\d)[A-Z0-9]{4,64}$/.test(number) ? number : undefined;
}

/** Money that came, or is said to have come, for one order. */
export interface Payment {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: number;
  readonly method: PaymentMethod;
  readonly state: PaymentState;
  /** In `XTR` for Stars (whole Stars), else in the order's currency. */
  readonly amount: Money;
  /** Telegram's charge id, or the transaction number as typed; unique per method among those not declined. Null with a photo. */
  readonly externalId: string | null;
  /** Telegram's file id of the photo that the customer sent as proof. */
  readonly photoFileId: string | null;
  /** The member of staff who decided. */
  readonly decidedBy: number | null;
  readonly reason: string | null;
  readonly createdAtMs: number;
  readonly decidedAtMs: number | null;
  /** It came for an order that could not take it, so that it goes back by itself and never was what the order was paid with. */
  readonly isApart: boolean;
}

/** How many Stars paid for the order of these payments; null where none did. One that the order could not take goes back by itself. */
export function starsPaid(
  payments: readonly Pick<Payment, "method" | "isApart" | "amount">[],
): number | null {
  const paid = payments.find(({ method, isApart }) => method === "telegram" && !isApart);
  return paid?.amount.minor ?? null;
}

/**
 * What moved a customer's account. A sale is negative, all that speaks for the customer is positive; the sum per currency is what the shop
 * owes the customer, or (below zero) the customer the shop.
 *
 * - `sale`: an order was charged · `payment`: money came for it · `refund`: a sale was undone · `payout`: money went back to the customer
 * - `grant`: staff filled the account, `withdrawal`: they took from it
 */
export const LEDGER_KINDS = ["sale", "payment", "refund", "payout", "grant", "withdrawal"] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** One row of the ledger; rows are never changed. */
export interface LedgerEntry {
  readonly customerId: number;
  /** Null for `grant` and `withdrawal`. */
  readonly orderId: string | null;
  readonly kind: LedgerKind;
  readonly method: PaymentMethod;
  /** Minor units with a sign. */
  readonly amountMinor: number;
  readonly currency: string;
  /** The member of staff who caused it; null for the shop itself. */
  readonly staffId: number | null;
  /** No personal data: the order's reference, or why staff did it. */
  readonly note: string;
  /** The same key is entered once. */
  readonly dedupeKey: string;
}

/** Stars per major unit of a currency, as written: "0.55". Kept as text, so that no float touches money. */
export type StarsRate = Readonly<Record<string, string>>;

/**
 * Whole Stars for `amount` at `rate`, rounded up. Undefined for a currency without a rate, and beyond what an invoice may ask.
 */
export function starsFor(amount: Money, rate: StarsRate): number | undefined {
  const [whole = "", decimals = ""] = (rate[amount.currency] ?? "").split(".");
  if (!/^\d+$/.test(whole)) return undefined;
  const scaled = BigInt(amount.minor) * BigInt(whole + decimals);
  const divisor = 10n ** BigInt(currencyExponent(amount.currency) + decimals.length);
  const stars = Number((scaled + divisor - 1n) / divisor);
  return stars >= 1 && stars <= MOST_STARS ? stars : undefined;
}

/** The most Stars that one invoice may ask for (Bot API, `LabeledPrice`). */
const MOST_STARS = 100_000;

/** What the customer pays for a supplier's `price` with the mark-up: rounded up to a whole major unit, and never rounded without one. */
export function withMarkup(price: Money, markupPercent: string): Money {
  const [whole = "0", decimals = ""] = markupPercent.split(".");
  const factor = BigInt(whole + decimals);
  if (factor === 0n) return price;
  const scale = 10n ** BigInt(decimals.length);
  const raised = BigInt(price.minor) * (100n * scale + factor);
  const unit = 10n ** BigInt(currencyExponent(price.currency));
  const step = 100n * scale * unit;
  return { minor: Number(((raised + step - 1n) / step) * unit), currency: price.currency };
}
