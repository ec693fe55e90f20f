import { sql, type Kysely, type Migration } from "kysely";
import type { MigrationContext } from "./context.ts";

/** Orders that staff close with fewer eSIMs than were bought: how many never came, and what goes back for them. */
export function addShortfalls(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { bigint, integer } = context.dialect.types;
      const orders = () => db.schema.alterTable("orders");
      await orders().addColumn("short_missing", integer).execute();
      await orders()
        .addColumn("short_share_minor", bigint, (column) =>
          column.check(sql`short_share_minor between 0 and charged_minor`),
        )
        .execute();
      await orders().addColumn("short_returned_at_ms", bigint).execute();
    },
  };
}
