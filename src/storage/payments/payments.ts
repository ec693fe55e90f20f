import type { Kysely, Selectable } from "kysely";
import {
  PaymentTaken,
  type NewPayment,
  type PaymentChange,
  type PaymentStore,
} from "../../services/ports/index.ts";
import type { Payment } from "../../domain/payment.ts";
import type { SqlDialect } from "../dialect.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import type { Database } from "../schema.ts";
import type { PaymentsTable } from "./tables.ts";
import { enqueueJob } from "../queues/jobs.ts";
import { addIntent } from "../queues/outbox.ts";
import { enterLedger } from "./ledger.ts";

interface Keys {
  readonly cipher: FieldCipher;
  readonly lookUp: LookUpKey;
}

/** Payments in the database; numbers, photos and reasons are sealed. */
export function createPaymentStore(
  deps: Keys & { readonly db: Kysely<Database>; readonly dialect: SqlDialect },
): PaymentStore {
  const { db, cipher } = deps;
  const payments = () => db.selectFrom("payments").selectAll();
  const one = async (query: ReturnType<typeof payments>) => {
    const row = await query.executeTakeFirst();
    return row && toPayment(row, cipher);
  };
  const many = async (query: ReturnType<typeof payments>) =>
    (await query.execute()).map((row) => toPayment(row, cipher));
  const ofOrders = (orderIds: readonly string[]) =>
    orderIds.length === 0
      ? Promise.resolve([])
      : many(payments().where("order_id", "in", orderIds).orderBy("created_at_ms").orderBy("id"));

  return {
    get: (id) => one(payments().where("id", "=", id)),
    listOfOrder: (orderId) => ofOrders([orderId]),
    listOfOrders: ofOrders,
    findExternal: (method, externalId) =>
      one(
        payments()
          .where("method", "=", method)
          .where("external_hash", "=", hashOf(method, externalId, deps))
          .where("state", "!=", "declined"),
      ),
    listClaimed: (limit) =>
      many(payments().where("state", "=", "claimed").orderBy("created_at_ms").limit(limit)),

    claim: (payment, { jobs, outbox }) =>
      db.transaction().execute(async (trx) => {
        const order = await deps.dialect
          .forUpdate(trx.selectFrom("orders").select("state"))
          .where("id", "=", payment.orderId)
          .executeTakeFirst();
        if (order?.state !== "awaiting_payment") return "closed";
        if (await insertPayment(trx, payment, deps)) {
          for (const job of jobs) await enqueueJob(trx, job);
          for (const intent of outbox) await addIntent(trx, intent, payment.createdAtMs);
          return "claimed";
        }
        return (await hasOpenClaim(trx, payment.orderId)) ? "open" : "taken";
      }),

    addToClaim: (orderId, proof, nowMs, outbox) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom("payments")
          .selectAll()
          .where("order_id", "=", orderId)
          .where("state", "=", "claimed")
          .executeTakeFirst();
        if (!row) return "closed";
        const hash = proof.number === null ? null : hashOf(row.method, proof.number, deps);
        const isNumberKnown = hash === null || hash === row.external_hash;
        const former = toPayment(row, cipher);
        const isPhotoKnown = proof.photoFileId === null || proof.photoFileId === former.photoFileId;
        if (isNumberKnown && isPhotoKnown) return "known";
        if (!isNumberKnown && (await isCounted(trx, row.method, hash))) return "taken";
        const number = isNumberKnown || row.external_hash !== null ? null : proof.number;
        const photo = isPhotoKnown || row.photo_file_id !== null ? null : proof.photoFileId;
        const seal = (column: string, value: string) => cipher.seal(`payments:${column}:${row.id}`, value);
        if (number !== null)
          await trx
            .updateTable("payments")
            .set({ external_id: seal("external_id", number), external_hash: hash })
            .where("id", "=", row.id)
            .execute();
        if (photo !== null)
          await trx
            .updateTable("payments")
            .set({ photo_file_id: seal("photo_file_id", photo) })
            .where("id", "=", row.id)
            .execute();
        if (number !== null || photo !== null)
          for (const intent of outbox(former)) await addIntent(trx, intent, nowMs);
        return (isNumberKnown || number !== null) && (isPhotoKnown || photo !== null) ? "added" : "full";
      }),

    receiveApart: (payment, entry, jobs) =>
      db.transaction().execute(async (trx) => {
        if (!(await insertPayment(trx, payment, deps, true))) return false;
        await enterLedger(trx, entry, payment.createdAtMs);
        for (const job of jobs) await enqueueJob(trx, job);
        return true;
      }),

    move: (id, from, to, nowMs, entries = []) =>
      db.transaction().execute(async (trx) => {
        const moved = await trx
          .updateTable("payments")
          .set({ state: to, decided_at_ms: nowMs })
          .where("id", "=", id)
          .where("state", "=", from)
          .executeTakeFirst();
        if (moved.numUpdatedRows !== 1n) return false;
        for (const entry of entries) await enterLedger(trx, entry, nowMs);
        return true;
      }),
  };
}

