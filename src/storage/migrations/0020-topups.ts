import { sql, type Kysely, type Migration } from "kysely";
import { IN_FLIGHT_STATES, OPEN_DRAFT_STATES } from "../../domain/order.ts";
import { isOneOf, type MigrationContext } from "./context.ts";

/** Top-ups and receipts: what orders of either kind need, one open top-up per eSIM, one open draft per customer and kind. */
export function addTopups(context: MigrationContext): Migration {
  const { text, bigint } = context.dialect.types;
  return {
    async up(db: Kysely<unknown>) {
      const add = (name: string, type: typeof text) =>
        db.schema.alterTable("orders").addColumn(name, type).execute();
      for (const name of ["esim_id", "parent_order_id", "topup_before", "topup_after"]) await add(name, text);
      for (const name of ["acknowledged_at_ms", "receipt_number", "issued_at_ms"]) await add(name, bigint);

      await db.schema.dropIndex("orders_open_draft").execute();
      await sql`create unique index orders_open_draft on orders (customer_id, kind)
        where ${isOneOf("state", OPEN_DRAFT_STATES)}`.execute(db);
      // Two top-ups of one eSIM could not be told apart by reading: the database refuses the second.
      await sql`create unique index orders_open_topup on orders (esim_id)
        where kind = 'topup' and ${isOneOf("state", IN_FLIGHT_STATES)}`.execute(db);
      await db.schema.createIndex("orders_receipt").unique().on("orders").column("receipt_number").execute();
      await numberReceipts(db);
    },
  };
}

/** Orders that were issued before receipts had numbers get theirs, in the order in which they were issued. */
async function numberReceipts(db: Kysely<unknown>): Promise<void> {
  await sql`update orders set
      issued_at_ms = (select min(at_ms) from order_events where order_id = orders.id and to_state = 'issued')
    where state in ('issued', 'delivered')`.execute(db);
  await sql`update orders set
      receipt_number = (
        select count(*) from orders as earlier
        where earlier.issued_at_ms < orders.issued_at_ms
          or (earlier.issued_at_ms = orders.issued_at_ms and earlier.id <= orders.id)
      )
    where issued_at_ms is not null`.execute(db);
}
