import type { Generated } from "kysely";
import type { IncidentKind } from "../domain/incident.ts";

/** Text that the field cipher made, never plain. */
type Sealed = string;

/** What staff were alarmed about. */
export interface IncidentsTable {
  id: Generated<number>;
  kind: IncidentKind;
  subject: string;
  order_id: string | null;
  opened_at_ms: number;
  closed_at_ms: number | null;
}

/** The first of the two who settle an order as void. */
export interface VoidProposalsTable {
  order_id: string;
  staff_id: number;
  at_ms: number;
}

/** What a customer wrote to staff, and (with `staff_id`) what staff answered. */
export interface SupportMessagesTable {
  id: string;
  customer_id: number;
  order_id: string | null;
  staff_id: number | null;
  body: Sealed | null;
  photo_file_id: Sealed | null;
  /** The post in the staff's chat to which they reply. */
  staff_chat_id: number | null;
  staff_message_id: number | null;
  created_at_ms: number;
}
