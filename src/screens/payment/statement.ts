import type { LedgerKind, PaymentMethod } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** What an account holds in one currency; below zero the customer owes the shop. */
export interface ShownAccount {
  readonly currency: string;
  readonly balanceMinor: number;
  /** How far below zero it may go. */
  readonly limitMinor: number;
}

/** A row of the ledger as far as it is told. */
export interface ShownEntry {
  readonly kind: LedgerKind;
  readonly method: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
  readonly atMs: number;
  /** The order's reference, or what staff wrote. */
  readonly note: string;
  readonly staffId: number | null;
}

/** An account with its newest rows. */
export interface StatementModel {
  readonly accounts: readonly ShownAccount[];
  /** Newest first. */
  readonly entries: readonly ShownEntry[];
  /** Whose account, for staff, who read notes and names too; null for the customer's own eyes. */
  readonly customerId: number | null;
  /** IANA zone of the shop. */
  readonly timeZone: string;
}

/** /statement: what the account holds, how much is free, and what moved it. */
export function showStatement(model: StatementModel, t: Translator): Screen {
  const { accounts, entries, customerId, timeZone } = model;
  const lines = entries.map((entry) => {
    const date = t.moment(entry.atMs, timeZone);
    const what = entryText(entry, customerId !== null, t);
    // A change of the limit moves nothing.
    if (entry.amountMinor === 0) return t.text("statement.line-unmoved", { date, what });
    return t.rich("statement.line", { date, amount: signedMoney(entry, t), what });
  });
  return {
    text: composeText(
      customerId === null
        ? t.rich("statement.title")
        : t.rich("statement.title-staff", { customer: String(customerId) }),
      ...(accounts.length === 0
        ? [t.text("statement.none")]
        : accounts.flatMap((each) => accountLines(each, t))),
      ...(lines.length === 0 ? [] : ["", ...lines]),
    ),
    rows: customerId === null ? [homeRow(t)] : [],
  };
}

/** "On your account: ৳1,020", or what is owed. */
export function accountLine(
  { currency, balanceMinor }: Pick<ShownAccount, "currency" | "balanceMinor">,
  t: Translator,
): Line {
  const amount = t.moneyExact({ minor: Math.abs(balanceMinor), currency });
  return t.rich(balanceMinor < 0 ? "statement.owed" : "statement.balance", { amount });
}

/** The balance, and how much of a limit is free. */
export function accountLines(account: ShownAccount, t: Translator): readonly Line[] {
  const { currency, balanceMinor, limitMinor } = account;
  const free = Math.max(0, balanceMinor + limitMinor);
  return [
    accountLine(account, t),
    limitMinor === 0
      ? null
      : t.text("statement.limit", {
          limit: t.moneyExact({ minor: limitMinor, currency }),
          free: t.moneyExact({ minor: free, currency }),
        }),
  ];
}

function signedMoney({ amountMinor, currency }: ShownEntry, t: Translator): string {
  const amount = t.moneyExact({ minor: Math.abs(amountMinor), currency });
  return amountMinor < 0 ? `−${amount}` : `+${amount}`;
}

/** What moved the account. What staff wrote, and who it was, is for staff. */
function entryText(
  { kind, method, note, staffId, amountMinor }: ShownEntry,
  isForStaff: boolean,
  t: Translator,
): string {
  if (kind === "grant" || kind === "withdrawal") {
    const key = amountMinor === 0 ? "statement.limit-set" : (`statement.${kind}` as const);
    return isForStaff
      ? t.text("statement.by-staff", { what: t.text(key), staff: String(staffId ?? ""), note })
      : t.text(key);
  }
  // What the agency or the operator was paid was never paid to us.
  const isElsewhere = method === "agency_balance" || method === "supplier_page";
  if (kind === "payment" && isElsewhere) return t.text(`statement.payment.${method}`, { reference: note });
  return t.text(`statement.${kind}`, { reference: note });
}

function homeRow(t: Translator): readonly Button[] {
  return [
    { label: t.text("button.orders"), action: { do: "orders", page: 0 } },
    { label: t.text("button.home"), action: { do: "home" } },
  ];
}
