import { sql, type Kysely, type Migration } from "kysely";
import { INCIDENT_KINDS } from "../../domain/incident.ts";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** Stars that came for no order, and alarms about money that does not move. */
export function addStuckMoney(context: MigrationContext): Migration {
  const { text, bigint } = context.dialect.types;
  return {
    async up(db: Kysely<unknown>) {
      await context.dialect.replaceCheck(db, "incidents", "incidents_kind", isOneOf("kind", INCIDENT_KINDS));
      await endTable(
        context,
        db.schema
          .createTable("stray_charges")
          .addColumn("id", text, (column) => column.primaryKey())
          .addColumn("customer_id", bigint, (column) => column.notNull())
          .addColumn("charge_id", text, (column) => column.notNull())
          .addColumn("received_at_ms", bigint, (column) => column.notNull())
          .addColumn("returned_at_ms", bigint),
      ).execute();
      await db.schema.createIndex("stray_charges_owner").on("stray_charges").column("customer_id").execute();
      // Looked at every few seconds.
      await sql`create index payments_returning on payments (decided_at_ms) where state = 'returning'`.execute(
        db,
      );
    },
  };
}
