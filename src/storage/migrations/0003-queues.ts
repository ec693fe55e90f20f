import { sql, type Kysely, type Migration } from "kysely";
import { endTable, isOneOf, type MigrationContext } from "./context.ts";

/** Inbox, dead letters, jobs and outbox. The partial indexes hold only what is still to be done. */
export function createQueues(context: MigrationContext): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createInbox(db, context);
      await createJobs(db, context);
      await createOutbox(db, context);
    },
  };
}

async function createInbox(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, integer, bigint, identity } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("inbox")
      .addColumn("seq", identity, (column) => column.primaryKey().autoIncrement())
      .addColumn("update_id", bigint, (column) => column.notNull().unique())
      .addColumn("lane", text, (column) => column.notNull())
      .addColumn("body", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("attempts", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("claimed_by", text)
      .addColumn("lease_until_ms", bigint)
      .addColumn("due_at_ms", bigint, (column) => column.notNull())
      .addColumn("last_error", text)
      .addColumn("received_at_ms", bigint, (column) => column.notNull())
      .addColumn("done_at_ms", bigint)
      .addCheckConstraint("inbox_state", isOneOf("state", ["waiting", "claimed", "done"]))
      .addCheckConstraint("inbox_done", sql`(state = 'done') = (done_at_ms is not null)`),
  ).execute();
  await sql`create index inbox_lanes on inbox (lane, seq) where done_at_ms is null`.execute(db);
  await sql`create index inbox_undone on inbox (seq) where done_at_ms is null`.execute(db);
  await sql`create index inbox_done_age on inbox (done_at_ms) where done_at_ms is not null`.execute(db);

  await endTable(
    context,
    db.schema
      .createTable("dead_letters")
      .addColumn("update_id", bigint, (column) => column.primaryKey())
      .addColumn("lane", text, (column) => column.notNull())
      .addColumn("body", text, (column) => column.notNull())
      .addColumn("error", text, (column) => column.notNull())
      .addColumn("attempts", integer, (column) => column.notNull())
      .addColumn("buried_at_ms", bigint, (column) => column.notNull()),
  ).execute();
}

async function createJobs(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, integer, bigint } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("jobs")
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("key", text, (column) => column.notNull())
      .addColumn("run_at_ms", bigint, (column) => column.notNull())
      .addColumn("rerun_at_ms", bigint)
      .addColumn("attempts", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("claimed_by", text)
      .addColumn("lease_until_ms", bigint)
      .addColumn("last_error", text)
      .addPrimaryKeyConstraint("jobs_key", ["kind", "key"]),
  ).execute();
  await db.schema.createIndex("jobs_due").on("jobs").column("run_at_ms").execute();
}

async function createOutbox(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const { text, integer, bigint, identity } = context.dialect.types;
  await endTable(
    context,
    db.schema
      .createTable("outbox")
      .addColumn("id", identity, (column) => column.primaryKey().autoIncrement())
      .addColumn("chat_id", bigint, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("subject", text, (column) => column.notNull())
      .addColumn("esim_id", text)
      .addColumn("dedupe_key", text, (column) => column.notNull().unique())
      .addColumn("attempts", integer, (column) => column.notNull().defaultTo(0))
      .addColumn("claimed_by", text)
      .addColumn("lease_until_ms", bigint)
      .addColumn("due_at_ms", bigint, (column) => column.notNull())
      .addColumn("last_error", text)
      .addColumn("created_at_ms", bigint, (column) => column.notNull())
      .addColumn("sent_at_ms", bigint),
  ).execute();
  await sql`create index outbox_chats on outbox (chat_id, id) where sent_at_ms is null`.execute(db);
  await sql`create index outbox_unsent on outbox (id) where sent_at_ms is null`.execute(db);
  await sql`create index outbox_subject on outbox (subject, kind)`.execute(db);
}
