import { sql, type Kysely, type RawBuilder, type Transaction } from "kysely";
import type { PersonalDataStore } from "../../services/ports/index.ts";
import { isSealed, openOrNull, type FieldCipher } from "../keys/field-cipher.ts";
import { SEALED_COLUMNS } from "../keys/rotate-keys.ts";
import type { Database } from "../schema.ts";

/** A table with rows of customers, and the condition that finds those of one. */
interface PersonalTable {
  readonly table: keyof Database;
  readonly isOf: (customerId: number) => RawBuilder<unknown>;
}

const lane = (customerId: number) => `user ${customerId}`;
const dialogueKey = (customerId: number) => `chat ${customerId}`;
const ofCustomer = (column: string) => (customerId: number) => sql`${sql.ref(column)} = ${customerId}`;
const ofLane = (customerId: number) => sql`lane = ${lane(customerId)}`;
/** Rows that know their customer through another table. */
const through = (column: string, table: "orders" | "esims") => (customerId: number) =>
  sql`${sql.ref(column)} in (select id from ${sql.table(table)} where customer_id = ${customerId})`;

/**
 * Every table that holds rows of a customer, directly or through an order or an eSIM. A test compares this list with the database: a new
 * table must be listed here or named there as impersonal, or an export would leave it out.
 */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { table: "customers", isOf: ofCustomer("id") },
  { table: "orders", isOf: ofCustomer("customer_id") },
  { table: "order_events", isOf: through("order_id", "orders") },
  { table: "esims", isOf: ofCustomer("customer_id") },
  { table: "esim_usage", isOf: through("esim_id", "esims") },
  { table: "payments", isOf: ofCustomer("customer_id") },
  { table: "stray_charges", isOf: ofCustomer("customer_id") },
  { table: "ledger", isOf: ofCustomer("customer_id") },
  { table: "credit_limits", isOf: ofCustomer("customer_id") },
  { table: "incidents", isOf: through("order_id", "orders") },
  { table: "void_proposals", isOf: through("order_id", "orders") },
  { table: "support_messages", isOf: ofCustomer("customer_id") },
  { table: "trips", isOf: ofCustomer("customer_id") },
  { table: "trouble_reports", isOf: ofCustomer("customer_id") },
  { table: "audit", isOf: ofCustomer("subject_id") },
  { table: "staff_notes", isOf: ofCustomer("customer_id") },
  { table: "order_look_ups", isOf: through("order_id", "orders") },
  { table: "outbox", isOf: ofCustomer("chat_id") },
  { table: "dialogues", isOf: (customerId) => sql`key = ${dialogueKey(customerId)}` },
  { table: "inbox", isOf: ofLane },
  { table: "dead_letters", isOf: ofLane },
];

/** The shop's own business with its supplier, and the workings of the queues: not about the customer. */
const WITHHELD = new Set([
  "purchase_minor",
  "purchase_currency",
  "supplier_reply",
  "nonce",
  "claimed_by",
  "lease_until_ms",
  "attempts",
  "lost_claims",
  "dedupe_key",
  "seq",
  "hash",
  "external_hash",
  "decided_by",
  "staff_id",
  "staff_chat_id",
  "staff_message_id",
]);

/** Names under which a person finds what a column holds. */
const PLAIN_NAMES = new Map([
  ["told_json", "alerts_already_sent"],
  ["card_message_id", "newest_menu_message_id"],
]);