/** Whether the customer says to have paid and nobody has looked yet, inside the transaction `trx`. */
export async function hasOpenClaim(trx: Kysely<Database>, orderId: string): Promise<boolean> {
  const open = await trx
    .selectFrom("payments")
    .select("id")
    .where("order_id", "=", orderId)
    .where("state", "=", "claimed")
    .executeTakeFirst();
  return open !== undefined;
}

/** Whether a number was claimed or received before, over all orders. */
async function isCounted(
  trx: Kysely<Database>,
  method: Payment["method"],
  hash: string | null,
): Promise<boolean> {
  const found = await trx
    .selectFrom("payments")
    .select("id")
    .where("method", "=", method)
    .where("external_hash", "=", hash)
    .where("state", "!=", "declined")
    .executeTakeFirst();
  return found !== undefined;
}

/** Applies a change inside the transaction `trx`; false when a claim was decided before. Throws `PaymentTaken`. */
export async function changePayment(
  trx: Kysely<Database>,
  change: PaymentChange,
  nowMs: number,
  keys: Keys,
): Promise<boolean> {
  if (change.do === "receive") {
    if (await insertPayment(trx, change.payment, keys)) return true;
    throw new PaymentTaken(`payment ${change.payment.id}: its charge or number has paid before`);
  }
  const { paymentId, state, staffId, reason } = change;
  const decided = await trx
    .updateTable("payments")
    .set({
      state,
      decided_by: staffId,
      reason: reason === null ? null : keys.cipher.seal(`payments:reason:${paymentId}`, reason),
      decided_at_ms: nowMs,
    })
    .where("id", "=", paymentId)
    .where("state", "=", "claimed")
    .executeTakeFirst();
  return decided.numUpdatedRows === 1n;
}

/** False when the external id counts already, or the order has an open claim. */
async function insertPayment(
  trx: Kysely<Database>,
  payment: NewPayment,
  keys: Keys,
  isApart = false,
): Promise<boolean> {
  const { id, method, externalId, photoFileId } = payment;
  const seal = (column: string, value: string | null) =>
    value === null ? null : keys.cipher.seal(`payments:${column}:${id}`, value);
  const inserted = await trx
    .insertInto("payments")
    .values({
      id,
      order_id: payment.orderId,
      customer_id: payment.customerId,
      method,
      state: payment.state,
      amount_minor: payment.amount.minor,
      currency: payment.amount.currency,
      external_id: seal("external_id", externalId),
      external_hash: externalId === null ? null : hashOf(method, externalId, keys),
      photo_file_id: seal("photo_file_id", photoFileId),
      created_at_ms: payment.createdAtMs,
      is_apart: isApart ? 1 : 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** A number counts once however it was typed: spaces, signs and letter case aside. */
function hashOf(method: string, externalId: string, { lookUp }: Pick<Keys, "lookUp">): string {
  const folded = externalId
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return lookUp.hash(`payment ${method}`, folded);
}

function toPayment(row: Selectable<PaymentsTable>, cipher: FieldCipher): Payment {
  const open = (column: string, value: string | null) =>
    value === null ? null : cipher.open(`payments:${column}:${row.id}`, value);
  return {
    id: row.id,
    orderId: row.order_id,
    customerId: row.customer_id,
    method: row.method,
    state: row.state,
    amount: { minor: row.amount_minor, currency: row.currency },
    externalId: open("external_id", row.external_id),
    photoFileId: open("photo_file_id", row.photo_file_id),
    decidedBy: row.decided_by,
    reason: open("reason", row.reason),
    createdAtMs: row.created_at_ms,
    decidedAtMs: row.decided_at_ms,
    isApart: row.is_apart === 1,
  };
}
