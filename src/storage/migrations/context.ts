import { sql, type CreateTableBuilder, type RawBuilder } from "kysely";
import type { SqlDialect } from "../dialect.ts";

/** What migrations are written against. */
export interface MigrationContext {
  readonly dialect: SqlDialect;
  /** Upper bound of the CHECK on an order's spending POSTs, when the table is made. */
  readonly maxOrderAttempts: number;
}

/** `column in ('a', 'b')` with the values written out, as a CHECK needs them. */
export function isOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return sql`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

/** Closes a table definition the way the dialect wants it. */
export function endTable<TB extends string, C extends string>(
  context: MigrationContext,
  table: CreateTableBuilder<TB, C>,
): CreateTableBuilder<TB, C> {
  return context.dialect.tableEnd ? table.modifyEnd(context.dialect.tableEnd) : table;
}
