import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type DatabaseConnection,
  type Dialect,
  type Driver,
} from "kysely";
import type { SqlDialect } from "./dialect.ts";
import { rebuildWithCheck } from "./sqlite-rebuild.ts";

/** A busy wait blocks the event loop, so it is short; after it we wait without blocking and try again. */
const BUSY_TIMEOUT_MS = 250;
const BUSY_PAUSE_MS = 10;
const BUSY_TRIES = 20;

/** `PRAGMA synchronous` as a number: fsync at every commit. */
const SYNCHRONOUS_FULL = 2;

type Connection = InstanceType<typeof Database>;

/**
 * Opens the database file, made with mode 600 (as are its -wal and -shm) in a folder made with mode 700.
 * Throws when the file is no database, or when commits would not be synced to disk: money depends on that.
 */
export function openSqlite(path: string): SqlDialect {
  makePrivateFile(path);
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    configure(database);
    for (const file of [`${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    kysely: createDialect(database),
    types: { text: "text", integer: "integer", bigint: "integer", identity: "integer" },
    tableEnd: sql`strict`,
    // Every transaction here holds the database's one write lock from its first statement: rows need no locks of their own.
    forUpdate: (query) => query,
    skipLocked: (query) => query,
    async makeAppendOnly(db, table, columns) {
      const update = columns
        ? sql`update of ${sql.join(columns.map((column) => sql.ref(column)))}`
        : sql`update`;
      for (const [act, event] of Object.entries({ update, delete: sql`delete` })) {
        await sql`create trigger ${sql.ref(`${table}_no_${act}`)} before ${event} on ${sql.table(table)}
          begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end`.execute(db);
      }
    },
    replaceCheck: rebuildWithCheck,
    async withoutForeignKeys(db, work) {
      await sql`pragma foreign_keys = off`.execute(db);
      try {
        const result = await work();
        const { rows } = await sql`pragma foreign_key_check`.execute(db);
        if (rows.length > 0) throw new Error(`${rows.length} rows refer to rows that are not there`);
        return result;
      } finally {
        await sql`pragma foreign_keys = on`.execute(db);
      }
    },
    close: () => {
      database.close();
    },
  };
}

/** The file exists with the right mode before SQLite opens it; -wal and -shm take their mode from it, whatever the umask. */
function makePrivateFile(path: string): void {
  const folder = dirname(path);
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
}

function configure(database: Connection): void {
  database.pragma("journal_mode = WAL");
  if (database.pragma("journal_mode", { simple: true }) !== "wal")
    throw new Error("the database refuses WAL mode: keep it on a local disk");
  // In WAL mode the driver's default is NORMAL, which does not sync at commit.
  database.pragma("synchronous = FULL");
  if (database.pragma("synchronous", { simple: true }) !== SYNCHRONOUS_FULL)
    throw new Error("the database refuses synchronous=FULL: commits would not survive a power cut");
  database.pragma("foreign_keys = ON");
}

function createDialect(database: Connection): Dialect {
  return {
    createDriver: () => createDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** SQLite rolls DDL back like everything else; so all pending migrations are one transaction under the write lock. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's driver, but every transaction takes the write lock first, and a busy database is waited for. */
function createDriver(database: Connection): Driver {
  const inner = new SqliteDriver({ database });
  let patient: DatabaseConnection | undefined;
  return {
    init: () => inner.init(),
    async acquireConnection() {
      const connection = await inner.acquireConnection();
      patient ??= waitWhileBusy(connection);
      return patient;
    },
    // A deferred transaction that reads and then writes fails at once when another process wrote in between.
    async beginTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    },
    commitTransaction: (connection) => inner.commitTransaction(connection),
    async rollbackTransaction(connection) {
      // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
      if (database.inTransaction) await inner.rollbackTransaction(connection);
    },
    releaseConnection: () => inner.releaseConnection(),
    destroy: () => inner.destroy(),
  };
}

function waitWhileBusy(connection: DatabaseConnection): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await connection.executeQuery<R>(query);
        } catch (error) {
          if (!isBusy(error) || attempt >= BUSY_TRIES) throw error;
          await pause(BUSY_PAUSE_MS);
        }
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

/** Whether another connection holds the lock that a statement needs; the statement did nothing and may be repeated. */
function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
