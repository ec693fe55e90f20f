import type { LookUp } from "../../domain/look-up.ts";
import type { Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import type { StoredEsim } from "./stores.ts";

/** What staff find an order's traveller by; each is stored as a keyed hash of its folded text, never in clear. */
export const LOOK_UP_KINDS = ["phone", "email", "name"] as const satisfies readonly LookUp["kind"][];
export type LookUpKind = LookUp["kind"];

/** An order of a month with what its books need. */
export interface BookedSale {
  readonly order: Order;
  /** Of the payment that was received: the number, or Telegram's charge id. */
  readonly paymentReference: string | null;
  /** The member of staff who decided that payment. */
  readonly clerkId: number | null;
  /** What the books gave back of it; null for nothing. */
  readonly refunded: Money | null;
}

/** How many orders stand in a state. */
export interface StateCount {
  readonly state: Order["state"];
  readonly count: number;
}

/** What staff alone may ask the database: over all customers. */
export interface StaffDeskStore {
  /** Orders whose traveller has all of these, newest first. */
  findByLookUps(lookUps: readonly LookUp[], limit: number): Promise<readonly Order[]>;
  /** By the supplier's booking id or tracking id. */
  findByBooking(id: string, limit: number): Promise<readonly Order[]>;
  /** By a whole ICCID, or by its last four digits. */
  findEsims(digits: string, limit: number): Promise<readonly StoredEsim[]>;
  /** When the bot looks at the order next by itself; null where no job waits. */
  nextLookMs(orderId: string): Promise<number | null>;
  /** Orders that were accepted from `fromMs` until before `untilMs`, oldest first. */
  listSales(fromMs: number, untilMs: number): Promise<readonly BookedSale[]>;
  /** How many orders stand in each of these states; a state without any is left out. */
  countStates(states: readonly Order["state"][]): Promise<readonly StateCount[]>;
}
