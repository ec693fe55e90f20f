import { sql, type Kysely, type Migration } from "kysely";
import { endTable, type MigrationContext } from "./context.ts";

/** The kept list of devices, the days on which customers travel, and what they tried before they asked for a person. */
export function createCare(context: MigrationContext): Migration {
  const { text, integer, bigint } = context.dialect.types;
  return {
    async up(db: Kysely<unknown>) {
      await endTable(
        context,
        db.schema
          .createTable("device_list")
          .addColumn("id", integer, (column) => column.primaryKey())
          .addColumn("body", text, (column) => column.notNull())
          .addColumn("read_at_ms", bigint, (column) => column.notNull())
          .addCheckConstraint("device_list_one", sql`id = 1`),
      ).execute();

      await endTable(
        context,
        db.schema
          .createTable("trips")
          .addColumn("order_id", text, (column) => column.primaryKey().references("orders.id"))
          .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
          .addColumn("chat_id", bigint, (column) => column.notNull())
          .addColumn("travels_on", text)
          .addColumn("answered_at_ms", bigint, (column) => column.notNull()),
      ).execute();
      await db.schema.createIndex("trips_owner").on("trips").column("customer_id").execute();

      await endTable(
        context,
        db.schema
          .createTable("trouble_reports")
          .addColumn("id", text, (column) => column.primaryKey())
          .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
          .addColumn("esim_id", text, (column) => column.notNull().references("esims.id"))
          .addColumn("is_there", integer, (column) => column.notNull())
          .addColumn("tried", text, (column) => column.notNull())
          .addColumn("created_at_ms", bigint, (column) => column.notNull())
          .addCheckConstraint("trouble_reports_is_there", sql`is_there in (0, 1)`),
      ).execute();
      await db.schema
        .createIndex("trouble_reports_owner")
        .on("trouble_reports")
        .column("customer_id")
        .execute();
    },
  };
}
