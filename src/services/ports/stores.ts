import type { AlertKind } from "../../domain/alerts.ts";
import type { EsimProfile } from "../../domain/esim.ts";
import type { Order, OrderState } from "../../domain/order.ts";
import type { TopupDetails } from "../../domain/topup.ts";
import type { TravellerDraft } from "../../domain/traveller.ts";

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
  /** Plain words without personal data: "connection reset". */
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
  /** Event text, no personal data. */
  readonly detail: string;
  readonly nowMs: number;
  /** New eSIM rows; one whose ICCID is already there for this order is left as it is; for another order the transition throws. */
  readonly esims?: readonly NewEsim[];
  readonly jobs?: readonly NewJob[];
  readonly outbox?: readonly NewIntent[];
  /** The supplier's raw answer, stored encrypted on the order. */
  readonly supplierReply?: string;
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
    patch: Pick<OrderPatch, "statusMessageId" | "notFoundReads" | "leaseUntilMs">,
    nowMs: number,
  ): Promise<void>;
  events(orderId: string): Promise<readonly OrderEvent[]>;
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

export type JobKind =
  | "fulfil"
  | "reconcile"
  | "fulfil-topup"
  | "reconcile-topup"
  | "sweep"
  | "expire-drafts"
  | "purge"
  | "trip"
  | "watch-usage";

export interface NewJob {
  readonly kind: JobKind;
  /** Unique together with `kind`: the order's id, or "all". Enqueuing again moves `runAtMs` to the earlier of both. */
  readonly key: string;
  readonly runAtMs: number;
}

export interface Job extends NewJob {
  /** Tries so far, this one included. */
  readonly attempts: number;
}

export interface JobStore {
  enqueue(job: NewJob): Promise<void>;
  /** Claims up to `limit` due jobs for `owner` until `leaseUntilMs`; a job whose lease ran out is due again. */
  claim(owner: string, nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly Job[]>;
  /** Keeps all of the owner's claims until `leaseUntilMs`: a process that died stops renewing, and its work is free again in seconds. */
  renew(owner: string, leaseUntilMs: number): Promise<void>;
  /** Removes a claimed job; false when the claim was lost. */
  finish(job: Job, owner: string): Promise<boolean>;
  /** Gives a claimed job back, due at `runAtMs`; `error` is kept on the row. */
  postpone(job: Job, owner: string, runAtMs: number, error: string | null): Promise<boolean>;
}

/** What is to be told, rendered when it is sent. */
export type IntentKind =
  | "esim"
  | "order-failed"
  | "order-unknown"
  | "order-still-unknown"
  | "order-void"
  | "after-delivery"
  | "topup-taken"
  | "topup-late"
  | "topup-done"
  | "when-travel"
  | "offline-card"
  | "trouble-report"
  | "update-failed"
  | "usage-alert";

export interface NewIntent {
  readonly chatId: number;
  readonly kind: IntentKind;
  /** The order; for `update-failed` an update id, for `usage-alert` the alert's level, for `trouble-report` a report. */
  readonly subject: string;
  /** The eSIM, for the kinds `esim` and `usage-alert`. */
  readonly esimId?: string | undefined;
  /** The same key is queued once. */
  readonly dedupeKey: string;
}

export interface Intent extends NewIntent {
  readonly id: number;
  readonly attempts: number;
}

export interface Outbox {
  add(intent: NewIntent, nowMs: number): Promise<void>;
  /** Claims the oldest due intent of each chat that has none under way and is not parked, up to `limit`. */
  claim(owner: string, nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly Intent[]>;
  /** Keeps all of the owner's claims until `leaseUntilMs`: a process that died stops renewing, and its work is free again in seconds. */
  renew(owner: string, leaseUntilMs: number): Promise<void>;
  markSent(id: number, owner: string, nowMs: number): Promise<boolean>;
  postpone(id: number, owner: string, dueAtMs: number, error: string): Promise<boolean>;
  /** Whether anything of the order is still unsent, apart from `exceptId`. */
  hasUnsent(orderId: string, kind: IntentKind, exceptId: number): Promise<boolean>;
}

/** A Telegram update as the inbox keeps it. */
export interface InboxEntry {
  readonly updateId: number;
  readonly lane: string;
  /** JSON text, the tapped message cut to chat, id and date. */
  readonly body: string;
  readonly attempts: number;
}

/** What one update leaves behind of the customer's dialogue: unchanged, written or gone. */
export type DialogueChange =
  | { readonly kind: "none" }
  | { readonly kind: "write"; readonly key: string; readonly version: string; readonly state: string }
  | { readonly kind: "delete"; readonly key: string };

export interface Inbox {
  /** Inserts what is new (unique `updateId`), durably, in one transaction; gives how many were. */
  add(entries: readonly Omit<InboxEntry, "attempts">[], nowMs: number): Promise<number>;
  /** Claims the oldest undone update of each free lane, up to `limit`; an entry whose lease ran out is free again. */
  claim(owner: string, nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly InboxEntry[]>;
  /** Keeps all of the owner's claims until `leaseUntilMs`: a process that died stops renewing, and its work is free again in seconds. */
  renew(owner: string, leaseUntilMs: number): Promise<void>;
  /** Dialogue row and `done` in one transaction guarded by the claim; false when the claim was lost, and nothing is written. */
  finish(entry: InboxEntry, owner: string, dialogue: DialogueChange, nowMs: number): Promise<boolean>;
  /** Gives the claim back for another try at `dueAtMs`. */
  release(entry: InboxEntry, owner: string, dueAtMs: number, error: string): Promise<boolean>;
  /** Moves a poison update to the dead letters; the lane goes on. `intent` tells the customer politely. */
  bury(
    entry: InboxEntry,
    owner: string,
    error: string,
    intent: NewIntent | null,
    nowMs: number,
  ): Promise<boolean>;
  /**
   * Removes what is kept no longer: done entries after 48 h, dialogues after 7 days, dead letters after 14, raw supplier answers and the
   * travellers of cancelled and expired orders after 30.
   */
  purge(nowMs: number): Promise<void>;
}

export interface DialogueStore {
  /** The stored dialogue with the version it was written under. */
  read(key: string): Promise<{ readonly version: string; readonly state: string } | undefined>;
}
