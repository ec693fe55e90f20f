import type { AlertKind } from "../../domain/alerts.ts";
import type { EsimProfile } from "../../domain/esim.ts";
import type { Order, OrderState } from "../../domain/order.ts";
import type { LedgerEntry } from "../../domain/payment.ts";
import type { TopupDetails } from "../../domain/topup.ts";
import type { TravellerDraft } from "../../domain/traveller.ts";
import type { SpendLimit } from "./incidents.ts";
import type { PaymentChange } from "./payments.ts";
import type { NewIntent } from "./intents.ts";
import type { NewJob } from "./queues.ts";

/** A Telegram user who talks to the bot in a private chat. */
export interface Customer {
  /** Telegram user id; a private chat has the same id. */
  readonly id: number;
  /** Chosen with /language; null until then. */
  readonly chosenLanguage: string | null;
  /** The traveller saved with consent, for the next purchase. */
  readonly savedTraveller: TravellerDraft | null;
  /** The tag of the `?start=s_<tag>` link that brought them last. */
  readonly source: string | null;
  /** The card that navigation edits in place, and whether it is the chat's last message. */
  readonly cardMessageId: number | null;
  readonly isCardLast: boolean;
  /** Set when Telegram said that the customer blocked the bot; what is due waits. */
  readonly hasBlocked: boolean;
  /** Kinds of usage alerts that the customer switched off. */
  readonly mutedAlerts: readonly AlertKind[];
  /** The order whose country and traveller the next purchase takes over; null unless they asked for that. */
  readonly nextTripOrderId: string | null;
}

export type CustomerPatch = Partial<Omit<Customer, "id">>;

export interface CustomerStore {
  /** The customer, made when absent. */
  get(id: number): Promise<Customer>;
  update(id: number, patch: CustomerPatch): Promise<void>;
  /** Whether this person has ever written to the shop. */
  isKnown(id: number): Promise<boolean>;
}

/** A new draft; everything else of the order starts empty. */
export type NewDraft = Pick<
  Order,
  | "id"
  | "reference"
  | "customerId"
  | "chatId"
  | "language"
  | "countryCode"
  | "package"
  | "quantity"
  | "traveller"
  | "source"
  | "paymentMethod"
> & {
  /** `esim` unless said otherwise. */
  readonly kind?: Order["kind"];
  /** For a top-up: the eSIM and the order it was bought with. */
  readonly topup?: Pick<TopupDetails, "esimId" | "parentOrderId">;
};

/** What a transition may change besides the state. `nowMs` becomes `updatedAtMs`. */
export type OrderPatch = Partial<
  Omit<
    Order,
    // `attempts` is counted by the store itself, with the move to `sending`.
    | "id"
    | "reference"
    | "kind"
    | "state"
    | "customerId"
    | "chatId"
    | "attempts"
    | "createdAtMs"
    | "updatedAtMs"
    | "receiptNumber"
    | "issuedAtMs"
  >
>;

/** An issued eSIM of an order, as the database keeps it. */
export interface StoredEsim extends EsimProfile {
  /** Short key derived from the ICCID (`esimId`), the same however often the eSIM is filed. */
  readonly id: string;
  readonly orderId: string;
  readonly customerId: number;
  readonly chatId: number;
  readonly bookingId: string;
  readonly trackingId: string;
  readonly countryCode: string;
  /** 1-based place within its order. */
  readonly position: number;
  readonly issuedAtMs: number;
  readonly deliveredAtMs: number | null;
  /** The customer's own name for it ("for my daughter"); null until they give one. */
  readonly label: string | null;
}

/** An eSIM as it is filed: what comes later is not there yet. */
export type NewEsim = Omit<StoredEsim, "deliveredAtMs" | "issuedAtMs" | "label">;

export interface OrderEvent {
  readonly orderId: string;
  readonly from: OrderState | null;
  readonly to: OrderState;
  /** Plain words without personal data: "connection reset". They are kept for ever; the catalogue's `told.` keys tell them in each language. */
  readonly detail: string;
  readonly atMs: number;
}

