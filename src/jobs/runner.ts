import type { NextRun } from "../services/index.ts";
import { errorText } from "../services/running/error-text.ts";
import { CLAIM_LEASE_MS, createPoller, type Poller } from "../services/running/poller.ts";
import type { Clock, Job, JobKind, JobStore, Logger } from "../services/ports/index.ts";

/** What does the work of one kind of job: done for good, or again at a time (epoch milliseconds). */
export type JobHandler = (job: Job) => Promise<NextRun>;

interface RunnerDeps {
  readonly jobs: JobStore;
  readonly handlers: Readonly<Record<JobKind, JobHandler>>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in the claims. */
  readonly owner: string;
  readonly maxConcurrent?: number;
  readonly pollMs?: number;
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 10 * 60_000;

/** The wait after the `failures`-th failure in a row: 5 s, doubled each time, 10 minutes at most. */
function retryDelayMs(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LAST_RETRY_MS);
}

/**
 * Runs the due jobs of the table: claims, hands each to its handler, and finishes or postpones it.
 * A handler that throws is tried again on a back-off that counts the failures in a row. A job whose lease ran out while it still runs
 * here is not run a second time: its new claim is the one that is settled in the end.
 */
export function createJobRunner(deps: RunnerDeps): Poller {
  const { jobs, handlers, clock, logger, owner } = deps;
  /** The newest claim of each job that runs in this process. */
  const claims = new Map<string, Job>();
  const failures = new Map<string, number>();

  const nameOf = (job: Job): string => `${job.kind}:${job.key}`;
  /** An old key of a charge that belongs to no order names who paid it: no log line tells that. */
  const saidOf = ({ kind, key }: Job): string => `${kind}:${key.startsWith("charge ") ? "charge" : key}`;

  async function settle(name: string, job: Job, outcome: NextRun, error: string | null): Promise<void> {
    const claim = claims.get(name) ?? job;
    const isOurs =
      "done" in outcome
        ? await jobs.finish(claim, owner)
        : await jobs.postpone(claim, owner, outcome.again, error);
    if (!isOurs) logger.debug("job.claim-lost", { job: saidOf(job) });
  }

  async function attempt(name: string, job: Job): Promise<void> {
    const startedAtMs = clock.now();
    try {
      const outcome = await handlers[job.kind](job);
      failures.delete(name);
      await settle(name, job, outcome, null);
      logger.debug("job.ran", {
        job: saidOf(job),
        attempt: job.attempts,
        durationMs: clock.now() - startedAtMs,
      });
    } catch (error) {
      const failed = (failures.get(name) ?? 0) + 1;
      failures.set(name, failed);
      logger.error("job.failed", { job: saidOf(job), attempt: failed, error: errorText(error) });
      await settle(name, job, { again: clock.now() + retryDelayMs(failed) }, errorText(error));
    }
  }

  async function run(job: Job): Promise<void> {
    const name = nameOf(job);
    const isRunning = claims.has(name);
    claims.set(name, job);
    if (isRunning) return;
    try {
      await attempt(name, job);
    } finally {
      claims.delete(name);
    }
  }

  return createPoller<Job>({
    claim: (limit) => jobs.claim(owner, clock.now(), clock.now() + CLAIM_LEASE_MS, limit),
    renew: () => jobs.renew(owner, clock.now() + CLAIM_LEASE_MS),
    run,
    giveBack: async (job) => {
      await jobs.postpone(job, owner, clock.now(), null);
    },
    maxConcurrent: deps.maxConcurrent ?? 8,
    pollMs: deps.pollMs ?? 1_000,
    logger,
  });
}
