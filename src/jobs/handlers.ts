import type {
  AutoCancelWatch,
  Collection,
  Fulfilment,
  Housekeeping,
  IncidentWatch,
  NextRun,
  Reconciliation,
  Refunds,
  SupplierPage,
  TopupFulfilment,
  TopupPage,
  TopupReconciliation,
  Trips,
  UsageWatch,
} from "../services/index.ts";
import type { Job, JobKind } from "../services/ports/index.ts";

interface Deps {
  readonly fulfilment: Fulfilment;
  readonly reconciliation: Reconciliation;
  readonly topupFulfilment: TopupFulfilment;
  readonly topupReconciliation: TopupReconciliation;
  readonly collection: Pick<Collection, "watchDeadline" | "remindStaff">;
  readonly refunds: Pick<Refunds, "refund" | "remindOwed">;
  readonly supplierPage: Pick<SupplierPage, "watch">;
  readonly topupPage: Pick<TopupPage, "watch">;
  readonly housekeeping: Housekeeping;
  readonly incidentWatch: IncidentWatch;
  readonly autoCancel: AutoCancelWatch;
  readonly usageWatch: UsageWatch;
  readonly trips: Pick<Trips, "run">;
}

/** One handler a kind of job: each is one call of a use case. */
export type JobHandlers = Readonly<Record<JobKind, (job: Job) => Promise<NextRun>>>;

/** The jobs that always stand in the table, under the key "all". */
export const STANDING_JOBS = [
  "sweep",
  "expire-drafts",
  "purge",
  "watch-usage",
  "watch-incidents",
] as const satisfies readonly JobKind[];

/** The table from job kinds to use cases. */
export function createJobHandlers(deps: Deps): JobHandlers {
  const { fulfilment, reconciliation, topupFulfilment, topupReconciliation, housekeeping } = deps;
  return {
    fulfil: (job) => fulfilment.fulfil(job.key),
    reconcile: (job) => reconciliation.reconcile(job),
    "fulfil-topup": (job) => topupFulfilment.fulfil(job.key),
    "reconcile-topup": (job) => topupReconciliation.reconcile(job),
    sweep: () => reconciliation.sweep(),
    "expire-drafts": () => housekeeping.expireDrafts(),
    purge: () => housekeeping.purge(),
    "await-supplier": (job) => deps.supplierPage.watch(job.key),
    "await-topup": (job) => deps.topupPage.watch(job.key),
    "payment-deadline": (job) => deps.collection.watchDeadline(job.key),
    "staff-reminder": (job) => deps.collection.remindStaff(job.key),
    "owed-reminder": (job) => deps.refunds.remindOwed(job.key, job.attempts),
    "watch-incidents": () => deps.incidentWatch.run(),
    "watch-auto-cancel": (job) => deps.autoCancel.run(job.key, job.attempts),
    refund: (job) => deps.refunds.refund(job.key, job.attempts),
    trip: (job) => deps.trips.run(job.key),
    "watch-usage": () => deps.usageWatch.sweep(),
  };
}
