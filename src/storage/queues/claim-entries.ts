import type { ExpressionBuilder, Kysely } from "kysely";
import type { InboxEntry } from "../../services/ports/index.ts";
import type { SqlDialect } from "../dialect.ts";
import { openOrNull, type FieldCipher } from "../keys/field-cipher.ts";
import type { Database } from "../schema.ts";
import { bodyPlace } from "./inbox-entries.ts";

/** An entry whose process died so often is suspected: the next one of its kind waits until it is through. */
const SUSPECT_AFTER = 2;

interface Claim {
  readonly owner: string;
  readonly nowMs: number;
  readonly leaseUntilMs: number;
  readonly limit: number;
}

type Entries = ExpressionBuilder<Database, "inbox">;

/**
 * Claims the free entries inside the transaction `trx`, see `Inbox.claim`. What nobody suspects comes first: an update that ends the
 * process is met beside updates that were never under way with it before, so that none of these is suspected for its sake.
 */
export async function claimEntries(
  trx: Kysely<Database>,
  claim: Claim,
  { dialect, cipher }: { dialect: SqlDialect; cipher: FieldCipher },
): Promise<readonly InboxEntry[]> {
  const seqs = await findFree(trx, claim, dialect);
  if (seqs.length === 0) return [];
  const rows = await trx
    .updateTable("inbox")
    .set((eb) => ({
      state: "claimed" as const,
      claimed_by: claim.owner,
      lease_until_ms: claim.leaseUntilMs,
      attempts: eb("attempts", "+", 1),
      lost_claims: lostClaims(eb),
    }))
    .where("seq", "in", seqs)
    .returning(["seq", "update_id", "lane", "body", "attempts", "lost_claims"])
    .execute();
  return rows
    .sort((a, b) => a.seq - b.seq)
    .map((row) => ({
      updateId: row.update_id,
      lane: row.lane,
      body: openOrNull(cipher, bodyPlace(row.update_id), row.body),
      attempts: row.attempts,
      lostClaims: row.lost_claims,
    }));
}

async function findFree(trx: Kysely<Database>, claim: Claim, dialect: SqlDialect): Promise<number[]> {
  const { owner, nowMs, limit } = claim;
  const free = await dialect
    .skipLocked(trx.selectFrom("inbox").select(["inbox.seq"]))
    .select((eb) => isSuspect(eb).as("is_suspect"))
    .where("inbox.done_at_ms", "is", null)
    .where((eb) =>
      eb.or([
        eb.and([eb("inbox.state", "=", "waiting"), eb("inbox.due_at_ms", "<=", nowMs)]),
        eb.and([eb("inbox.state", "=", "claimed"), eb("inbox.lease_until_ms", "<=", nowMs)]),
      ]),
    )
    .where((eb) => eb.not(eb.exists(comesBefore(eb))))
    .orderBy("is_suspect")
    .orderBy("inbox.seq")
    .limit(limit)
    .execute();
  const suspects = free.filter(({ is_suspect: flag }) => flag === 1);
  if (suspects.length === 0) return free.map(({ seq }) => seq);
  const busy = await trx
    .selectFrom("inbox")
    .select("seq")
    .where("done_at_ms", "is", null)
    .where("state", "=", "claimed")
    .where("claimed_by", "=", owner)
    .where("lease_until_ms", ">", nowMs)
    .where("lost_claims", ">=", SUSPECT_AFTER)
    .executeTakeFirst();
  const trusted = free.filter((each) => !suspects.includes(each));
  return [...trusted, ...suspects.slice(0, busy ? 0 : 1)].map(({ seq }) => seq);
}

/** The count with the present claim in it, where that one ran out. */
function lostClaims(eb: Entries) {
  return eb
    .case()
    .when("inbox.state", "=", "claimed")
    .then(eb("inbox.lost_claims", "+", 1))
    .else(eb.ref("inbox.lost_claims"))
    .end();
}

function isSuspect(eb: Entries) {
  return eb.case().when(lostClaims(eb), ">=", SUSPECT_AFTER).then(1).else(0).end();
}

/**
 * What an entry's lane has before it: whatever is under way, and of what waits the updates that Telegram numbered earlier, since its posts
 * overtake each other on their way.
 */
function comesBefore(eb: Entries) {
  return eb
    .selectFrom("inbox as other")
    .select("other.seq")
    .whereRef("other.lane", "=", "inbox.lane")
    .where("other.done_at_ms", "is", null)
    .whereRef("other.seq", "!=", "inbox.seq")
    .where((or) =>
      or.or([
        or("other.state", "=", "claimed"),
        or.and([or("inbox.state", "=", "waiting"), or("other.update_id", "<", or.ref("inbox.update_id"))]),
      ]),
    );
}
