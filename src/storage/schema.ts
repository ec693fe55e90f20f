import type { ColumnType, Generated } from "kysely";
import type { FailureReason, OrderState } from "../domain/order.ts";
import type { PaymentMethod } from "../domain/payment.ts";
import type { IntentKind, JobKind } from "../services/ports/index.ts";
import type { IncidentsTable, SupportMessagesTable, VoidProposalsTable } from "./incident-tables.ts";
import type { CreditLimitsTable, LedgerTable, PaymentsTable, StrayChargesTable } from "./payments/tables.ts";
import type { AuditTable, OrderLookUpsTable, StaffNotesTable, StaffTable } from "./staff/tables.ts";

/*
 * The tables as queries see them. Terms:
 * - `…_ms`: epoch milliseconds. `…_minor`: minor units of the currency beside it.
 * - Sealed: text that the field cipher made, never plain (see SEALED_COLUMNS in keys/rotate-keys.ts).
 * - Flag: 0 or 1, since the databases disagree about booleans.
 */
type Sealed = string;
type Flag = 0 | 1;

interface SettingsTable {
  name: string;
  value: string;
}

export interface CustomersTable {
  id: number;
  chosen_language: string | null;
  saved_traveller: Sealed | null;
  source: string | null;
  card_message_id: number | null;
  is_card_last: ColumnType<number, Flag | undefined, Flag>;
  has_blocked: ColumnType<number, Flag | undefined, Flag>;
  /** Kinds of alerts that are switched off, separated by spaces. */
  muted_alerts: Generated<string>;
  next_trip_order_id: string | null;
}

interface DialoguesTable {
  key: string;
  version: string;
  state: Sealed;
  updated_at_ms: number;
}

export interface OrdersTable {
  id: string;
  reference: string;
  kind: "esim" | "topup";
  state: OrderState;
  customer_id: number;
  chat_id: number;
  language: string;
  country_code: string;
  /** The package as it was chosen; JSON in clear, it holds nothing personal. */
  package_json: string;
  quantity: number;
  /** Null once the retention has removed it from an order that came to nothing. */
  traveller: Sealed | null;
  booking_tracking_id: string | null;
  package_tracking_id: string | null;
  quoted_at_ms: number | null;
  nonce: string | null;
  source: string | null;
  payment_method: PaymentMethod;
  purchase_minor: number | null;
  purchase_currency: string | null;
  sell_minor: number | null;
  sell_currency: string | null;
  charged_minor: number | null;
  charged_currency: string | null;
  attempts: Generated<number>;
  lease_until_ms: number | null;
  booking_id: string | null;
  supplier_confirmation_id: string | null;
  failure: FailureReason | null;
  status_message_id: number | null;
  invoice_message_id: number | null;
  not_found_reads: Generated<number>;
  explicit_refusal: ColumnType<number, Flag | undefined, Flag>;
  /** The last raw answer of the supplier. */
  supplier_reply: Sealed | null;
  /** Of a top-up: the eSIM, the order it was bought with, and JSON in clear of what was read before and after. */
  esim_id: string | null;
  parent_order_id: string | null;
  topup_before: string | null;
  topup_after: string | null;
  acknowledged_at_ms: number | null;
  /** Of an order that was closed short; the share is in the currency of what was charged. */
  short_missing: number | null;
  short_share_minor: number | null;
  short_returned_at_ms: number | null;
  receipt_number: number | null;
  issued_at_ms: number | null;
  created_at_ms: number;
  accepted_at_ms: number | null;
  payment_due_at_ms: number | null;
  paid_at_ms: number | null;
  payment_url: Sealed | null;
  sent_at_ms: number | null;
  updated_at_ms: number;
}

interface OrderEventsTable {
  id: Generated<number>;
  order_id: string;
  from_state: OrderState | null;
  to_state: OrderState;
  detail: string;
  at_ms: number;
}