/** What is committed together with a transition, in one transaction. */
export interface Transition {
  readonly orderId: string;
  /** Compare-and-set: the order must be in one of these. Each must allow `to` by the domain's table, or equal `to` (an event without a move). */
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  readonly patch?: OrderPatch;
  /** Event text, no personal data. A new phrase needs its `told.` key in the catalogue. */
  readonly detail: string;
  readonly nowMs: number;
  /** New eSIM rows; one whose ICCID is already there for this order is left as it is; for another order the transition throws. */
  readonly esims?: readonly NewEsim[];
  readonly jobs?: readonly NewJob[];
  readonly outbox?: readonly NewIntent[];
  /** The supplier's raw answer, stored encrypted on the order. */
  readonly supplierReply?: string;
  /** Rows for the ledger; one whose `dedupeKey` is there is left as it is. */
  readonly ledger?: readonly LedgerEntry[];
  /** Throws `CreditExceeded` when the account in this currency would be below its limit afterwards. */
  readonly withinCredit?: string;
  readonly payment?: PaymentChange;
  /** With the moves to `accepted` and `sending`: throws `SpendLimitReached` when the day's purchases would cost more. */
  readonly withinSpend?: readonly SpendLimit[];
  /** Gives false where the customer says to have paid and nobody has looked yet. */
  readonly unlessClaimed?: true;
  /** Gives false where another number of the order's eSIMs has come by now. */
  readonly withEsims?: number;
  /** Gives false where the share of an order that was closed short is not owed, or no longer. */
  readonly whileShareOwed?: true;
}

export interface OrderStore {
  /** Makes the draft and cancels the customer's other open draft of its kind (draft | quoted | ready) in one transaction. A taken reference throws `ReferenceTaken`. */
  createDraft(draft: NewDraft, nowMs: number): Promise<Order>;
  get(id: string): Promise<Order | undefined>;
  /** Only the owner's order. */
  getOwned(customerId: number, id: string): Promise<Order | undefined>;
  getByNonce(customerId: number, nonce: string): Promise<Order | undefined>;
  getByReference(reference: string): Promise<Order | undefined>;
  /** The customer's one order for an eSIM that is still being filled in. */
  getOpenDraft(customerId: number): Promise<Order | undefined>;
  /** Orders of the customer in one of `states`, newest first. */
  list(customerId: number, states: readonly OrderState[], limit: number): Promise<readonly Order[]>;
  /** The customer's top-ups of one eSIM in one of `states`, newest first. */
  listTopups(customerId: number, esimId: string, states: readonly OrderState[]): Promise<readonly Order[]>;
  /** Changes an open draft without moving it; false when it is no longer open. */
  saveDraft(
    customerId: number,
    id: string,
    patch: Pick<OrderPatch, "traveller" | "quantity" | "statusMessageId">,
    nowMs: number,
  ): Promise<boolean>;
  /**
   * Compare-and-set plus event, eSIMs, jobs and outbox in one transaction; false when the state had moved. The first move to `issued` gives
   * the order its receipt number. Throws `TopupIsOpen` where a top-up is accepted while another of the same eSIM is under way.
   */
  transition(change: Transition): Promise<boolean>;
  /** Notes something about an order without moving it (not-found counts, the status message). */
  annotate(
    id: string,
    patch: Pick<OrderPatch, "statusMessageId" | "invoiceMessageId" | "notFoundReads" | "leaseUntilMs">,
    nowMs: number,
  ): Promise<void>;
  events(orderId: string): Promise<readonly OrderEvent[]>;
  /** Orders of all customers in one of `states`, longest untouched first. */
  listInStates(states: readonly OrderState[], limit: number): Promise<readonly Order[]>;
  /** `sending` orders whose lease has run out. */
  listAbandoned(nowMs: number): Promise<readonly Order[]>;
  /** Open drafts untouched since `beforeMs`. */
  listStaleDrafts(beforeMs: number, limit: number): Promise<readonly Order[]>;
}

export interface EsimStore {
  get(id: string): Promise<StoredEsim | undefined>;
  getOwned(customerId: number, id: string): Promise<StoredEsim | undefined>;
  /** The customer's eSIMs, newest first. */
  listOwned(customerId: number): Promise<readonly StoredEsim[]>;
  listOfOrder(orderId: string): Promise<readonly StoredEsim[]>;
  markDelivered(id: string, nowMs: number): Promise<void>;
  /** Names the customer's own eSIM, or takes its name away (null); false when it is not theirs. */
  setLabel(customerId: number, id: string, label: string | null): Promise<boolean>;
}
