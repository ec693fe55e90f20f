import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { parseDatabaseUrl } from "../../../src/storage/database-url.ts";
import { openSqlite } from "../../../src/storage/sqlite.ts";
import { KEY, T0, aDatabasePath, aDraft, open, openNew, someTraveller } from "./fixtures.ts";

const modeOf = (path: string) => statSync(path).mode & 0o777;

it("keeps the database, its log and its index readable for the owner alone, whatever the umask", async () => {
  const before = process.umask(0);
  onTestFinished(() => {
    process.umask(before);
  });
  const path = aDatabasePath();
  const storage = await open(path);
  await storage.customers.get(1);
  expect([path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
  expect(modeOf(dirname(path))).toBe(0o700);
});

it("takes the right of others to read away from a file that is there", async () => {
  const path = aDatabasePath();
  await (await open(path)).close();
  chmodSync(path, 0o644);
  await open(path);
  expect(modeOf(path)).toBe(0o600);
});

it("syncs every commit, waits 250 ms for a lock and checks foreign keys", async () => {
  const dialect = openSqlite(aDatabasePath());
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  onTestFinished(() => db.destroy());
  const pragma = async (name: string) =>
    Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("busy_timeout")).toBe(250);
  expect(await pragma("foreign_keys")).toBe(1);
});

it("finds everything again after it was closed, and migrates once", async () => {
  const path = aDatabasePath();
  const first = await open(path);
  const draft = aDraft();
  await first.orders.createDraft(draft, T0);
  await first.customers.update(7, { savedTraveller: someTraveller });
  await first.close();
  await first.close();
  const applied = migrationsOf(path);

  const second = await open(path);
  expect((await second.orders.get(draft.id))?.traveller).toEqual(someTraveller);
  expect((await second.customers.get(7)).savedTraveller).toEqual(someTraveller);
  await second.close();
  expect(migrationsOf(path)).toEqual(applied);
  expect(new Set(applied).size).toBe(applied.length);
});

it("opens twice at the same time, and one of both migrates", async () => {
  const path = aDatabasePath();
  const [a, b] = await Promise.all([open(path), open(path)]);
  expect(await a.checkHealth()).toBe(true);
  expect(await b.checkHealth()).toBe(true);
  expect(new Set(migrationsOf(path)).size).toBe(migrationsOf(path).length);
});

it("makes every table of its own strict", async () => {
  const path = aDatabasePath();
  await open(path);
  const raw = new Database(path, { readonly: true });
  const loose = raw
    .prepare(
      "select name from pragma_table_list where schema = 'main' and strict = 0 and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .all();
  raw.close();
  expect(loose).toEqual([]);
});

it("refuses a database of a newer version", async () => {
  const path = aDatabasePath();
  await (await open(path)).close();
  const raw = new Database(path);
  raw.prepare("insert into kysely_migration (name, timestamp) values ('9999-future', '2999')").run();
  raw.close();
  await expect(open(path)).rejects.toThrow(/could not be brought up to date.*9999-future/);
});

it("refuses another data key and says so", async () => {
  const path = aDatabasePath();
  await (await open(path)).close();
  await expect(open(path, { keys: { current: new Uint8Array(32).fill(8), old: null } })).rejects.toThrow(
    "DATA_KEY does not open this database",
  );
  await expect(open(path, { keys: { current: new Uint8Array(31), old: null } })).rejects.toThrow("32 bytes");
});

it("seals everything anew while both keys are given, and needs the old one no more", async () => {
  const path = aDatabasePath();
  const before = await open(path);
  const drafts = Array.from({ length: 250 }, (_, index) => aDraft({ customerId: 2000 + index }));
  for (const draft of drafts) await before.orders.createDraft(draft, T0);
  await before.inbox.add([{ updateId: 1, lane: "a", body: "{}" }], T0);
  await before.close();

  const next = new Uint8Array(32).fill(9);
  await (await open(path, { keys: { current: next, old: KEY } })).close();
  const after = await open(path, { keys: { current: next, old: null } });
  for (const draft of drafts) expect((await after.orders.get(draft.id))?.traveller).toEqual(someTraveller);
  expect(await after.inbox.claim("w", T0, T0 + 1, 1)).toMatchObject([{ body: "{}" }]);
  await expect(open(path)).rejects.toThrow("DATA_KEY does not open this database");
});

it("refuses what is no SQLite database, and says what a URL must look like", async () => {
  const path = aDatabasePath();
  await (await open(path)).close();
  writeFileSync(path, "this is a text file, not a database; it is long enough to have a header ".repeat(20));
  await expect(open(path)).rejects.toThrow(/not a database/);

  for (const url of ["postgres://u:secret@h/db", "postgresql://h/db"])
    expect(() => parseDatabaseUrl(url)).toThrow("PostgreSQL is not supported yet");
  for (const url of ["", "bot.sqlite", "file:", "file::memory:", "file:x?mode=ro", "mysql://secret@h"])
    expect(() => parseDatabaseUrl(url)).toThrow(/^DATABASE_URL must be file:<path of the database file>$/);
  expect(parseDatabaseUrl("file:///tmp/x.sqlite").path).toBe("/tmp/x.sqlite");
  expect(parseDatabaseUrl("file:/tmp/x.sqlite").path).toBe("/tmp/x.sqlite");
  expect(parseDatabaseUrl("file:data/x.sqlite").path).toBe(`${process.cwd()}/data/x.sqlite`);
});

it("tells that it is unwell once it is closed, and keeps what was under way", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  expect(await storage.checkHealth()).toBe(true);
  const added = storage.inbox.add([{ updateId: 1, lane: "a", body: "{}" }], T0);
  const made = storage.customers.get(5);
  await storage.close();
  expect(await added).toBe(1);
  expect((await made).id).toBe(5);
  expect(await storage.checkHealth()).toBe(false);
  expect(existsSync(`${path}-wal`)).toBe(false);
});

it("takes alarms of new kinds in a database that was made before there were any, and keeps those that are open", async () => {
  const path = aDatabasePath();
  const first = await open(path);
  await first.incidents.open("supplier-down", "all", null, T0);
  await first.close();
  const dialect = openSqlite(path);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  await dialect.withoutForeignKeys(db, async () => {
    const former = sql<boolean>`kind in ('supplier-down')`;
    await dialect.replaceCheck(db, "incidents", "incidents_kind", former);
    await sql`drop table stray_charges`.execute(db);
    await sql`drop index payments_returning`.execute(db);
    for (const column of ["short_returned_at_ms", "short_share_minor", "short_missing"])
      await db.schema.alterTable("orders").dropColumn(column).execute();
    await sql`delete from kysely_migration where name >= '0088-stuck-money'`.execute(db);
  });
  await db.destroy();

  const second = await open(path);
  expect(await second.incidents.open("stray-stars", "a-charge", null, T0)).toBe(true);
  expect(await second.incidents.open("supplier-down", "all", null, T0)).toBe(false);
  const ids = (await second.incidents.listOpen()).map(({ id, kind }) => [id, kind]);
  expect(ids).toEqual([
    [1, "supplier-down"],
    [2, "stray-stars"],
  ]);
});

it("serves many calls at once", async () => {
  const storage = await openNew();
  const customers = await Promise.all(Array.from({ length: 200 }, (_, id) => storage.customers.get(id % 20)));
  expect(customers).toHaveLength(200);
});

function migrationsOf(path: string): unknown[] {
  expect(readFileSync(path).length).toBeGreaterThan(0);
  const raw = new Database(path, { readonly: true });
  try {
    return raw.prepare("select name, timestamp from kysely_migration order by name").all();
  } finally {
    raw.close();
  }
}
