import { multiplyMoney, type Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { starsFor, type PaymentMethod, type StarsRate } from "../../domain/payment.ts";
import type { LedgerStore } from "../ports/index.ts";

/** What the deployer configured about being paid. */
export interface PaymentPolicy {
  /** In the order in which they are offered. */
  readonly methods: readonly PaymentMethod[];
  readonly agencyBalanceCustomers: "all" | readonly number[];
  readonly starsRate: StarsRate;
  /** Whether the supplier's page works for top-ups, which ITT does not document. */
  readonly isSupplierPageForTopups: boolean;
}

/** The order as far as paying for it goes. */
export type Payable = Pick<Order, "customerId" | "kind" | "charged" | "sell" | "package" | "quantity">;

/** One way to pay for an order. */
export interface PaymentOption {
  readonly method: PaymentMethod;
  /** What the customer pays: whole Stars as `XTR`, else in the order's currency. */
  readonly amount: Money;
}

/** Who may pay how. */
export interface PaymentWays {
  /** The ways in which this order may be paid, in the deployer's order; empty where none is for this customer. */
  options(order: Payable): Promise<readonly PaymentOption[]>;
  /** Whether there is any way at all for this customer, before there is an order. */
  servesCustomer(customerId: number): Promise<boolean>;
  /** Whether an accepted order may still be paid as it was: the deployer may have taken the customer or the way off since. */
  isStillOffered(order: Pick<Order, "customerId" | "paymentMethod">): boolean;
}

interface Deps {
  readonly policy: PaymentPolicy;
  readonly ledger: Pick<LedgerStore, "balances">;
}

/** Builds the ways to pay: one function per method says whether, and how much. */
export function createPaymentWays({ policy, ledger }: Deps): PaymentWays {
  const isPaidByAgency = (id: number) =>
    policy.agencyBalanceCustomers === "all" || policy.agencyBalanceCustomers.includes(id);

  async function freeCredit(customerId: number, currency: string): Promise<number> {
    const account = (await ledger.balances(customerId)).find((each) => each.currency === currency);
    return account ? account.balanceMinor + account.limitMinor : 0;
  }

  async function amountBy(method: PaymentMethod, order: Payable): Promise<Money | undefined> {
    const total = order.charged ?? multiplyMoney(order.package.price.total, order.quantity);
    switch (method) {
      case "agency_balance":
        return isPaidByAgency(order.customerId) ? total : undefined;
      case "credit":
        return (await freeCredit(order.customerId, total.currency)) >= total.minor ? total : undefined;
      case "manual":
        return total;
      case "telegram": {
        const stars = starsFor(total, policy.starsRate);
        return stars === undefined ? undefined : { minor: stars, currency: "XTR" };
      }
      case "supplier_page":
        return order.kind === "esim" || policy.isSupplierPageForTopups ? (order.sell ?? total) : undefined;
      default:
        return method satisfies never;
    }
  }

  return {
    async options(order) {
      const amounts = await Promise.all(policy.methods.map((method) => amountBy(method, order)));
      return policy.methods.flatMap((method, index) => {
        const amount = amounts[index];
        return amount ? [{ method, amount }] : [];
      });
    },
    isStillOffered: ({ customerId, paymentMethod: method }) =>
      policy.methods.includes(method) && (method !== "agency_balance" || isPaidByAgency(customerId)),
    async servesCustomer(customerId) {
      const isOpen = policy.methods.some((method) => method !== "agency_balance" && method !== "credit");
      if (isOpen || (policy.methods.includes("agency_balance") && isPaidByAgency(customerId))) return true;
      if (!policy.methods.includes("credit")) return false;
      const accounts = await ledger.balances(customerId);
      return accounts.some(({ balanceMinor, limitMinor }) => balanceMinor + limitMinor > 0);
    },
  };
}
