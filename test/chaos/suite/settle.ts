import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./pool.ts";
import type { World } from "./world.ts";

/** What is still to be done. */
export interface Backlog {
  /** Updates that Telegram has not got rid of, or that are stored and not handled. */
  readonly updates: number;
  /** Messages due to customers. */
  readonly messages: number;
  /** Orders on their way that time alone settles. */
  readonly moving: number;
  /** Orders of which nothing is known yet. */
  readonly unknown: number;
  /** Orders that wait for a customer to pay. */
  readonly waiting: number;
}

/** Looks at a world's backlog from outside. */
export function createBacklog(world: World): () => Backlog {
  const one = (source: string) => world.raw.prepare(source).pluck();
  const undone = one("select count(*) from inbox where done_at_ms is null");
  const unsent = one("select count(*) from outbox where sent_at_ms is null");
  const moving = one(
    "select count(*) from orders where state in ('accepted', 'paid', 'sending', 'issued', 'refunding')",
  );
  const unknown = one("select count(*) from orders where state in ('unknown', 'staff')");
  const waiting = one("select count(*) from orders where state in ('awaiting_payment', 'awaiting_supplier')");
  const refunds = one("select count(*) from jobs where kind = 'refund'");
  return () => ({
    updates: world.telegram.control.pendingUpdateCount() + Number(undone.get()),
    messages: Number(unsent.get()),
    moving: Number(moving.get()) + Number(refunds.get()),
    unknown: Number(unknown.get()),
    waiting: Number(waiting.get()),
  });
}

/** How many unknown orders the supplier has charged: these must be found, however long it takes. */
function createOwed(world: World): () => number {
  const rows = world.raw.prepare(
    `select orders.kind, booking_tracking_id as booking, esims.iccid,
       (select count(*) from orders as other where other.esim_id = orders.esim_id and other.kind = 'topup'
         and other.state in ('issued', 'delivered')) as done
     from orders left join esims on esims.id = orders.esim_id where state in ('unknown', 'staff')`,
  );
  return () => {
    const unknown = rows.all() as { kind: string; booking: string; iccid: string | null; done: number }[];
    if (unknown.length === 0) return 0;
    const ledger = world.itt.control.ledger();
    const booked = new Set(
      ledger.flatMap(({ kind, trackingId }) => (kind === "booking" ? [trackingId] : [])),
    );
    const toppedUp = (iccid: string) =>
      ledger.filter(({ kind, iccids }) => kind === "topup" && iccids.includes(iccid)).length;
    return unknown.filter(({ kind, booking, iccid, done }) =>
      kind === "topup" ? iccid !== null && toppedUp(iccid) > done : booked.has(booking),
    ).length;
  };
}

const HOUR = 3_600_000;
/** How long nothing may happen before nothing more is expected to: longer than a late commit takes. */
const CALM_TICKS = 20;

interface Patience {
  /** When to give up, by `performance.now()`. */
  readonly untilMs: number;
  /**
   * Whether orders that nobody booked are waited for, through more than a day of the shop's clock. Otherwise they may stay unknown, as
   * they must while nothing is known of them.
   */
  readonly isFinal: boolean;
  /** After so many looks in a row that show nothing moving, nothing more is expected; see `CALM_TICKS`. */
  readonly calmTicks?: number;
  /** After so many looks the supplier is taken to never answer; see `HUNG_TICKS`. */
  readonly hungTicks?: number;
  /** Orders that only a person can settle may stay as they are. */
  readonly isForStaff?: boolean;
}

/**
 * Lets the shop run undisturbed, in leaps, until nothing is left to do or patience ends: first of seconds, as leases and back-offs take,
 * then of hours, as silence takes to be believed.
 */
