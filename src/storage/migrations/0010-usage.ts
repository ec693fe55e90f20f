import { sql, type Migration } from "kysely";
import { endTable, type MigrationContext } from "./context.ts";

/** What is known of each eSIM's usage, the names that customers give their eSIMs, and which alerts they want. */
export function createUsage(context: MigrationContext): Migration {
  const { text, integer, bigint } = context.dialect.types;
  return {
    async up(db) {
      await endTable(
        context,
        db.schema
          .createTable("esim_usage")
          .addColumn("esim_id", text, (column) => column.primaryKey().references("esims.id"))
          .addColumn("figures_json", text)
          .addColumn("as_of_ms", bigint)
          .addColumn("tried_at_ms", bigint)
          .addColumn("is_gone", integer, (column) => column.notNull().defaultTo(0))
          .addColumn("told_json", text, (column) => column.notNull().defaultTo("[]"))
          .addColumn("is_finished", integer, (column) => column.notNull().defaultTo(0))
          .addColumn("next_look_at_ms", bigint, (column) => column.notNull())
          .addCheckConstraint("esim_usage_flags", sql`is_gone in (0, 1) and is_finished in (0, 1)`),
      ).execute();
      await sql`create index esim_usage_due on esim_usage (next_look_at_ms) where is_finished = 0`.execute(
        db,
      );
      // eSIMs that were sold before are due at once; the sweeper takes them at its own pace.
      await sql`insert into esim_usage (esim_id, next_look_at_ms) select id, issued_at_ms from esims`.execute(
        db,
      );

      await db.schema.alterTable("esims").addColumn("label", text).execute();
      await db.schema
        .alterTable("customers")
        .addColumn("muted_alerts", text, (column) => column.notNull().defaultTo(""))
        .execute();
      await db.schema.alterTable("customers").addColumn("next_trip_order_id", text).execute();
    },
  };
}
