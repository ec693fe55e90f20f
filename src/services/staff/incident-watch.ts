import { HELD_BRAKES, type IncidentKind } from "../../domain/incident.ts";
import type { Brakes } from "../running/brakes.ts";
import {
  MOST_EVIDENCE,
  type Clock,
  type Incident,
  type IncidentEvidence,
  type IncidentStore,
  type Supplier,
} from "../ports/index.ts";
import type { NextRun } from "../orders/sending.ts";
import { dayStartMs } from "../../domain/zone.ts";
import type { SupplierHealth } from "../running/supplier-health.ts";
import { WHOLE_SHOP, type Alarms } from "./alarms.ts";

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
/** A paid eSIM comes within minutes, and Stars go back at once, or at the next try. */
const STUCK_FOR_MS = 10 * MINUTE;
const LATE_FINDS_WITHIN_MS = 24 * 60 * MINUTE;
/** While the supplier is in trouble and nobody buys, one free read tells when it is over. */
const PROBE_EVERY_MS = 30_000;

/** Builds the watch. It judges by the database, so that a killed process forgets no alarm. */
export function createIncidentWatch(deps: Deps): IncidentWatch {
  const { evidence, alarms, clock } = deps;

  // The watch looks every few seconds, and most of what it finds is known: only news is worth a transaction that writes.
  async function raise(open: OpenIncidents, kind: IncidentKind, subject = WHOLE_SHOP): Promise<void> {
    if (!open(kind, subject)) await alarms.raise(kind, subject);
  }
  async function clear(open: OpenIncidents, kind: IncidentKind, subject = WHOLE_SHOP): Promise<void> {
    if (open(kind, subject)) await alarms.clear(kind, subject);
  }

  /** Raises what is listed, and clears what of the kind is listed no more. */
  async function follow(kind: IncidentKind, subjects: readonly string[], watch: Watch): Promise<void> {
    for (const each of subjects) await raise(watch.open, kind, each);
    // A full list may leave out what is there.
    if (subjects.length >= MOST_EVIDENCE) return;
    const known = watch.list.filter((each) => each.kind === kind);
    for (const { subject } of known) if (!subjects.includes(subject)) await alarms.clear(kind, subject);
  }

  /** One alarm names all that are unknown as it begins; each that becomes so later is told of by itself, once. */
  async function tellUnknown(orderIds: readonly string[], open: OpenIncidents): Promise<void> {
    if (orderIds.length === 0) return clear(open, "unknown-orders");
    if (open("unknown-orders", WHOLE_SHOP)) {
      for (const id of orderIds) await alarms.report("unknown-orders", id);
      return;
    }
    for (const id of orderIds) await alarms.report("unknown-orders", id, { isNamedAlready: true });
    await raise(open, "unknown-orders");
  }

  async function watchOrders(watch: Watch, nowMs: number): Promise<void> {
    const unknown = await evidence.listUnknown(nowMs - UNKNOWN_FOR_MS, nowMs - TAKEN_FOR_MS);
    await tellUnknown(unknown, watch.open);
    await follow("contradiction", await evidence.listForStaff(true), watch);
    await follow("needs-person", await evidence.listForStaff(false), watch);
    await follow("undelivered", await evidence.listUndelivered(nowMs - UNDELIVERED_FOR_MS), watch);
    for (const id of await evidence.listLateFinds(nowMs - LATE_FINDS_WITHIN_MS))
      await alarms.report("late-find", id);
  }

  /** Money that customers paid, and that neither buys nor goes back. */
  async function watchMoney(watch: Watch, nowMs: number): Promise<void> {
    await follow("paid-unissued", await evidence.listPaidUnissued(nowMs - STUCK_FOR_MS), watch);
    await follow("stars-unreturned", await evidence.listUnreturnedStars(nowMs - STUCK_FOR_MS), watch);
    await follow("stray-stars", await evidence.listStrayStars(nowMs - STUCK_FOR_MS), watch);
  }

  async function watchBalance(open: OpenIncidents, nowMs: number): Promise<void> {
    const { refusedAtMs, takenAtMs } = await evidence.balanceTimes();
    const isTooLow = refusedAtMs !== null && refusedAtMs >= (takenAtMs ?? 0);
    const isKnown = open("agency-balance", WHOLE_SHOP) !== undefined;
    // An old refusal of a shop that was quiet since says nothing of today.
    if (isTooLow && (isKnown || nowMs - refusedAtMs < LATE_FINDS_WITHIN_MS))
      await raise(open, "agency-balance");
    else await clear(open, "agency-balance");
  }

  async function watchSupplier(open: OpenIncidents, nowMs: number): Promise<void> {
    const { health } = deps;
    const known = open("supplier-down", WHOLE_SHOP) ?? open("credentials", WHOLE_SHOP);
    const isInTrouble = known !== undefined || health.state() === "silent" || health.state() === "refuses";
    if (isInTrouble && nowMs - health.lastCallMs() >= PROBE_EVERY_MS) await deps.supplier.compatibleDevices();
    const state = health.state();
    if (state === "silent") return raise(open, "supplier-down");
    if (state === "refuses") await raise(open, "credentials");
    // Each process knows its own calls only: an answer from before the trouble, which another one saw, says nothing of its end.
    const isOver = (kind: IncidentKind) =>
      health.lastAnswerMs() > (open(kind, WHOLE_SHOP)?.openedAtMs ?? Number.POSITIVE_INFINITY);
    if (state === "answers" && isOver("credentials")) await clear(open, "credentials");
    if (state !== undefined && isOver("supplier-down")) await clear(open, "supplier-down");
  }

  async function watchBrakes(open: OpenIncidents): Promise<void> {
    const holding = await deps.brakes.holding();
    // One that another process released.
    const isHeld = HELD_BRAKES.some((brake) => brake === holding);
    if (!isHeld) for (const brake of HELD_BRAKES) await clear(open, `brake-${brake}`);
    const spend = open("brake-spend", WHOLE_SHOP);
    if (spend && spend.openedAtMs < dayStartMs(clock.now(), deps.shopTimeZone))
      await alarms.clear("brake-spend");
  }

  return {
    async run() {
      const nowMs = clock.now();
      const list = await deps.incidents.listOpen();
      const open: OpenIncidents = (kind, subject) =>
        list.find((each) => each.kind === kind && each.subject === subject);
      await watchOrders({ list, open }, nowMs);
      await watchMoney({ list, open }, nowMs);
      await watchBalance(open, nowMs);
      await watchSupplier(open, nowMs);
      await watchBrakes(open);
      return { again: clock.now() + LOOK_EVERY_MS };
    },
  };
}

/** The incident of a kind and subject, where it is open. */
type OpenIncidents = (kind: IncidentKind, subject: string) => Incident | undefined;

/** What is open at the start of a look. */
interface Watch {
  readonly list: readonly Incident[];
  readonly open: OpenIncidents;
}