export async function settle(world: World, patience: Patience): Promise<Backlog> {
  const look = createBacklog(world);
  const owed = createOwed(world);
  const isAtWork = createAtWork(world);
  const isLate = () => performance.now() > patience.untilMs;
  const isBusy = ({ updates, messages, moving }: Backlog) => updates + messages + moving > 0;
  const nextRead = world.raw
    .prepare("select min(run_at_ms) from jobs where kind in ('reconcile', 'reconcile-topup')")
    .pluck();
  /** Only a read can settle what is left: nobody sits out the pause before it. */
  const untilNextRead = () =>
    Math.min(Math.max(Number(nextRead.get() ?? 0) - world.now(), DOWN_MS), LONGEST_PAUSE_MS);
  let child = await bootReady(world);
  let calmTicks = 0;
  let workTicks = 0;
  while (!isLate()) {
    await sleep(TICK_MS);
    const backlog = look();
    calmTicks = isBusy(backlog) ? 0 : calmTicks + 1;
    if (calmTicks > 0 && backlog.unknown + backlog.waiting === 0) break;
    const isExcused = patience.isFinal || patience.isForStaff || (owed() === 0 && backlog.waiting === 0);
    if (calmTicks > (patience.calmTicks ?? CALM_TICKS) && isExcused) break;
    workTicks = isAtWork() ? workTicks + 1 : 0;
    if (workTicks > (patience.hungTicks ?? HUNG_TICKS)) {
      await child.kill();
      world.leap(DOWN_MS);
      child = await bootReady(world);
      workTicks = 0;
    } else if (workTicks === 0) {
      completeBookings(world);
      world.leap(isBusy(backlog) || backlog.waiting > 0 ? DOWN_MS : untilNextRead());
      // What is due by now is seen at once: with its clock the shop's pauses leap, too.
      await sleep(TICK_MS);
    }
  }
  if (patience.isFinal) await settleSilence(world, look, isLate);
  while (isBusy(look()) && !isLate()) {
    await sleep(2 * TICK_MS);
    if (!isAtWork()) world.leap(DOWN_MS);
  }
  await child.kill();
  return look();
}

const LONGEST_PAUSE_MS = 5 * 60_000;
const TICK_MS = 100;
/** Longer than any claim lasts that is not renewed. */
const DOWN_MS = 9_000;
/** What has been under way so long will not end: the supplier never answers. */
const HUNG_TICKS = 80;

async function bootReady(world: World): Promise<Child> {
  const child = await world.boot();
  if (!(await child.ready)) throw new Error("the shop ended by itself");
  return child;
}

/**
 * Whether a process holds a claim that is good: time must not leap then. In truth it passes while the claim is renewed, and a leap over
 * the lease would have the same message sent twice by one process.
 */
export function createAtWork(world: World): () => boolean {
  const held = world.raw
    .prepare(
      `select (select count(*) from inbox where done_at_ms is null and lease_until_ms > $now)
         + (select count(*) from outbox where sent_at_ms is null and lease_until_ms > $now)
         + (select count(*) from jobs where lease_until_ms > $now)`,
    )
    .pluck();
  return () => Number(held.get({ now: world.now() })) > 0;
}

/** ITT's staff supply what a booking lacks. */
function completeBookings(world: World): void {
  for (const booking of world.itt.control.bookings())
    if (booking.eSims.length < booking.quantity || booking.eSims.some(({ hasLpa }) => !hasLpa))
      world.itt.control.completeBooking(booking.bookingId);
}

async function settleSilence(world: World, look: () => Backlog, isLate: () => boolean): Promise<void> {
  completeBookings(world);
  const due = world.raw
    .prepare("select count(*) from jobs where kind in ('reconcile', 'reconcile-topup') and run_at_ms <= ?")
    .pluck();
  const isOpen = ({ unknown, waiting }: Backlog) => unknown + waiting > 0;
  for (let leaps = 0; leaps < 45 && isOpen(look()) && !isLate(); leaps += 1) {
    world.leap(HOUR + 60_000);
    await sleep(300);
    while (Number(due.get(world.now())) > 0 && !isLate()) await sleep(100);
  }
}