/** What a customer may read about themselves, and how they are taken out of the database. */
export function createPersonalDataStore(deps: {
  db: Kysely<Database>;
  cipher: FieldCipher;
}): PersonalDataStore {
  const { db, cipher } = deps;

  function open(table: string, row: Record<string, unknown>): Record<string, unknown> {
    const sealed = SEALED_COLUMNS.find((each) => each.table === table);
    const id = String(row[sealed?.id ?? "id"]);
    const entries = Object.entries(row).filter(([column]) => !WITHHELD.has(column));
    return Object.fromEntries(
      entries.map(([column, value]) => {
        // A handled update has an empty body, and an old row may hold a day in clear.
        const canOpen = sealed?.columns.includes(column) === true && typeof value === "string";
        // One damaged value must not keep all the others from their owner.
        const plain =
          canOpen && isSealed(value) ? openOrNull(cipher, `${table}:${column}:${id}`, value) : value;
        return [PLAIN_NAMES.get(column) ?? column, readable(table, column, plain)];
      }),
    );
  }

  return {
    async collect(customerId) {
      const tables = await Promise.all(
        PERSONAL_TABLES.map(async ({ table, isOf }) => {
          const { rows } = await sql<Record<string, unknown>>`
            select * from ${sql.table(table)} where ${isOf(customerId)}`.execute(db);
          // Of a handled message only its number is left, which tells nothing.
          const kept = rows.filter((row) => row["body"] !== "");
          return [table, kept.map((row) => open(table, row))] as const;
        }),
      );
      return Object.fromEntries(tables);
    },

    erase: (customerId, pseudonym, openStates, nowMs) =>
      db.transaction().execute(async (trx) => {
        const open = await trx
          .selectFrom("orders")
          .select("id")
          .where("customer_id", "=", customerId)
          .where(sql<boolean>`state in (${sql.join(openStates)})`)
          .executeTakeFirst();
        if (open || (await hasMoneyToReturn(trx, customerId))) return "open-order";
        const { rows } = await sql`select currency from ledger where customer_id = ${customerId}
          group by currency having sum(amount_minor) <> 0`.execute(trx);
        if (rows.length > 0) return "open-account";
        await eraseCustomer(trx, customerId, pseudonym, nowMs, cipher);
        return "erased";
      }),
  };
}

/** Whether money of an order that ended, or was closed short, is yet to go back: without its charge id, or its person, it never could. */
async function hasMoneyToReturn(trx: Transaction<Database>, customerId: number): Promise<boolean> {
  const theirs = sql`select id from orders where customer_id = ${customerId}`;
  const payments = sql`select 'payment ' || id from payments where customer_id = ${customerId}`;
  const { rows } =
    await sql`select 1 from jobs where kind = 'refund' and (key in (${theirs}) or key in (${payments}))
    union all select 1 from payments where customer_id = ${customerId} and state = 'returning'
    union all select 1 from stray_charges where customer_id = ${customerId} and returned_at_ms is null
    union all select 1 from orders where customer_id = ${customerId}
      and short_share_minor is not null and short_returned_at_ms is null
    limit 1`.execute(trx);
  return rows.length > 0;
}

/** Who of staff it was is told to nobody: not in the words of an event either. JSON columns are shown as what they hold; the package without what the agency pays for it. */
function readable(table: string, column: string, value: unknown): unknown {
  if (column === "detail" && typeof value === "string") return value.replace(/\bstaff \d+/g, "staff");
  // Staff's notes and letters have a body too: what people wrote, whatever it begins with.
  const isUpdate = column === "body" && (table === "inbox" || table === "dead_letters");
  const isJson = isUpdate || /_json$|^(?:traveller|saved_traveller|state)$/.test(column);
  if (!isJson || typeof value !== "string" || !/^[[{]/.test(value)) return value;
  const parsed = JSON.parse(value) as unknown;
  if (column !== "package_json" || typeof parsed !== "object" || parsed === null) return parsed;
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => name !== "purchase"));
}

