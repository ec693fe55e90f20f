import type { ColumnDataType, Dialect, Kysely, RawBuilder, SelectQueryBuilder } from "kysely";

/**
 * What differs between databases, and nothing else does: every query and migration is written once, against this.
 * `sqlite.ts` implements it; a PostgreSQL file will join it.
 */
export interface SqlDialect {
  readonly kysely: Dialect;
  /** Column types: text and JSON, small whole numbers and flags, and 64-bit numbers (minor units, epoch ms, Telegram ids). */
  readonly types: {
    readonly text: ColumnDataType;
    readonly integer: ColumnDataType;
    readonly bigint: ColumnDataType;
    /** A key that the database counts up by itself. */
    readonly identity: ColumnDataType;
  };
  /** What stands after the closing bracket of CREATE TABLE; null for nothing. */
  readonly tableEnd: RawBuilder<unknown> | null;
  /** Locks the rows that a transaction reads before it changes them. */
  forUpdate<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /** The same for claims: rows that another process is just claiming are passed over. */
  skipLocked<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>;
  /**
   * Puts `check` in the place of the table's CHECK constraint of that name. Inside a migration's transaction; references to the table stay
   * whole only under `withoutForeignKeys`.
   */
  replaceCheck<DB>(
    db: Kysely<DB>,
    table: string,
    constraint: string,
    check: RawBuilder<boolean>,
  ): Promise<void>;
  /** Runs `work` while the database does not enforce references, and checks them all afterwards. Not inside a transaction. */
  withoutForeignKeys<DB, R>(db: Kysely<DB>, work: () => Promise<R>): Promise<R>;
  /** Makes the database itself refuse DELETE and UPDATE on `table`; of `columns` alone where those are given. */
  makeAppendOnly<DB>(db: Kysely<DB>, table: string, columns?: readonly string[]): Promise<void>;
  /** Closes the connection at once; harmless when it is closed. */
  close(): void;
}
