import type { NewIntent } from "./intents.ts";
import type { AuditEntry } from "./staff.ts";
import type { CompatibleDevice } from "./supplier.ts";

/** The supplier's list of devices as it was last read. */
export interface DeviceList {
  readonly devices: readonly CompatibleDevice[];
  readonly readAtMs: number;
}

export interface DeviceListStore {
  /** The kept list; undefined when none was ever read, or when it is of a form that is no longer understood. */
  read(): Promise<DeviceList | undefined>;
  write(list: DeviceList): Promise<void>;
}

/** When the customer of an order travels. */
export interface Trip {
  readonly orderId: string;
  readonly customerId: number;
  readonly chatId: number;
  /** A day, "2026-12-24"; null when the customer would not say. */
  readonly travelsOn: string | null;
  readonly answeredAtMs: number;
}

export interface TripStore {
  get(orderId: string): Promise<Trip | undefined>;
  /** Keeps the answer; a later one takes its place. */
  save(trip: Trip): Promise<void>;
}

/** What a customer tried before they asked for a person. */
export interface TroubleReport {
  readonly id: string;
  readonly customerId: number;
  readonly esimId: string;
  readonly isThere: boolean;
  /** Codes of the remedies in the order in which they were shown (`domain/trouble.ts`). */
  readonly tried: string;
  readonly createdAtMs: number;
}

export interface TroubleReportStore {
  get(id: string): Promise<TroubleReport | undefined>;
  /** The customer's newest report since `sinceMs`. */
  newestOf(customerId: number, sinceMs: number): Promise<TroubleReport | undefined>;
  /** Files a report; a second one under the same id changes nothing. */
  add(report: TroubleReport): Promise<void>;
}

/** What a customer wrote to staff, or (with `staffId`) what staff answered. */
export interface SupportMessage {
  readonly id: string;
  readonly customerId: number;
  /** The order it is about; null where the customer has none. */
  readonly orderId: string | null;
  readonly staffId: number | null;
  /** Kept sealed, as the photo is. */
  readonly text: string | null;
  /** Telegram's file id. */
  readonly photoFileId: string | null;
  readonly createdAtMs: number;
}

export interface SupportMessageStore {
  get(id: string): Promise<SupportMessage | undefined>;
  /** The customer's message that staff read as this message of their chat. */
  findByPost(chatId: number, messageId: number): Promise<SupportMessage | undefined>;
  /** Keeps a message with what it sets off, in one transaction; false, and nothing is written, for an id that is there. */
  add(
    message: SupportMessage,
    effects: { readonly outbox: readonly NewIntent[]; readonly audit: AuditEntry | null },
  ): Promise<boolean>;
  queue(intents: readonly NewIntent[], nowMs: number): Promise<void>;
  /** How many letters the customer has written since then. */
  countSince(customerId: number, sinceMs: number): Promise<number>;
  /** Notes as which message staff read it. */
  notePost(id: string, chatId: number, messageId: number): Promise<void>;
}

/** Everything the database holds of one customer, table by table, opened; for the customer's own eyes. */
export type PersonalData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

export interface PersonalDataStore {
  collect(customerId: number): Promise<PersonalData>;
  /**
   * Takes the customer out of the database in one transaction: personal fields and eSIM secrets are gone, orders, events and amounts stay
   * under `pseudonym`, a negative number that is nobody's chat. Nothing is done while an order is in one of `openStates`, or while the account
   * holds the customer's money or they owe the shop: gives which of both.
   */
  erase(
    customerId: number,
    pseudonym: number,
    openStates: readonly string[],
    nowMs: number,
  ): Promise<"erased" | "open-order" | "open-account">;
}
