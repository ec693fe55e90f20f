import { sql, type Kysely, type Migration } from "kysely";
import { INCIDENT_KINDS } from "../../domain/incident.ts";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** What staff were alarmed about, what one of them wants to settle as void, and what customers and staff wrote to each other. */
export function createIncidents(context: MigrationContext): Migration {
  const { text, bigint, identity } = context.dialect.types;
  return {
    async up(db: Kysely<unknown>) {
      await endTable(
        context,
        db.schema
          .createTable("incidents")
          .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
          .addColumn("kind", text, (column) => column.notNull())
          .addColumn("subject", text, (column) => column.notNull())
          .addColumn("order_id", text, (column) => column.references("orders.id"))
          .addColumn("opened_at_ms", bigint, (column) => column.notNull())
          .addColumn("closed_at_ms", bigint)
          .addCheckConstraint("incidents_kind", isOneOf("kind", INCIDENT_KINDS)),
      ).execute();
      // Several processes look; each incident is opened by one of them.
      await sql`create unique index incidents_open on incidents (kind, subject) where closed_at_ms is null`.execute(
        db,
      );
      await db.schema.createIndex("incidents_subject").on("incidents").columns(["kind", "subject"]).execute();
      await sql`create index orders_sent on orders (sent_at_ms) where sent_at_ms is not null`.execute(db);
      await db.schema.createIndex("order_events_time").on("order_events").column("at_ms").execute();

      await endTable(
        context,
        db.schema
          .createTable("void_proposals")
          .addColumn("order_id", text, (column) => column.primaryKey().references("orders.id"))
          .addColumn("staff_id", bigint, (column) => column.notNull())
          .addColumn("at_ms", bigint, (column) => column.notNull()),
      ).execute();

      await endTable(
        context,
        db.schema
          .createTable("support_messages")
          .addColumn("id", text, (column) => column.primaryKey())
          .addColumn("customer_id", bigint, (column) => column.notNull())
          .addColumn("order_id", text, (column) => column.references("orders.id"))
          .addColumn("staff_id", bigint)
          .addColumn("body", text)
          .addColumn("photo_file_id", text)
          .addColumn("staff_chat_id", bigint)
          .addColumn("staff_message_id", bigint)
          .addColumn("created_at_ms", bigint, (column) => column.notNull()),
      ).execute();
      await db.schema
        .createIndex("support_messages_post")
        .on("support_messages")
        .columns(["staff_chat_id", "staff_message_id"])
        .execute();
      await db.schema
        .createIndex("support_messages_owner")
        .on("support_messages")
        .columns(["customer_id", "created_at_ms"])
        .execute();
    },
  };
}
