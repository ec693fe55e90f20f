import { sql, type Kysely, type Migration } from "kysely";
import { OPEN_DRAFT_STATES, ORDER_STATES } from "../../domain/order.ts";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** Orders, their events and the eSIMs that were issued for them. A later state needs a migration that rebuilds `orders_state`. */
export function createOrders(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createOrdersTable(db, context);
      await createOrderEvents(db, context);
      await createEsims(db, context);
    },
  };
}

async function createOrdersTable(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, integer, bigint } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("orders")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("reference", text, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
      .addColumn("chat_id", bigint, (column) => column.notNull())
      .addColumn("language", text, (column) => column.notNull())
      .addColumn("country_code", text, (column) => column.notNull())
      .addColumn("package_json", text, (column) => column.notNull())
      .addColumn("quantity", integer, (column) => column.notNull())
      .addColumn("traveller", text)
      .addColumn("booking_tracking_id", text)
      .addColumn("package_tracking_id", text)
      .addColumn("quoted_at_ms", bigint)
      .addColumn("nonce", text)
      .addColumn("source", text)
      .addColumn("payment_method", text, (column) => column.notNull())
      .addColumn("purchase_minor", bigint)
      .addColumn("purchase_currency", text)
      .addColumn("sell_minor", bigint)
      .addColumn("sell_currency", text)
      .addColumn("charged_minor", bigint)
      .addColumn("charged_currency", text)
      .addColumn("attempts", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("lease_until_ms", bigint)
      .addColumn("booking_id", text)
      .addColumn("supplier_confirmation_id", text)
      .addColumn("failure", text)
      .addColumn("status_message_id", bigint)
      .addColumn("not_found_reads", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("explicit_refusal", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("supplier_reply", text)
      .addColumn("created_at_ms", bigint, (column) => column.notNull())
      .addColumn("accepted_at_ms", bigint)
      .addColumn("sent_at_ms", bigint)
      .addColumn("updated_at_ms", bigint, (column) => column.notNull())
      .addCheckConstraint("orders_kind", isOneOf("kind", ["esim", "topup"]))
      .addCheckConstraint("orders_state", isOneOf("state", ORDER_STATES))
      .addCheckConstraint("orders_quantity", sql`quantity between 1 and 20`)
      // The supplier's spending calls cannot be repeated safely: the database itself refuses a second one.
      .addCheckConstraint("orders_attempts", sql`attempts between 0 and ${sql.lit(context.maxOrderAttempts)}`)
      .addCheckConstraint("orders_not_found_reads", sql`not_found_reads >= 0`)
      .addCheckConstraint("orders_explicit_refusal", sql`explicit_refusal in (0, 1)`)
      .addCheckConstraint("orders_purchase", isMoney("purchase"))
      .addCheckConstraint("orders_sell", isMoney("sell"))
      .addCheckConstraint("orders_charged", isMoney("charged")),
  ).execute();

  await db.schema.createIndex("orders_reference").unique().on("orders").column("reference").execute();
  await db.schema.createIndex("orders_nonce").unique().on("orders").column("nonce").execute();
  await sql`create unique index orders_open_draft on orders (customer_id)
    where ${isOneOf("state", OPEN_DRAFT_STATES)}`.execute(db);
  await db.schema.createIndex("orders_age").on("orders").columns(["state", "updated_at_ms"]).execute();
  await db.schema
    .createIndex("orders_owner")
    .on("orders")
    .columns(["customer_id", "created_at_ms"])
    .execute();
}

/** An amount and its currency are there together or not at all, and never negative. */
function isMoney(name: "purchase" | "sell" | "charged") {
  const minor = sql.ref(`${name}_minor`);
  const currency = sql.ref(`${name}_currency`);
  return sql<boolean>`(${minor} is null) = (${currency} is null) and (${minor} is null or ${minor} >= 0)`;
}

async function createOrderEvents(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, bigint, identity } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("order_events")
      .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
      .addColumn("order_id", text, (column) => column.notNull().references("orders.id"))
      .addColumn("from_state", text)
      .addColumn("to_state", text, (column) => column.notNull())
      .addColumn("detail", text, (column) => column.notNull())
      .addColumn("at_ms", bigint, (column) => column.notNull()),
  ).execute();
  await db.schema.createIndex("order_events_order").on("order_events").columns(["order_id", "id"]).execute();
  await context.dialect.makeAppendOnly(db, "order_events");
}

async function createEsims(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, integer, bigint } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("esims")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("order_id", text, (column) => column.notNull().references("orders.id"))
      .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
      .addColumn("chat_id", bigint, (column) => column.notNull())
      .addColumn("booking_id", text, (column) => column.notNull())
      .addColumn("tracking_id", text, (column) => column.notNull())
      .addColumn("country_code", text, (column) => column.notNull())
      .addColumn("position", integer, (column) => column.notNull())
      .addColumn("iccid", text, (column) => column.notNull())
      .addColumn("lpa", text, (column) => column.notNull())
      .addColumn("smdp_address", text, (column) => column.notNull())
      .addColumn("activation_code", text, (column) => column.notNull())
      .addColumn("confirmation_code", text)
      .addColumn("apn_type", text)
      .addColumn("apn_value", text)
      .addColumn("is_roaming", integer)
      .addColumn("msisdn", text)
      .addColumn("issued_at_ms", bigint, (column) => column.notNull())
      .addColumn("delivered_at_ms", bigint)
      .addCheckConstraint("esims_position", sql`position >= 1`)
      .addCheckConstraint("esims_is_roaming", sql`is_roaming in (0, 1)`),
  ).execute();
  await db.schema.createIndex("esims_iccid").unique().on("esims").column("iccid").execute();
  await db.schema.createIndex("esims_order").on("esims").columns(["order_id", "position"]).execute();
  await db.schema.createIndex("esims_owner").on("esims").columns(["customer_id", "issued_at_ms"]).execute();
}
