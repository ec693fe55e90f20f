import type { Kysely, Migration } from "kysely";
import type { MigrationContext } from "./context.ts";

/** The price from which each eSIM can be topped up, for the button of its alerts. */
export function addTopupPrice(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text } = context.dialect.types;
      await db.schema.alterTable("esim_usage").addColumn("topup_from_json", text).execute();
    },
  };
}
