import type { Fulfilment, Housekeeping, NextRun, Reconciliation, Trips } from "../services/index.ts";
import type { Job, JobKind } from "../services/ports/index.ts";

interface Deps {
  readonly fulfilment: Fulfilment;
  readonly reconciliation: Reconciliation;
  readonly housekeeping: Housekeeping;
  readonly trips: Pick<Trips, "run">;
}

/** One handler a kind of job: each is one call of a use case. */
export type JobHandlers = Readonly<Record<JobKind, (job: Job) => Promise<NextRun>>>;

/** The jobs that always stand in the table, under the key "all". */
export const STANDING_JOBS = ["sweep", "expire-drafts", "purge"] as const satisfies readonly JobKind[];

/** The table from job kinds to use cases. */
export function createJobHandlers({ fulfilment, reconciliation, housekeeping, trips }: Deps): JobHandlers {
  return {
    fulfil: (job) => fulfilment.fulfil(job.key),
    reconcile: (job) => reconciliation.reconcile(job),
    sweep: () => reconciliation.sweep(),
    "expire-drafts": () => housekeeping.expireDrafts(),
    purge: () => housekeeping.purge(),
    trip: (job) => trips.run(job.key),
  };
}
