import type { HeldBrake, IncidentKind, IncidentTurn } from "../../domain/incident.ts";

/** Something that staff must know of. At most one of a kind and subject is open at a time. */
export interface Incident {
  readonly id: number;
  readonly kind: IncidentKind;
  /** The order's id, a stray charge's own, or "all". */
  readonly subject: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
}

export interface IncidentStore {
  get(id: number): Promise<Incident | undefined>;
  listOpen(): Promise<readonly Incident[]>;
  /** Opens it and queues the message to `chatId`, in one transaction; false where it is open already. */
  open(
    kind: IncidentKind,
    subject: string,
    chatId: number | null,
    nowMs: number,
    orderId?: string,
  ): Promise<boolean>;
  /** Queues one message more about one that is open, once for ever; false where none is open. */
  tell(
    kind: IncidentKind,
    subject: string,
    turn: IncidentTurn,
    chatId: number | null,
    nowMs: number,
  ): Promise<boolean>;
  /** Closes it and queues the message of its end; false where none is open. */
  close(kind: IncidentKind, subject: string, chatId: number | null, nowMs: number): Promise<boolean>;
  /** Queues the message of every open incident that was opened while there was no group; of the others nothing. */
  tellOpen(chatId: number, nowMs: number): Promise<void>;
  /** Whether there ever was one. */
  wasThere(kind: IncidentKind, subject: string): Promise<boolean>;
}

/** The first of the two who settle an order as void; kept until it is settled. */
export interface VoidProposals {
  get(orderId: string): Promise<{ readonly staffId: number; readonly atMs: number } | undefined>;
  put(orderId: string, staffId: number, atMs: number): Promise<void>;
}

/** What the day's purchases may cost at the supplier, in one currency. */
export interface SpendLimit {
  readonly currency: string;
  readonly minor: number;
  /** Start of the shop's day, epoch milliseconds. */
  readonly sinceMs: number;
}

/** The brakes as the database keeps them, for all processes that share it. */
export interface BrakeStore {
  held(): Promise<readonly HeldBrake[]>;
  /** False where it is on already. */
  apply(brake: HeldBrake, nowMs: number): Promise<boolean>;
  /** False where it is not on. */
  release(brake: HeldBrake, nowMs: number): Promise<boolean>;
  /**
   * Orders whose spending call the supplier left `unknown` since then, oldest first; those before the last release of that brake do not count,
   * nor those cut off because our own process ended: these say nothing about the supplier, and a row of restarts must not close the shop.
   */
  listUnknowns(sinceMs: number): Promise<readonly string[]>;
  /** Whether this order, sent now, would take the day's purchases past a limit. */
  wouldPassSpend(orderId: string, limits: readonly SpendLimit[]): Promise<boolean>;
  /** Room on the disk that holds the database; null where it is not ours to watch. */
  diskSpace(): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | null>;
}

/** The longest list of evidence. Where one is as long, an order that is missing from it may be there all the same. */
export const MOST_EVIDENCE = 50;

/** What the database tells of orders that staff must know of; every list holds `MOST_EVIDENCE` at most. */
export interface IncidentEvidence {
  /** Orders whose outcome is not known, and which were sent before then; of top-ups that the supplier has taken, before `takenBeforeMs`. */
  listUnknown(sentBeforeMs: number, takenBeforeMs: number): Promise<readonly string[]>;
  /** Orders whose answers contradict each other, or else those that wait for a person for any other reason. */
  listForStaff(isContradiction: boolean): Promise<readonly string[]>;
  /** Orders for eSIMs that were issued before then and are not in the chat. */
  listUndelivered(issuedBeforeMs: number): Promise<readonly string[]>;
  /** Orders that were paid on the supplier's page before then, as a read told, and have neither an eSIM nor their money back; newest first. */
  listPaidUnissued(readBeforeMs: number): Promise<readonly string[]>;
  /** Orders with Stars that Telegram was asked to return before then, and has not. */
  listUnreturnedStars(askedBeforeMs: number): Promise<readonly string[]>;
  /** The same of charges that came for no order, by their own id. */
  listStrayStars(receivedBeforeMs: number): Promise<readonly string[]>;
  /** Orders that were found after they had ended, with their eSIM or without, or that were closed short and got more, since then. */
  listLateFinds(sinceMs: number): Promise<readonly string[]>;
  /** When the supplier last refused an order for want of the agency's money, and when it last took one that was paid from it. */
  balanceTimes(): Promise<{ readonly refusedAtMs: number | null; readonly takenAtMs: number | null }>;
}
