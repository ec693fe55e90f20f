import type { Intent, IntentKind, NewIntent } from "./intents.ts";

export type JobKind =
  | "fulfil"
  | "reconcile"
  | "fulfil-topup"
  | "reconcile-topup"
  | "sweep"
  | "expire-drafts"
  | "purge"
  | "trip"
  | "watch-usage"
  | "payment-deadline"
  | "await-supplier"
  | "await-topup"
  | "refund"
  | "staff-reminder"
  | "owed-reminder"
  | "watch-incidents"
  | "watch-auto-cancel";

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

export interface Outbox {
  add(intent: NewIntent, nowMs: number): Promise<void>;
  /** Claims the oldest due intent of each chat that has none under way and is not parked, up to `limit`. */
  claim(owner: string, nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly Intent[]>;
  /** Keeps all of the owner's claims until `leaseUntilMs`: a process that died stops renewing, and its work is free again in seconds. */
  renew(owner: string, leaseUntilMs: number): Promise<void>;
  markSent(id: number, owner: string, nowMs: number): Promise<boolean>;
  postpone(id: number, owner: string, dueAtMs: number, error: string): Promise<boolean>;
  /** Posts for staff that wait for a group which is theirs no more go to this one: a group that grows into a supergroup has another id. */
  movePosts(chatId: number): Promise<void>;
  /** Whether anything of the order is still unsent, apart from `exceptId`. */
  hasUnsent(orderId: string, kind: IntentKind, exceptId: number): Promise<boolean>;
}

/** A Telegram update as the inbox takes it. */
export interface NewInboxEntry {
  readonly updateId: number;
  readonly lane: string;
  /** JSON text, the tapped message cut to chat, id and date. */
  readonly body: string;
}

/** A Telegram update as the inbox gives it out. */
export interface InboxEntry extends Omit<NewInboxEntry, "body"> {
  /** Null where the stored bytes do not open any more: there is nothing left to handle. */
  readonly body: string | null;
  /** Claims so far, this one included. */
  readonly attempts: number;
  /** How many of the claims before were never ended: their process died, perhaps of this very update. */
  readonly lostClaims: number;
}

/** What one update leaves behind of the customer's dialogue: unchanged, written or gone. */
export type DialogueChange =
  | { readonly kind: "none" }
  | { readonly kind: "write"; readonly key: string; readonly version: string; readonly state: string }
  | { readonly kind: "delete"; readonly key: string };

export interface Inbox {
  /** Inserts what is new (unique `updateId`), durably, in one transaction; gives how many were. */
  add(entries: readonly NewInboxEntry[], nowMs: number): Promise<number>;
  /**
   * Claims the undone update of each free lane that Telegram numbered first, up to `limit`; an entry whose lease ran out is free again.
   * Of those that were under way at two ends of a process only one at a time is given out: whichever of them ends it takes no other along.
   */
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
  /** The stored dialogue with the version it was written under; null where it does not open any more and can only be dropped. */
  read(key: string): Promise<{ readonly version: string | null; readonly state: string } | undefined>;
}
