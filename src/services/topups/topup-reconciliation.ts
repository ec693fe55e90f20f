import { ABANDONED, type Order } from "../../domain/order.ts";
import type { NextRun } from "../orders/sending.ts";
import { breakNotFoundRow, countNotFound, isRowLongEnough, rowSinceMs } from "../orders/not-found-row.ts";
import { refundJobs, tellCustomer, unknownTransition } from "../orders/order-outcomes.ts";
import type { Clock, Job, Logger, OrderStore } from "../ports/index.ts";
import { isWatched, nextReadMs } from "../orders/reconciliation.ts";
import type { TopupReading } from "./topup-evidence.ts";
import type { TopupLook, TopupOf } from "./topup-look.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly look: TopupLook;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** Settles top-ups by reading only: history and usage, compared with what was stored before sending. */
export interface TopupReconciliation {
  /** One look at a top-up: an abandoned `sending`, an `unknown` one, or one that might still be found. */
  reconcile(job: Job): Promise<NextRun>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A lost answer: the customer hears again within 15 minutes. A bare success: once the promised 30 minutes are over. */
const REASSURE_AFTER_MS = 10 * MINUTE;
const LATE_AFTER_MS = 31 * MINUTE;
/** The operator confirms within 30 minutes, and usage is cached for 20: an explicit refusal is not believed before. */
const REFUSED_AFTER_MS = 40 * MINUTE;
/** What reading has not settled by then is people's. */
const STAFF_AFTER_MS = DAY;
/** How often a top-up that waits for a person is read meanwhile. */
const STAFF_READ_EVERY_MS = 60 * MINUTE;
const WATCH_MS = 8 * DAY;

/** Builds the reconciliation of top-ups. */
export function createTopupReconciliation(deps: Deps): TopupReconciliation {
  const { orders, clock, logger } = deps;

  async function settleSilence(
    order: TopupOf,
    reading: TopupReading,
    nowMs: number,
  ): Promise<Order["state"]> {
    const ageMs = nowMs - (order.sentAtMs ?? nowMs);
    // What the supplier has accepted is never believed void, however long it is silent.
    const mayBeVoid = reading.found === "none" && order.topup.acknowledgedAtMs === null;
    if (mayBeVoid) {
      const sinceMs = rowSinceMs(order, await orders.events(order.id));
      const row = await countNotFound(orders, order, sinceMs, nowMs);
      const isOldEnough = !order.explicitRefusal || ageMs >= REFUSED_AFTER_MS;
      if (isOldEnough && isRowLongEnough(order, row))
        return move(order, "void", `${row.reads} reads show no top-up`, nowMs);
    } else await breakNotFoundRow(orders, order, nowMs);
    // A row that runs will end as void, or break. Else people must look: nothing is shown, or nothing that could be told apart.
    if (!mayBeVoid && ageMs >= STAFF_AFTER_MS)
      return move(order, "staff", "a day has not shown the top-up", nowMs);
    return "unknown";
  }

  async function move(
    order: TopupOf,
    to: "void" | "staff",
    detail: string,
    nowMs: number,
  ): Promise<Order["state"]> {
    const told = to === "void" ? "order-void" : "topup-late";
    const outbox = [tellCustomer(order, told)];
    const hasMoved = await orders.transition({
      orderId: order.id,
      from: ["unknown"],
      to,
      detail,
      nowMs,
      jobs: to === "void" ? refundJobs(order, nowMs) : [],
      outbox,
    });
    if (hasMoved) logger.error(`topup.${to}`, { order: order.reference });
    deps.wake();
    return to;
  }

  /** Once; the outbox itself takes the same message only once. */
  async function reassure(order: TopupOf, nowMs: number): Promise<void> {
    const ageMs = nowMs - (order.sentAtMs ?? nowMs);
    const isTaken = order.topup.acknowledgedAtMs !== null;
    if (ageMs < (isTaken ? LATE_AFTER_MS : REASSURE_AFTER_MS)) return;
    const detail = "customer told again";
    if ((await orders.events(order.id)).some((event) => event.detail === detail)) return;
    const outbox = [tellCustomer(order, isTaken ? "topup-late" : "order-still-unknown")];
    await orders.transition({ orderId: order.id, from: ["unknown"], to: "unknown", detail, nowMs, outbox });
    deps.wake();
  }

  async function look(order: TopupOf): Promise<NextRun> {
    const { reading, usage } = await deps.look.read(order);
    const nowMs = clock.now();
    const ageMs = nowMs - (order.sentAtMs ?? nowMs);
    if (reading.found === "shown") {
      if (order.state !== "unknown") logger.error("topup.found-late", { order: order.reference });
      await deps.look.fileShown(order, reading, usage);
      return { done: true };
    }
    if (order.state === "staff") return { again: nowMs + STAFF_READ_EVERY_MS };
    if (order.state !== "unknown") return ageMs > WATCH_MS ? { done: true } : { again: nowMs + DAY };
    const state = await settleSilence(order, reading, nowMs);
    if (state !== "unknown") return { again: nowMs + (state === "staff" ? STAFF_READ_EVERY_MS : DAY) };
    await reassure(order, nowMs);
    return { again: nowMs + nextReadMs(ageMs) };
  }

  return {
    async reconcile(job) {
      const order = await orders.get(job.key);
      if (!order?.topup) return { done: true };
      if (order.state === "sending") {
        const leaseUntilMs = order.leaseUntilMs ?? 0;
        if (clock.now() < leaseUntilMs) return { again: leaseUntilMs };
        if (await orders.transition(unknownTransition(order, ABANDONED, false, clock.now())))
          logger.error("order.unknown", { order: order.reference, reason: "abandoned" });
        deps.wake();
        return { again: clock.now() };
      }
      if (!isWatched(order)) return { done: true };
      const firstLookMs = (order.sentAtMs ?? 0) + DAY;
      if (order.state === "failed" && clock.now() < firstLookMs) return { again: firstLookMs };
      return look({ ...order, topup: order.topup });
    },
  };
}
