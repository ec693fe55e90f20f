import type { Selectable, UpdateObject } from "kysely";
import type { Money } from "../../domain/money.ts";
import type { Order, Shortfall } from "../../domain/order.ts";
import type { OrderPatch } from "../../services/ports/index.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { Database, OrdersTable } from "../schema.ts";
import { parsePackage, parseTraveller } from "../stored-json.ts";
import { toTopup, toTopupColumns } from "./topup-columns.ts";

type OrderColumns = UpdateObject<Database, "orders">;

/** Reads a row. Throws when a stored value does not open or has another shape: such an order must not be acted upon. */
export function toOrder(row: Selectable<OrdersTable>, cipher: FieldCipher): Order {
  const place = `orders:traveller:${row.id}` as const;
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    state: row.state,
    customerId: row.customer_id,
    chatId: row.chat_id,
    language: row.language,
    countryCode: row.country_code,
    package: parsePackage(row.package_json, `orders:package_json:${row.id}`),
    quantity: row.quantity,
    traveller: row.traveller === null ? {} : parseTraveller(cipher.open(place, row.traveller), place),
    quote: toQuote(row),
    nonce: row.nonce,
    source: row.source,
    paymentMethod: row.payment_method,
    purchase: toMoney(row.purchase_minor, row.purchase_currency),
    sell: toMoney(row.sell_minor, row.sell_currency),
    charged: toMoney(row.charged_minor, row.charged_currency),
    attempts: row.attempts,
    leaseUntilMs: row.lease_until_ms,
    bookingId: row.booking_id,
    supplierConfirmationId: row.supplier_confirmation_id,
    failure: row.failure,
    statusMessageId: row.status_message_id,
    invoiceMessageId: row.invoice_message_id,
    notFoundReads: row.not_found_reads,
    explicitRefusal: row.explicit_refusal === 1,
    topup: toTopup(row),
    shortfall: toShortfall(row),
    receiptNumber: row.receipt_number,
    issuedAtMs: row.issued_at_ms,
    createdAtMs: row.created_at_ms,
    acceptedAtMs: row.accepted_at_ms,
    paymentDueAtMs: row.payment_due_at_ms,
    paidAtMs: row.paid_at_ms,
    paymentUrl: row.payment_url && cipher.open(`orders:payment_url:${row.id}`, row.payment_url),
    sentAtMs: row.sent_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}

/** The columns that `patch` changes on order `id`; what the patch leaves out stays undefined, which leaves the column alone. */
export function toColumns(patch: OrderPatch, id: string, cipher: FieldCipher): OrderColumns {
  return {
    language: patch.language,
    country_code: patch.countryCode,
    package_json: patch.package && JSON.stringify(patch.package),
    quantity: patch.quantity,
    traveller: patch.traveller && cipher.seal(`orders:traveller:${id}`, JSON.stringify(patch.traveller)),
    booking_tracking_id: mapSome(patch.quote, (quote) => quote.bookingTrackingId),
    package_tracking_id: mapSome(patch.quote, (quote) => quote.packageTrackingId),
    quoted_at_ms: mapSome(patch.quote, (quote) => quote.quotedAtMs),
    nonce: patch.nonce,
    source: patch.source,
    payment_method: patch.paymentMethod,
    purchase_minor: mapSome(patch.purchase, (money) => money.minor),
    purchase_currency: mapSome(patch.purchase, (money) => money.currency),
    sell_minor: mapSome(patch.sell, (money) => money.minor),
    sell_currency: mapSome(patch.sell, (money) => money.currency),
    charged_minor: mapSome(patch.charged, (money) => money.minor),
    charged_currency: mapSome(patch.charged, (money) => money.currency),
    lease_until_ms: patch.leaseUntilMs,
    booking_id: patch.bookingId,
    supplier_confirmation_id: patch.supplierConfirmationId,
    failure: patch.failure,
    status_message_id: patch.statusMessageId,
    invoice_message_id: patch.invoiceMessageId,
    not_found_reads: patch.notFoundReads,
    explicit_refusal: patch.explicitRefusal === undefined ? undefined : patch.explicitRefusal ? 1 : 0,
    ...toTopupColumns(patch.topup),
    short_missing: mapSome(patch.shortfall, ({ missing }) => missing),
    short_share_minor: mapSome(patch.shortfall, ({ share }) => share && share.minor),
    short_returned_at_ms: mapSome(patch.shortfall, ({ returnedAtMs }) => returnedAtMs),
    accepted_at_ms: patch.acceptedAtMs,
    payment_due_at_ms: patch.paymentDueAtMs,
    paid_at_ms: patch.paidAtMs,
    payment_url: mapSome(patch.paymentUrl, (url) => cipher.seal(`orders:payment_url:${id}`, url)),
    sent_at_ms: patch.sentAtMs,
  };
}

/** Reads from a value that is there; null (clear it) and undefined (leave it) stay what they are. */
function mapSome<T, R>(value: T | null | undefined, read: (value: T) => R): R | null | undefined {
  if (value === null) return null;
  return value === undefined ? undefined : read(value);
}

function toQuote(row: Selectable<OrdersTable>): Order["quote"] {
  const { booking_tracking_id, package_tracking_id, quoted_at_ms } = row;
  if (booking_tracking_id === null || package_tracking_id === null || quoted_at_ms === null) return null;
  return {
    bookingTrackingId: booking_tracking_id,
    packageTrackingId: package_tracking_id,
    quotedAtMs: quoted_at_ms,
  };
}

function toShortfall(row: Selectable<OrdersTable>): Shortfall | null {
  const { short_missing: missing, short_share_minor, short_returned_at_ms: returnedAtMs } = row;
  if (missing === null) return null;
  return { missing, share: toMoney(short_share_minor, row.charged_currency), returnedAtMs };
}

function toMoney(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}
