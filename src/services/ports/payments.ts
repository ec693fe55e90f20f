import type { Money } from "../../domain/money.ts";
import type { LedgerEntry, Payment } from "../../domain/payment.ts";
import type { NewIntent } from "./intents.ts";
import type { NewJob } from "./queues.ts";

/** A payment as it is filed first. */
export type NewPayment = Omit<Payment, "decidedBy" | "reason" | "decidedAtMs" | "isApart">;

/** What a transition does to the payments of its order, in the same transaction. */
export type PaymentChange =
  /** Files a payment that is here already. Throws `PaymentTaken` where its external id has paid before. */
  | { readonly do: "receive"; readonly payment: NewPayment & { readonly state: "received" } }
  /** Staff looked: the claim becomes `received` or `declined`; `PaymentTaken` is thrown where it is no claim any more. */
  | {
      readonly do: "decide";
      readonly paymentId: string;
      readonly state: "received" | "declined";
      readonly staffId: number;
      readonly reason: string | null;
    };

export interface PaymentStore {
  get(id: string): Promise<Payment | undefined>;
  /** Of one order, oldest first. */
  listOfOrder(orderId: string): Promise<readonly Payment[]>;
  /** Of all of these orders, oldest first. */
  listOfOrders(orderIds: readonly string[]): Promise<readonly Payment[]>;
  /** By Telegram's charge id or the transaction number as typed. */
  findExternal(method: Payment["method"], externalId: string): Promise<Payment | undefined>;
  /**
   * Files what the customer says to have paid, in one transaction with the look at the order. `taken`: that number was claimed or received
   * before; `open`: the order has a claim that nobody has looked at yet; `closed`: it waits for no money.
   */
  claim(
    payment: NewPayment & { readonly state: "claimed" },
    following: { readonly jobs: readonly NewJob[]; readonly outbox: readonly NewIntent[] },
  ): Promise<"claimed" | "taken" | "open" | "closed">;
  /**
   * Adds what the customer sends while staff are looking: a number to a claim without one, a photo likewise, so that the number counts once.
   * `known`: it is there already; `taken`: that number was claimed or received before; `full`: not all of it has room; `closed`: nobody looks.
   */
  addToClaim(
    orderId: string,
    proof: { readonly number: string | null; readonly photoFileId: string | null },
    nowMs: number,
    outbox: (payment: Payment) => readonly NewIntent[],
  ): Promise<"added" | "known" | "taken" | "full" | "closed">;
  /** Files a payment whose order it can no longer pay for, with its ledger row; false when it was filed before. */
  receiveApart(
    payment: NewPayment & { readonly state: "received" },
    entry: LedgerEntry,
    jobs: readonly NewJob[],
  ): Promise<boolean>;
  /** Compare-and-set of the state, with its ledger rows; false when the payment was not in `from`. */
  move(
    id: string,
    from: Payment["state"],
    to: Payment["state"],
    nowMs: number,
    entries?: readonly LedgerEntry[],
  ): Promise<boolean>;
  /** Claims that nobody has looked at, oldest first. */
  listClaimed(limit: number): Promise<readonly Payment[]>;
}

/** Stars that came for no order that we know; they go back by themselves. */
export interface StrayCharge {
  readonly customerId: number;
  /** Telegram's id of it. */
  readonly chargeId: string;
  readonly isReturned: boolean;
}

export interface StrayChargeStore {
  /** Files it with the job that returns it; a charge that is told again changes nothing. */
  add(customerId: number, chargeId: string, nowMs: number): Promise<void>;
  /** By our own opaque id, which the job's key names. */
  get(id: string): Promise<StrayCharge | undefined>;
  markReturned(id: string, nowMs: number): Promise<void>;
}

/** A row of the ledger as it was entered. */
export interface LedgerRow extends LedgerEntry {
  readonly id: number;
  readonly atMs: number;
}

/** What a customer's account holds in one currency. */
export interface AccountBalance {
  readonly currency: string;
  /** Minor units; below zero the customer owes the shop. */
  readonly balanceMinor: number;
  /** How far below zero it may go. */
  readonly limitMinor: number;
}

export interface LedgerStore {
  /**
   * Enters a row; false when its `dedupeKey` is there already. A withdrawal that would take the account below its limit throws
   * `CreditExceeded`, and nothing is entered. What is to be told of it goes with it.
   */
  add(entry: LedgerEntry, nowMs: number, outbox?: readonly NewIntent[]): Promise<boolean>;
  /** The row that was entered under this key. */
  find(dedupeKey: string): Promise<LedgerRow | undefined>;
  /** One entry per currency that the account ever had. */
  balances(customerId: number): Promise<readonly AccountBalance[]>;
  /** Newest first. */
  list(customerId: number, limit: number): Promise<readonly LedgerRow[]>;
  /** All customers' rows of a time, oldest first. */
  listBetween(fromMs: number, untilMs: number): Promise<readonly LedgerRow[]>;
  /** Sets how far below zero the account may go, with the row that tells of it; false when that row is there already. */
  setLimit(
    customerId: number,
    limit: Money,
    entry: LedgerEntry,
    nowMs: number,
    outbox?: readonly NewIntent[],
  ): Promise<boolean>;
}
