import type { Generated } from "kysely";
import type { StaffRole } from "../../domain/staff.ts";
import type { LookUpKind } from "../../services/ports/index.ts";

/** The tables of staff as queries see them; the terms are those of schema.ts. */
type Sealed = string;

export interface StaffTable {
  user_id: number;
  role: StaffRole;
  granted_by: number | null;
  granted_at_ms: number;
}

export interface AuditTable {
  id: Generated<number>;
  staff_id: number | null;
  action: string;
  order_id: string | null;
  subject_id: number | null;
  outcome: string;
  reason: Sealed | null;
  at_ms: number;
}

export interface StaffNotesTable {
  id: Generated<number>;
  customer_id: number;
  order_id: string | null;
  staff_id: number;
  /** Empty between insert and sealing, inside one transaction. */
  body: Sealed;
  at_ms: number;
}

/** Keyed hashes of what staff search an order by. */
export interface OrderLookUpsTable {
  order_id: string;
  kind: LookUpKind;
  hash: string;
}
