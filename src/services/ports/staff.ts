import type { StaffRole } from "../../domain/staff.ts";

/** Somebody who was made staff; those of `ADMIN_IDS` need no row. */
export interface StaffMember {
  /** Telegram user id. */
  readonly userId: number;
  readonly role: StaffRole;
  /** The admin who granted it; null where it was done on the server's command line. */
  readonly grantedBy: number | null;
  readonly grantedAtMs: number;
}

/** One act of staff: who, what, on whom, why. */
export interface AuditEntry {
  /** Null: the server's command line. */
  readonly staffId: number | null;
  /** The command, or what was tapped: "find", "show-details". */
  readonly action: string;
  readonly orderId: string | null;
  /** The Telegram user it was about: a customer, or a colleague. */
  readonly subjectId: number | null;
  /** What came of it, in plain words without personal data: "2 found", "refused: state is issued". The catalogue's `told.` keys tell them. */
  readonly outcome: string;
  /** Why, as staff typed it. Kept sealed. */
  readonly reason: string | null;
}

export interface AuditRow extends AuditEntry {
  readonly id: number;
  readonly atMs: number;
}

/** Which acts are asked for; all of them when empty. */
export interface AuditFilter {
  readonly staffId?: number;
  readonly orderId?: string;
  readonly subjectId?: number;
  readonly action?: string;
}

/** What staff did. Rows are only ever added; a customer who is forgotten leaves them as nobody. */
export interface AuditLog {
  add(entry: AuditEntry, nowMs: number): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, limit: number): Promise<readonly AuditRow[]>;
}

export interface StaffStore {
  get(userId: number): Promise<StaffMember | undefined>;
  /** Longest serving first. */
  list(): Promise<readonly StaffMember[]>;
  /** Makes somebody staff, or gives another role, and audits it in the same transaction. */
  put(member: StaffMember, audit: AuditEntry): Promise<void>;
  /** False, and only the audit row is written, for somebody who was none. */
  remove(userId: number, audit: AuditEntry, nowMs: number): Promise<boolean>;
}

/** Something staff wrote about a customer, for each other. */
export interface StaffNote {
  readonly customerId: number;
  readonly orderId: string | null;
  readonly staffId: number;
  /** Kept sealed. */
  readonly text: string;
  readonly atMs: number;
}

export interface NoteStore {
  /** False for a customer the shop does not know. */
  add(note: StaffNote): Promise<boolean>;
  /** Newest first. */
  list(customerId: number, limit: number): Promise<readonly StaffNote[]>;
}
