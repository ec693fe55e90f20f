import { sql, type Migration } from "kysely";
import { endTable, type MigrationContext } from "./context.ts";

/** Settings, customers and their open dialogues. */
export function createCustomers(context: MigrationContext): Migration {
  const { text, integer, bigint } = context.dialect.types;
  return {
    async up(db) {
      await endTable(
        context,
        db.schema
          .createTable("settings")
          .addColumn("name", text, (column) => column.primaryKey())
          .addColumn("value", text, (column) => column.notNull()),
      ).execute();

      await endTable(
        context,
        db.schema
          .createTable("customers")
          .addColumn("id", bigint, (column) => column.primaryKey())
          .addColumn("chosen_language", text)
          .addColumn("saved_traveller", text)
          .addColumn("source", text)
          .addColumn("card_message_id", bigint)
          .addColumn("is_card_last", integer, (column) => column.notNull().defaultTo(0))
          .addColumn("has_blocked", integer, (column) => column.notNull().defaultTo(0))
          .addCheckConstraint("customers_flags", sql`is_card_last in (0, 1) and has_blocked in (0, 1)`),
      ).execute();

      await endTable(
        context,
        db.schema
          .createTable("dialogues")
          .addColumn("key", text, (column) => column.primaryKey())
          .addColumn("version", text, (column) => column.notNull())
          .addColumn("state", text, (column) => column.notNull())
          .addColumn("updated_at_ms", bigint, (column) => column.notNull()),
      ).execute();
      await db.schema.createIndex("dialogues_age").on("dialogues").column("updated_at_ms").execute();
    },
  };
}
