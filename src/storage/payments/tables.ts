import type { Generated } from "kysely";
import type { LedgerKind, PaymentMethod, PaymentState } from "../../domain/payment.ts";

/** Text that the field cipher made, as in `../schema.ts`, whose other terms hold here too. */
type Sealed = string;

export interface PaymentsTable {
  id: string;
  order_id: string;
  customer_id: number;
  method: PaymentMethod;
  state: PaymentState;
  amount_minor: number;
  currency: string;
  external_id: Sealed | null;
  /** Keyed hash of the folded `external_id`. */
  external_hash: string | null;
  photo_file_id: Sealed | null;
  decided_by: number | null;
  reason: Sealed | null;
  created_at_ms: number;
  decided_at_ms: number | null;
  /** 1 for a charge that its order could not take. */
  is_apart: Generated<number>;
}

/** Stars that came for no order. */
export interface StrayChargesTable {
  /** Keyed hash of Telegram's id of the charge. */
  id: string;
  customer_id: number;
  charge_id: Sealed;
  received_at_ms: number;
  returned_at_ms: number | null;
}

export interface LedgerTable {
  id: Generated<number>;
  customer_id: number;
  order_id: string | null;
  kind: LedgerKind;
  method: PaymentMethod;
  amount_minor: number;
  currency: string;
  staff_id: number | null;
  note: string;
  dedupe_key: string;
  at_ms: number;
}

export interface CreditLimitsTable {
  customer_id: number;
  currency: string;
  limit_minor: number;
}
