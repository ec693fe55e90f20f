import type { Kysely, Migration } from "kysely";
import type { MigrationContext } from "./context.ts";

/** Which message is an order's open invoice: it goes when the order can no longer be paid. */
export function addInvoices(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { bigint } = context.dialect.types;
      await db.schema.alterTable("orders").addColumn("invoice_message_id", bigint).execute();
    },
  };
}
