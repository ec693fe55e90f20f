import type { Clock, Job, JobStore, NewJob } from "../../../src/services/ports/index.ts";

interface Row {
  readonly job: NewJob;
  attempts: number;
  dueAtMs: number;
  leaseUntilMs: number;
  owner: string | null;
  error: string | null;
}

/** A clock that a test sets. */
export function createTestClock(startMs = 1_000_000): Clock & { advance(ms: number): void } {
  let nowMs = startMs;
  return { now: () => nowMs, advance: (ms) => void (nowMs += ms) };
}

/** The jobs table in memory, with the port's rules about claims. */
export function createMemoryJobs(): JobStore & {
  rows(): readonly Row[];
  claims: number;
  renewals: number;
  failNext(error: Error): void;
} {
  const rows = new Map<string, Row>();
  let failure: Error | null = null;
  const keyOf = (job: NewJob): string => `${job.kind}:${job.key}`;
  const claimed = (job: Job, owner: string): Row | undefined => {
    const row = rows.get(keyOf(job));
    return row?.owner === owner && row.attempts === job.attempts ? row : undefined;
  };
  return {
    claims: 0,
    renewals: 0,
    rows: () => [...rows.values()],
    failNext: (error) => void (failure = error),
    async enqueue(job) {
      rows.set(keyOf(job), {
        job,
        attempts: 0,
        dueAtMs: job.runAtMs,
        leaseUntilMs: 0,
        owner: null,
        error: null,
      });
    },
    async claim(owner, nowMs, leaseUntilMs, limit) {
      this.claims++;
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      const due = [...rows.values()].filter((row) => row.dueAtMs <= nowMs && row.leaseUntilMs <= nowMs);
      return due.slice(0, limit).map((row) => {
        Object.assign(row, { owner, leaseUntilMs, attempts: row.attempts + 1 });
        return { ...row.job, attempts: row.attempts };
      });
    },
    async renew(owner, leaseUntilMs) {
      this.renewals++;
      for (const row of rows.values()) if (row.owner === owner) row.leaseUntilMs = leaseUntilMs;
    },
    async finish(job, owner) {
      return claimed(job, owner) !== undefined && rows.delete(keyOf(job));
    },
    async postpone(job, owner, runAtMs, error) {
      const row = claimed(job, owner);
      if (!row) return false;
      Object.assign(row, { dueAtMs: runAtMs, leaseUntilMs: 0, owner: null, error });
      return true;
    },
  };
}
