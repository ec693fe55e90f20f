import type { Kysely, Migration } from "kysely";
import type { MigrationContext } from "./context.ts";

/** How often an update's process died over it, so that one that kills its process every time is buried. */
export function countLostClaims({ dialect }: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable("inbox")
        .addColumn("lost_claims", dialect.types.integer, (column) => column.notNull().defaultTo(0))
        .execute();
    },
  };
}
