import { sql, type Kysely, type Migration } from "kysely";
import { STAFF_ROLES } from "../../domain/staff.ts";
import { LOOK_UP_KINDS } from "../../services/ports/index.ts";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** Staff, what they did and wrote, and the keyed hashes by which they find orders. */
export function createStaff(context: MigrationContext): Migration {
  const { text, bigint, identity } = context.dialect.types;
  return {
    async up(db: Kysely<unknown>) {
      await endTable(
        context,
        db.schema
          .createTable("staff")
          .addColumn("user_id", bigint, (column) => column.primaryKey())
          .addColumn("role", text, (column) => column.notNull())
          .addColumn("granted_by", bigint)
          .addColumn("granted_at_ms", bigint, (column) => column.notNull())
          .addCheckConstraint("staff_role", isOneOf("role", STAFF_ROLES)),
      ).execute();

      await endTable(
        context,
        db.schema
          .createTable("audit")
          .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
          .addColumn("staff_id", bigint)
          .addColumn("action", text, (column) => column.notNull())
          .addColumn("order_id", text, (column) => column.references("orders.id"))
          // No reference: a colleague need not be a customer.
          .addColumn("subject_id", bigint)
          .addColumn("outcome", text, (column) => column.notNull())
          .addColumn("reason", text)
          .addColumn("at_ms", bigint, (column) => column.notNull()),
      ).execute();
      // Open to change is only what forgetting a customer and a new data key need.
      await context.dialect.makeAppendOnly(db, "audit", [
        "id",
        "staff_id",
        "action",
        "order_id",
        "outcome",
        "at_ms",
      ]);
      for (const column of ["staff_id", "order_id", "subject_id"])
        await db.schema.createIndex(`audit_${column}`).on("audit").column(column).execute();

      await endTable(
        context,
        db.schema
          .createTable("staff_notes")
          .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
          .addColumn("customer_id", bigint, (column) => column.notNull().references("customers.id"))
          .addColumn("order_id", text, (column) => column.references("orders.id"))
          .addColumn("staff_id", bigint, (column) => column.notNull())
          .addColumn("body", text, (column) => column.notNull())
          .addColumn("at_ms", bigint, (column) => column.notNull()),
      ).execute();
      await db.schema.createIndex("staff_notes_owner").on("staff_notes").column("customer_id").execute();

      await endTable(
        context,
        db.schema
          .createTable("order_look_ups")
          .addColumn("order_id", text, (column) => column.notNull().references("orders.id"))
          .addColumn("kind", text, (column) => column.notNull())
          .addColumn("hash", text, (column) => column.notNull())
          .addPrimaryKeyConstraint("order_look_ups_key", ["order_id", "kind", "hash"])
          .addCheckConstraint("order_look_ups_kind", isOneOf("kind", LOOK_UP_KINDS)),
      ).execute();
      await db.schema
        .createIndex("order_look_ups_hash")
        .on("order_look_ups")
        .columns(["kind", "hash"])
        .execute();
      await sql`create index esims_last_four on esims (substr(iccid, -4))`.execute(db);
      await db.schema.createIndex("orders_booking").on("orders").column("booking_id").execute();
    },
  };
}
