import type { ExpressionBuilder, Kysely } from "kysely";
import type { Job, JobStore, NewJob } from "../../services/ports/index.ts";
import type { SqlDialect } from "../dialect.ts";
import type { Database } from "../schema.ts";
import { errorText } from "./error-text.ts";

/**
 * Durable background work: one row per `kind` and `key`, gone when it is done.
 *
 * A job that is asked for while it runs may have read the world before the reason for asking came about, so it runs once
 * more: `rerun_at_ms` remembers when. Until then its row keeps its `run_at_ms`, by which together with owner and attempts
 * a claim is told from a later one.
 */
export function createJobStore(deps: { db: Kysely<Database>; dialect: SqlDialect }): JobStore {
  const { db, dialect } = deps;
  return {
    enqueue: (job) => enqueueJob(db, job),

    claim: (owner, nowMs, leaseUntilMs, limit) =>
      db.transaction().execute(async (trx) => {
        const due = await dialect
          .skipLocked(trx.selectFrom("jobs").select(["kind", "key"]))
          .where((eb) =>
            eb.or([
              eb.and([eb("claimed_by", "is", null), eb("run_at_ms", "<=", nowMs)]),
              eb("lease_until_ms", "<=", nowMs),
            ]),
          )
          .orderBy("run_at_ms")
          .orderBy("kind")
          .orderBy("key")
          .limit(limit)
          .execute();
        const claimed: Job[] = [];
        for (const { kind, key } of due) {
          const row = await trx
            .updateTable("jobs")
            .set((eb) => ({
              claimed_by: owner,
              lease_until_ms: leaseUntilMs,
              attempts: eb("attempts", "+", 1),
            }))
            .where("kind", "=", kind)
            .where("key", "=", key)
            .returning(["run_at_ms", "attempts"])
            .executeTakeFirstOrThrow();
          claimed.push({ kind, key, runAtMs: row.run_at_ms, attempts: row.attempts });
        }
        return claimed;
      }),

    async renew(owner, leaseUntilMs) {
      await db
        .updateTable("jobs")
        .set({ lease_until_ms: leaseUntilMs })
        .where("claimed_by", "=", owner)
        .execute();
    },

    finish: (job, owner) =>
      db.transaction().execute(async (trx) => {
        const removed = await trx
          .deleteFrom("jobs")
          .where(isClaim(job, owner))
          .where("rerun_at_ms", "is", null)
          .executeTakeFirst();
        if (removed.numDeletedRows === 1n) return true;
        const renewed = await trx
          .updateTable("jobs")
          .set((eb) => ({
            ...unclaimed,
            run_at_ms: eb.fn.coalesce("rerun_at_ms", "run_at_ms"),
            rerun_at_ms: null,
            attempts: 0,
            last_error: null,
          }))
          .where(isClaim(job, owner))
          .executeTakeFirst();
        return renewed.numUpdatedRows === 1n;
      }),

    async postpone(job, owner, runAtMs, error) {
      const result = await db
        .updateTable("jobs")
        .set((eb) => ({
          ...unclaimed,
          run_at_ms: eb
            .case()
            .when("rerun_at_ms", "<", runAtMs)
            .then(eb.ref("rerun_at_ms").$notNull())
            .else(runAtMs)
            .end(),
          rerun_at_ms: null,
          last_error: error === null ? null : errorText(error),
        }))
        .where(isClaim(job, owner))
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

const unclaimed = { claimed_by: null, lease_until_ms: null };

/** Inserts the job, or moves the one that is there to the earlier time; while that one runs, to a second run. */
export async function enqueueJob(db: Kysely<Database>, job: NewJob): Promise<void> {
  await db
    .insertInto("jobs")
    .values({ kind: job.kind, key: job.key, run_at_ms: job.runAtMs })
    .onConflict((conflict) =>
      conflict.columns(["kind", "key"]).doUpdateSet((eb) => ({
        run_at_ms: eb
          .case()
          .when(eb.and([eb("jobs.claimed_by", "is", null), eb("jobs.run_at_ms", ">", job.runAtMs)]))
          .then(eb.ref("excluded.run_at_ms"))
          .else(eb.ref("jobs.run_at_ms"))
          .end(),
        rerun_at_ms: eb
          .case()
          .when(
            eb.and([
              eb("jobs.claimed_by", "is not", null),
              eb.or([eb("jobs.rerun_at_ms", "is", null), eb("jobs.rerun_at_ms", ">", job.runAtMs)]),
            ]),
          )
          .then(eb.ref("excluded.run_at_ms"))
          .else(eb.ref("jobs.rerun_at_ms"))
          .end(),
      })),
    )
    .execute();
}

/** Matches the row only while `owner` holds this very claim. */
function isClaim(job: Job, owner: string) {
  return (eb: ExpressionBuilder<Database, "jobs">) =>
    eb.and([
      eb("kind", "=", job.kind),
      eb("key", "=", job.key),
      eb("claimed_by", "=", owner),
      eb("attempts", "=", job.attempts),
      eb("run_at_ms", "=", job.runAtMs),
    ]);
}