async function eraseCustomer(
  trx: Transaction<Database>,
  customerId: number,
  pseudonym: number,
  nowMs: number,
  cipher: FieldCipher,
): Promise<void> {
  const order = await trx
    .selectFrom("orders")
    .select("id")
    .where("customer_id", "=", customerId)
    .executeTakeFirst();
  // Only books need somebody to belong to: a second tap finds none, and leaves no row behind.
  if (order) await trx.insertInto("customers").values({ id: pseudonym }).execute();
  const nobody = { customer_id: pseudonym, chat_id: pseudonym };
  // Without its nonce an open draft can no longer be confirmed; it runs out like any other.
  const cleared = {
    traveller: null,
    supplier_reply: null,
    payment_url: null,
    nonce: null,
    source: null,
    status_message_id: null,
  };
  await trx
    .updateTable("orders")
    .set({ ...nobody, ...cleared })
    .where("customer_id", "=", customerId)
    .execute();

  // What was left before and after a top-up is theirs too; a void one needs it, should its top-up turn up after all.
  await trx
    .updateTable("orders")
    .set({ topup_before: null, topup_after: null })
    .where("customer_id", "=", pseudonym)
    .where("state", "<>", "void")
    .execute();

  const esims = await trx.selectFrom("esims").select("id").where("customer_id", "=", customerId).execute();
  for (const { id } of esims) {
    const empty = (column: string) => cipher.seal(`esims:${column}:${id}`, "");
    await trx
      .updateTable("esims")
      .set({
        ...nobody,
        lpa: empty("lpa"),
        smdp_address: empty("smdp_address"),
        activation_code: empty("activation_code"),
        confirmation_code: null,
        msisdn: null,
        label: null,
      })
      .where("id", "=", id)
      .execute();
  }

  // The books stay, without the person.
  await trx.deleteFrom("credit_limits").where("customer_id", "=", customerId).execute();
  await trx
    .updateTable("ledger")
    .set({ customer_id: pseudonym })
    .where("customer_id", "=", customerId)
    .execute();
  await trx
    .updateTable("payments")
    .set({ customer_id: pseudonym, external_id: null, photo_file_id: null, reason: null })
    .where("customer_id", "=", customerId)
    .execute();

  // What staff did stays, about nobody; what they wrote about the person goes, and so do the ways to find their orders.
  await trx
    .updateTable("audit")
    .set({ subject_id: pseudonym, reason: null })
    .where("subject_id", "=", customerId)
    .execute();
  const theirs = trx.selectFrom("orders").select("id").where("customer_id", "=", pseudonym);
  await trx.updateTable("audit").set({ reason: null }).where("order_id", "in", theirs).execute();
  await trx.deleteFrom("stray_charges").where("customer_id", "=", customerId).execute();
  await trx.deleteFrom("staff_notes").where("customer_id", "=", customerId).execute();
  await trx.deleteFrom("order_look_ups").where("order_id", "in", theirs).execute();

  // What somebody used, and when, is theirs; without its row the sweeper asks no more.
  await trx
    .deleteFrom("esim_usage")
    .where("esim_id", "in", trx.selectFrom("esims").select("id").where("customer_id", "=", pseudonym))
    .execute();
  await trx
    .deleteFrom("jobs")
    .where("kind", "=", "trip")
    .where("key", "in", trx.selectFrom("orders").select("id").where("customer_id", "=", pseudonym))
    .execute();
  await trx.deleteFrom("trips").where("customer_id", "=", customerId).execute();
  await trx.deleteFrom("trouble_reports").where("customer_id", "=", customerId).execute();
  await trx.deleteFrom("support_messages").where("customer_id", "=", customerId).execute();
  await trx.deleteFrom("outbox").where("chat_id", "=", customerId).where("sent_at_ms", "is", null).execute();
  await trx.updateTable("outbox").set({ chat_id: pseudonym }).where("chat_id", "=", customerId).execute();
  await trx.deleteFrom("dialogues").where("key", "=", dialogueKey(customerId)).execute();
  await trx.deleteFrom("dead_letters").where("lane", "=", lane(customerId)).execute();
  await trx
    .updateTable("inbox")
    .set({ lane: lane(pseudonym) })
    .where("lane", "=", lane(customerId))
    .where("done_at_ms", "<=", nowMs)
    .execute();
  await trx.deleteFrom("customers").where("id", "=", customerId).execute();
}
