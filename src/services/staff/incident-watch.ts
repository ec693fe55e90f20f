import { HELD_BRAKES, type IncidentKind } from "../../domain/incident.ts";
import type { Brakes } from "../brakes.ts";
import type { Clock, IncidentEvidence, IncidentStore, Supplier } from "../ports/index.ts";
import type { NextRun } from "../sending.ts";
import { dayStartMs } from "../../domain/zone.ts";
import type { SupplierHealth } from "../supplier-health.ts";
import type { Alarms } from "./alarms.ts";

interface Deps {
  readonly evidence: IncidentEvidence;
  readonly incidents: Pick<IncidentStore, "listOpen">;
  readonly alarms: Alarms;
  readonly brakes: Pick<Brakes, "holding">;
  readonly health: SupplierHealth;
  readonly supplier: Pick<Supplier, "compatibleDevices">;
  readonly shopTimeZone: string;
  readonly clock: Clock;
}

/** Looks for what staff must know of, and for its end. */
export interface IncidentWatch {
  /** Job `watch-incidents`. */
  run(): Promise<NextRun>;
}

const MINUTE = 60_000;
const LOOK_EVERY_MS = 5_000;
/** Most unknown outcomes are settled by the first reads: staff hear of those that are not. */
const UNKNOWN_FOR_MS = 5 * MINUTE;
/** The supplier has 30 minutes to show a top-up that it took. */
const TAKEN_FOR_MS = 35 * MINUTE;
/** An eSIM is in the chat within seconds, unless Telegram or the customer is in the way. */
const UNDELIVERED_FOR_MS = 5 * MINUTE;
const LATE_FINDS_WITHIN_MS = 24 * 60 * MINUTE;
/** While the supplier is in trouble and nobody buys, one free read tells when it is over. */
const PROBE_EVERY_MS = 30_000;

/** Builds the watch. It judges by the database, so that a killed process forgets no alarm. */
export function createIncidentWatch(deps: Deps): IncidentWatch {
  const { evidence, alarms, clock } = deps;

  /** Raises the orders listed, and clears those of the kind that are listed no more. */
  async function follow(kind: IncidentKind, orderIds: readonly string[], open: OpenIncidents): Promise<void> {
    for (const id of orderIds) await alarms.raise(kind, id);
    for (const subject of open(kind)) if (!orderIds.includes(subject)) await alarms.clear(kind, subject);
  }

  async function watchOrders(open: OpenIncidents, nowMs: number): Promise<void> {
    const unknown = await evidence.listUnknown(nowMs - UNKNOWN_FOR_MS, nowMs - TAKEN_FOR_MS);
    if (unknown.length > 0) await alarms.raise("unknown-orders");
    else await alarms.clear("unknown-orders");
    const forStaff = await evidence.listForStaff();
    const idsWhere = (isContradiction: boolean) =>
      forStaff.filter((each) => each.isContradiction === isContradiction).map(({ orderId }) => orderId);
    await follow("contradiction", idsWhere(true), open);
    await follow("needs-person", idsWhere(false), open);
    await follow("undelivered", await evidence.listUndelivered(nowMs - UNDELIVERED_FOR_MS), open);
    for (const id of await evidence.listLateFinds(nowMs - LATE_FINDS_WITHIN_MS))
      await alarms.report("late-find", id);
  }

  async function watchSupplier(open: OpenIncidents, nowMs: number): Promise<void> {
    const { refusedAtMs, takenAtMs } = await evidence.balanceTimes();
    const isTooLow = refusedAtMs !== null && refusedAtMs >= (takenAtMs ?? 0);
    const isKnown = open("agency-balance").length > 0;
    // An old refusal of a shop that was quiet since says nothing of today.
    if (isTooLow && (isKnown || nowMs - refusedAtMs < LATE_FINDS_WITHIN_MS))
      await alarms.raise("agency-balance");
    else await alarms.clear("agency-balance");

    const isInTrouble = open("supplier-down").length + open("credentials").length > 0;
    if (isInTrouble && nowMs - deps.health.lastCallMs() >= PROBE_EVERY_MS)
      await deps.supplier.compatibleDevices();
    const state = deps.health.state();
    if (state === "silent") await alarms.raise("supplier-down");
    if (state === "refuses") await alarms.raise("credentials");
    if (state === "answers") await alarms.clear("credentials");
    if (state === "answers" || state === "refuses") await alarms.clear("supplier-down");
  }

  async function watchBrakes(): Promise<void> {
    const holding = await deps.brakes.holding();
    // One that another process released.
    const isHeld = HELD_BRAKES.some((brake) => brake === holding);
    if (!isHeld) for (const brake of HELD_BRAKES) await alarms.clear(`brake-${brake}`);
    const spend = (await deps.incidents.listOpen()).find(({ kind }) => kind === "brake-spend");
    if (spend && spend.openedAtMs < dayStartMs(clock.now(), deps.shopTimeZone))
      await alarms.clear("brake-spend");
  }

  return {
    async run() {
      const nowMs = clock.now();
      const list = await deps.incidents.listOpen();
      const open: OpenIncidents = (kind) =>
        list.filter((each) => each.kind === kind).map(({ subject }) => subject);
      await watchOrders(open, nowMs);
      await watchSupplier(open, nowMs);
      await watchBrakes();
      return { again: clock.now() + LOOK_EVERY_MS };
    },
  };
}

/** The subjects of the incidents of a kind that are open. */
type OpenIncidents = (kind: IncidentKind) => readonly string[];
