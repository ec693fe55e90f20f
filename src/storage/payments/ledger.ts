import { sql, type Kysely } from "kysely";
import type { LedgerEntry } from "../../domain/payment.ts";
import { CreditExceeded, type LedgerRow, type LedgerStore } from "../../services/ports/index.ts";
import { addIntent } from "../queues/outbox.ts";
import type { Database } from "../schema.ts";

/** The ledger in the database. */
export function createLedgerStore(db: Kysely<Database>): LedgerStore {
  return {
    add: (entry, nowMs, outbox = []) =>
      db.transaction().execute(async (trx) => {
        const isNew = await enterLedger(trx, entry, nowMs);
        if (isNew) for (const intent of outbox) await addIntent(trx, intent, nowMs);
        if (isNew && entry.kind === "withdrawal")
          await assertWithinCredit(trx, entry.customerId, entry.currency);
        return isNew;
      }),

    async balances(customerId) {
      const sums = await db
        .selectFrom("ledger")
        .select(["currency", (eb) => eb.fn.sum<number>("amount_minor").as("balance")])
        .where("customer_id", "=", customerId)
        .groupBy("currency")
        .execute();
      const limits = await db
        .selectFrom("credit_limits")
        .selectAll()
        .where("customer_id", "=", customerId)
        .execute();
      const currencies = new Set([...sums, ...limits].map(({ currency }) => currency));
      return [...currencies].toSorted().map((currency) => ({
        currency,
        balanceMinor: sums.find((each) => each.currency === currency)?.balance ?? 0,
        limitMinor: limits.find((each) => each.currency === currency)?.limit_minor ?? 0,
      }));
    },

    async find(dedupeKey) {
      const row = await db
        .selectFrom("ledger")
        .selectAll()
        .where("dedupe_key", "=", dedupeKey)
        .executeTakeFirst();
      return row && toLedgerRow(row);
    },

    async list(customerId, limit) {
      const rows = await db
        .selectFrom("ledger")
        .selectAll()
        .where("customer_id", "=", customerId)
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toLedgerRow);
    },

    async listBetween(fromMs, untilMs) {
      const rows = await db
        .selectFrom("ledger")
        .selectAll()
        .where("at_ms", ">=", fromMs)
        .where("at_ms", "<", untilMs)
        .orderBy("id")
        .execute();
      return rows.map(toLedgerRow);
    },

    setLimit: (customerId, { minor, currency }, entry, nowMs, outbox = []) =>
      db.transaction().execute(async (trx) => {
        if (!(await enterLedger(trx, entry, nowMs))) return false;
        for (const intent of outbox) await addIntent(trx, intent, nowMs);
        await trx
          .insertInto("credit_limits")
          .values({ customer_id: customerId, currency, limit_minor: minor })
          .onConflict((conflict) =>
            conflict.columns(["customer_id", "currency"]).doUpdateSet({ limit_minor: minor }),
          )
          .execute();
        return true;
      }),
  };
}

/** Enters a row inside the transaction `trx`; false when its key is there already. */
export async function enterLedger(
  trx: Kysely<Database>,
  entry: LedgerEntry,
  nowMs: number,
): Promise<boolean> {
  const inserted = await trx
    .insertInto("ledger")
    .values({
      customer_id: entry.customerId,
      order_id: entry.orderId,
      kind: entry.kind,
      method: entry.method,
      amount_minor: entry.amountMinor,
      currency: entry.currency,
      staff_id: entry.staffId,
      note: entry.note,
      dedupe_key: entry.dedupeKey,
      at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Throws `CreditExceeded` when the account is below its limit, inside the transaction `trx` that has just charged it. */
export async function assertWithinCredit(
  trx: Kysely<Database>,
  customerId: number,
  currency: string,
): Promise<void> {
  const { rows } = await sql<{ free: number }>`select
      coalesce((select sum(amount_minor) from ledger where customer_id = ${customerId} and currency = ${currency}), 0)
      + coalesce((select limit_minor from credit_limits where customer_id = ${customerId} and currency = ${currency}), 0)
      as free`.execute(trx);
  if ((rows[0]?.free ?? -1) < 0) throw new CreditExceeded("the account has not enough credit");
}

function toLedgerRow(row: {
  id: number;
  customer_id: number;
  order_id: string | null;
  kind: LedgerRow["kind"];
  method: LedgerRow["method"];
  amount_minor: number;
  currency: string;
  staff_id: number | null;
  note: string;
  dedupe_key: string;
  at_ms: number;
}): LedgerRow {
  return {
    id: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    kind: row.kind,
    method: row.method,
    amountMinor: row.amount_minor,
    currency: row.currency,
    staffId: row.staff_id,
    note: row.note,
    dedupeKey: row.dedupe_key,
    atMs: row.at_ms,
  };
}
