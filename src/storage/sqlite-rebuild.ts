import { sql, type Kysely, type RawBuilder } from "kysely";

/**
 * SQLite cannot change a constraint: the table is made anew under another name, filled, and takes the old one's place, with its indexes
 * and triggers (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"). Throws when the table has no
 * constraint of that name.
 */
export async function rebuildWithCheck<DB>(
  db: Kysely<DB>,
  table: string,
  constraint: string,
  check: RawBuilder<boolean>,
): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`select type, sql from sqlite_master
    where tbl_name = ${table} and sql is not null order by type = 'table' desc`.execute(db);
  const [definition, ...others] = rows.map((row) => row.sql);
  if (definition === undefined) throw new Error(`there is no table ${table}`);
  const { before, after } = splitAtCheck(definition, constraint);
  const compiled = check.compile(db).sql;
  const renamed = before.replace(/^create table "?\w+"?/i, `create table "${table}_rebuilt"`);
  await sql.raw(`${renamed}(${compiled})${after}`).execute(db);
  await sql.raw(`insert into "${table}_rebuilt" select * from "${table}"`).execute(db);
  await sql.raw(`drop table "${table}"`).execute(db);
  await sql.raw(`alter table "${table}_rebuilt" rename to "${table}"`).execute(db);
  for (const other of others) await sql.raw(other).execute(db);
}

/** What stands before and after the bracketed expression of `constraint "name" check (…)`. */
function splitAtCheck(definition: string, constraint: string): { before: string; after: string } {
  const start = new RegExp(`constraint "${constraint}" check\\s*`, "i").exec(definition);
  if (!start) throw new Error(`there is no constraint ${constraint}`);
  const open = start.index + start[0].length;
  let depth = 0;
  let isQuoted = false;
  for (let at = open; at < definition.length; at += 1) {
    const sign = definition[at];
    if (sign === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth === 0) return { before: definition.slice(0, open), after: definition.slice(at + 1) };
  }
  throw new Error(`constraint ${constraint} does not end`);
}
