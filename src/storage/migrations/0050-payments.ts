import { sql, type Kysely, type Migration } from "kysely";
import { IN_FLIGHT_STATES, ORDER_STATES } from "../../domain/order.ts";
import { LEDGER_KINDS, PAYMENT_METHODS, PAYMENT_STATES } from "../../domain/payment.ts";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** Payments, the ledger and trusted credit; orders that wait for money and may be refunded. */
export function createPayments(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await extendOrders(db, context);
      await createPaymentsTable(db, context);
      await createLedger(db, context);
      await createCreditLimits(db, context);
    },
  };
}

async function extendOrders(db: Kysely<unknown>, { dialect }: MigrationContext): Promise<void> {
  const { text, bigint } = dialect.types;
  for (const name of ["payment_due_at_ms", "paid_at_ms"])
    await db.schema.alterTable("orders").addColumn(name, bigint).execute();
  await db.schema.alterTable("orders").addColumn("payment_url", text).execute();
  await dialect.replaceCheck(db, "orders", "orders_state", isOneOf("state", ORDER_STATES));
  // More states than before count as under way.
  await db.schema.dropIndex("orders_open_topup").execute();
  await sql`create unique index orders_open_topup on orders (esim_id)
    where kind = 'topup' and ${isOneOf("state", IN_FLIGHT_STATES)}`.execute(db);
}

async function createPaymentsTable(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, bigint, integer } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("payments")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("order_id", text, (column) => column.notNull().references("orders.id"))
      .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
      .addColumn("method", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("amount_minor", bigint, (column) => column.notNull())
      .addColumn("currency", text, (column) => column.notNull())
      .addColumn("external_id", text)
      .addColumn("external_hash", text)
      .addColumn("photo_file_id", text)
      .addColumn("decided_by", bigint)
      .addColumn("reason", text)
      .addColumn("created_at_ms", bigint, (column) => column.notNull())
      .addColumn("decided_at_ms", bigint)
      .addColumn("is_apart", integer, (column) => column.notNull().defaultTo(0))
      .addCheckConstraint("payments_method", isOneOf("method", PAYMENT_METHODS))
      .addCheckConstraint("payments_state", isOneOf("state", PAYMENT_STATES))
      .addCheckConstraint("payments_amount", sql`amount_minor >= 0`),
  ).execute();
  // A charge, or a transaction number, pays for one order once.
  await sql`create unique index payments_external on payments (method, external_hash)
    where external_hash is not null and state <> 'declined'`.execute(db);
  // One claim at a time: staff are never asked about two for the same order.
  await sql`create unique index payments_claimed on payments (order_id) where state = 'claimed'`.execute(db);
  await db.schema
    .createIndex("payments_order")
    .on("payments")
    .columns(["order_id", "created_at_ms"])
    .execute();
  await db.schema.createIndex("payments_owner").on("payments").column("customer_id").execute();
}

async function createLedger(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, bigint, identity } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("ledger")
      .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
      // No reference: the ledger is kept without the person who was deleted.
      .addColumn("customer_id", bigint, (column) => column.notNull())
      .addColumn("order_id", text, (column) => column.references("orders.id"))
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("method", text, (column) => column.notNull())
      .addColumn("amount_minor", bigint, (column) => column.notNull())
      .addColumn("currency", text, (column) => column.notNull())
      .addColumn("staff_id", bigint)
      .addColumn("note", text, (column) => column.notNull())
      .addColumn("dedupe_key", text, (column) => column.notNull().unique())
      .addColumn("at_ms", bigint, (column) => column.notNull())
      .addCheckConstraint("ledger_kind", isOneOf("kind", LEDGER_KINDS))
      .addCheckConstraint("ledger_method", isOneOf("method", PAYMENT_METHODS)),
  ).execute();
  // Open to change is only whose it is: a customer may be forgotten.
  await context.dialect.makeAppendOnly(db, "ledger", [
    "id",
    "order_id",
    "kind",
    "method",
    "amount_minor",
    "currency",
    "staff_id",
    "note",
    "dedupe_key",
    "at_ms",
  ]);
  await db.schema.createIndex("ledger_account").on("ledger").columns(["customer_id", "currency"]).execute();
  await db.schema.createIndex("ledger_time").on("ledger").column("at_ms").execute();
}

async function createCreditLimits(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, bigint } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("credit_limits")
      .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
      .addColumn("currency", text, (column) => column.notNull())
      .addColumn("limit_minor", bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint("credit_limits_key", ["customer_id", "currency"])
      .addCheckConstraint("credit_limits_limit", sql`limit_minor >= 0`),
  ).execute();
}