export interface EsimsTable {
  id: string;
  order_id: string;
  customer_id: number;
  chat_id: number;
  booking_id: string;
  tracking_id: string;
  country_code: string;
  position: number;
  iccid: string;
  lpa: Sealed;
  smdp_address: Sealed;
  activation_code: Sealed;
  confirmation_code: Sealed | null;
  apn_type: string | null;
  apn_value: string | null;
  is_roaming: ColumnType<number | null, Flag | null, Flag | null>;
  msisdn: Sealed | null;
  issued_at_ms: number;
  delivered_at_ms: number | null;
  label: Sealed | null;
}

export interface EsimUsageTable {
  esim_id: string;
  /** The last figures as JSON; they hold nothing personal. */
  figures_json: string | null;
  as_of_ms: number | null;
  tried_at_ms: number | null;
  is_gone: ColumnType<number, Flag | undefined, Flag>;
  /** Alerts that were told, as JSON. */
  told_json: Generated<string>;
  /** The cheapest top-up as JSON, when an alert last named one. */
  topup_from_json: string | null;
  is_finished: ColumnType<number, Flag | undefined, Flag>;
  next_look_at_ms: number;
}

/** What the claimed tables share: who works on the row until when, and how often it was tried. */
interface ClaimColumns {
  attempts: Generated<number>;
  claimed_by: string | null;
  lease_until_ms: number | null;
  last_error: string | null;
}

interface InboxTable extends ClaimColumns {
  /** Order of arrival. */
  seq: Generated<number>;
  update_id: number;
  lane: string;
  /** Empty once the entry is done. `last_error` is sealed here too. */
  body: Sealed;
  state: "waiting" | "claimed" | "done";
  /** Claims that ran out instead of being ended: their process died. */
  lost_claims: Generated<number>;
  due_at_ms: number;
  received_at_ms: number;
  done_at_ms: number | null;
}

interface DeadLettersTable {
  update_id: number;
  lane: string;
  body: Sealed;
  error: Sealed;
  attempts: number;
  buried_at_ms: number;
}

interface JobsTable extends ClaimColumns {
  kind: JobKind;
  key: string;
  run_at_ms: number;
  /** Asked for again while claimed: due at this time once the claim ends. */
  rerun_at_ms: number | null;
}

interface OutboxTable extends ClaimColumns {
  id: Generated<number>;
  chat_id: number;
  kind: IntentKind;
  subject: string;
  esim_id: string | null;
  dedupe_key: string;
  due_at_ms: number;
  created_at_ms: number;
  sent_at_ms: number | null;
}

/** The supplier's list of devices, whole; one row. */
interface DeviceListTable {
  id: 1;
  body: string;
  read_at_ms: number;
}

/** When the customer of an order travels; `travels_on` is a day (in clear in old rows), null where they did not say. */
interface TripsTable {
  order_id: string;
  customer_id: number;
  chat_id: number;
  travels_on: Sealed | null;
  answered_at_ms: number;
}

/** What a customer tried before they asked for a person. */
interface TroubleReportsTable {
  id: string;
  customer_id: number;
  esim_id: string;
  is_there: Flag;
  /** Codes of the remedies, in the order in which they were shown. */
  tried: string;
  created_at_ms: number;
}

export interface Database {
  incidents: IncidentsTable;
  void_proposals: VoidProposalsTable;
  support_messages: SupportMessagesTable;
  settings: SettingsTable;
  customers: CustomersTable;
  dialogues: DialoguesTable;
  orders: OrdersTable;
  payments: PaymentsTable;
  stray_charges: StrayChargesTable;
  ledger: LedgerTable;
  credit_limits: CreditLimitsTable;
  order_events: OrderEventsTable;
  esims: EsimsTable;
  esim_usage: EsimUsageTable;
  inbox: InboxTable;
  dead_letters: DeadLettersTable;
  jobs: JobsTable;
  outbox: OutboxTable;
  device_list: DeviceListTable;
  trips: TripsTable;
  trouble_reports: TroubleReportsTable;
  staff: StaffTable;
  audit: AuditTable;
  staff_notes: StaffNotesTable;
  order_look_ups: OrderLookUpsTable;
}
