import { parseMoney, type Money } from "../../domain/money.ts";
import { accountEntry, limitEntry } from "./books.ts";
import {
  CreditExceeded,
  type AccountBalance,
  type Clock,
  type CustomerStore,
  type LedgerRow,
  type LedgerStore,
  type Logger,
  type NewIntent,
  type OrderStore,
} from "../ports/index.ts";

interface Deps {
  readonly ledger: LedgerStore;
  readonly customers: Pick<CustomerStore, "isKnown">;
  readonly orders: Pick<OrderStore, "getByReference">;
  readonly clock: Clock;
  /** Has messages looked for at once. */
  readonly wake: () => void;
  readonly logger: Logger;
}

/** An account with its newest rows. */
export interface Statement {
  readonly customerId: number;
  readonly accounts: readonly AccountBalance[];
  /** Newest first. */
  readonly entries: readonly LedgerRow[];
}

/** What became of a command that changes an account. `beyond`: it would fall below its limit; `again`: it was carried out before. */
export type AccountChange =
  | {
      readonly kind: "granted" | "withdrawn" | "limited" | "again" | "beyond";
      readonly customerId: number;
      readonly account: AccountBalance;
    }
  | { readonly kind: "usage" | "unknown-customer" | "amount" | "reason" };

/** Customers' accounts with the shop: prepaid money and trusted credit. */
export interface Accounts {
  /** The newest rows of the customer's own account. */
  statement(customerId: number): Promise<Statement>;
  /** The customer by Telegram id or by the reference of an order; undefined for somebody who never wrote to the shop. */
  find(who: string): Promise<number | undefined>;
  /**
   * `<customer or reference> <amount> [currency] <reason>` or `<customer or reference> limit <amount> [currency]`, as an admin typed it. `key`
   * names the command: told twice, it counts once.
   */
  change(typed: string, by: { readonly staffId: number; readonly key: string }): Promise<AccountChange>;
}

/** ITT's prices are in this currency unless it says otherwise (`supplier/CONTRACT.md`, samples). */
const USUAL_CURRENCY = "BDT";
const SHOWN_ROWS = 20;
/** The longest reason, in characters: it is read in a statement's line. */
const LONGEST_REASON = 200;
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

interface Wanted {
  readonly isLimit: boolean;
  readonly isMinus: boolean;
  readonly amount: Money | undefined;
  readonly reason: string;
}

/** Builds the accounts. */
export function createAccounts(deps: Deps): Accounts {
  const { ledger, clock, logger } = deps;

  async function find(who: string): Promise<number | undefined> {
    const order = await deps.orders.getByReference(who.toUpperCase());
    if (order) return order.customerId;
    const id = /^\d{1,15}$/.test(who) ? Number(who) : undefined;
    return id !== undefined && (await deps.customers.isKnown(id)) ? id : undefined;
  }

  async function accountOf(customerId: number, currency: string): Promise<AccountBalance> {
    const known = (await ledger.balances(customerId)).find((each) => each.currency === currency);
    return known ?? { currency, balanceMinor: 0, limitMinor: 0 };
  }

  /** Enters the wish; the account is judged in the same transaction as the row. */
  async function enter(
    customerId: number,
    { isLimit, isMinus }: Wanted,
    amount: Money,
    by: { readonly staffId: number; readonly key: string },
  ): Promise<AccountChange["kind"] & ("granted" | "withdrawn" | "limited" | "again" | "beyond")> {
    const nowMs = clock.now();
    const entry = isLimit
      ? limitEntry(customerId, amount, by)
      : accountEntry(customerId, isMinus ? -amount.minor : amount.minor, amount.currency, by);
    const { dedupeKey } = entry;
    // A private chat has its customer's id.
    const told: readonly NewIntent[] = [
      { chatId: customerId, kind: "account-changed", subject: dedupeKey, dedupeKey: `told ${dedupeKey}` },
    ];
    try {
      const isNew = isLimit
        ? await ledger.setLimit(customerId, amount, entry, nowMs, told)
        : await ledger.add(entry, nowMs, told);
      if (!isNew) return "again";
      deps.wake();
      logger.info("account.changed", { reason: isLimit ? "limit" : isMinus ? "withdrawal" : "grant" });
      return isLimit ? "limited" : isMinus ? "withdrawn" : "granted";
    } catch (error) {
      if (error instanceof CreditExceeded) return "beyond";
      throw error;
    }
  }

  return {
    find,
    async statement(customerId) {
      const [accounts, entries] = await Promise.all([
        ledger.balances(customerId),
        ledger.list(customerId, SHOWN_ROWS),
      ]);
      // A currency that came and went (Stars that were returned) is not told.
      const isTold = (each: AccountBalance) => each.balanceMinor !== 0 || each.limitMinor !== 0;
      const told = accounts.filter(isTold);
      return { customerId, accounts: told.length > 0 ? told : accounts.slice(0, 1), entries };
    },

    async change(typed, by) {
      const [who, ...rest] = typed.split(/\s+/).filter((part) => part !== "");
      if (who === undefined || rest.length === 0) return { kind: "usage" };
      const customerId = await find(who);
      if (customerId === undefined) return { kind: "unknown-customer" };
      const wanted = readWish(rest);
      const { amount, isLimit, reason } = wanted;
      if (!amount || (amount.minor === 0 && !isLimit)) return { kind: "amount" };
      if (!isLimit && reason === "") return { kind: "reason" };
      const kind = await enter(customerId, wanted, amount, by);
      return { kind, customerId, account: await accountOf(customerId, amount.currency) };
    },
  };
}

/** Why an account was changed, out of the whole command as it was typed. */
export function reasonOf(typed: string): string {
  return readWish(
    typed
      .split(/\s+/)
      .filter((part) => part !== "")
      .slice(1),
  ).reason;
}

function readWish(parts: readonly string[]): Wanted {
  const isLimit = parts[0]?.toLowerCase() === "limit";
  const [written = "", ...others] = isLimit ? parts.slice(1) : parts;
  const isMinus = !isLimit && /^[-\u2212]/.test(written);
  const [next] = others;
  const isCurrency = next !== undefined && CURRENCIES.has(next);
  const digits = written
    .replace(/^[-+\u2212]/, "")
    .replace(/[\u09e6-\u09ef]/g, (digit) => String(digit.charCodeAt(0) - 0x09e6))
    .replace(/,(?=\d{2,3}(?:\D|$))/g, "");
  return {
    isLimit,
    isMinus,
    amount: parseMoney(digits, isCurrency ? next : USUAL_CURRENCY),
    reason: (isCurrency ? others.slice(1) : others).join(" ").slice(0, LONGEST_REASON),
  };
}
