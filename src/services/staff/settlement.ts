import type { Order, OrderState } from "../../domain/order.ts";
import { issueTransition, refundJobs, tellCustomer } from "../order-outcomes.ts";
import type { Refunds } from "../payments/refunds.ts";
import type { AuditLog, Clock, Logger, OrderStore, Supplier, VoidProposals } from "../ports/index.ts";
import type { StaffAct } from "./acts.ts";
import type { Roles } from "./roles.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly proposals: VoidProposals;
  readonly roles: Pick<Roles, "list">;
  readonly audit: AuditLog;
  readonly refunds: Pick<Refunds, "refund" | "markHandedBack">;
  /** One look at an order, of either kind. */
  readonly reconcile: (orderId: string) => Promise<unknown>;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/**
 * What came of "it is issued": `issued` and on its way to the customer; `ordered`, the booking is there without its eSIM; `not-shown`, no
 * read shows our tracking id, so nothing was done; `unclear`, the supplier could not be read, so nothing was done; `contradiction`, its eSIM is another order's; `settled`, the order waits for nobody.
 */
export type IssuedOutcome = "issued" | "ordered" | "not-shown" | "unclear" | "contradiction" | "settled";

/**
 * What came of "it is void": `void`; `found`, the supplier has it after all; `second-person`, a colleague has to say the same; `later`, the
 * only one of the staff has to say it again after `atMs`; `typed`, they have to type the reference; `settled`.
 */
export type VoidOutcome =
  | { readonly kind: "void" | "found" | "second-person" | "typed" | "settled" }
  | { readonly kind: "later"; readonly atMs: number };

/** What came of "give the money back": `started`, `handed-back` by hand, `not-owed` where nothing was taken or the eSIM is there, `done` before. */
export type RefundOutcome = "started" | "handed-back" | "not-owed" | "done";

/** Staff settle what reading could not: with evidence for an eSIM, with two people for none. Everything is audited. */
export interface Settlement {
  /** With the booking id of the supplier's portal where the supplier insists on one. Counts only when a read shows our tracking id. */
  markIssued(order: Order, bookingId: string | null, act: StaffAct): Promise<IssuedOutcome>;
  /** `isTyped`: the reference was typed rather than a button pressed. */
  markVoid(order: Order, isTyped: boolean, act: StaffAct): Promise<VoidOutcome>;
  refund(order: Order, act: StaffAct): Promise<RefundOutcome>;
}

const WAITING = ["unknown", "staff"] as const satisfies readonly OrderState[];
/** A find is taken from these too. */
const ENDED = ["failed", "void", "refunding", "refunded"] as const satisfies readonly OrderState[];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Somebody who is alone has to sleep on it. */
const ALONE_WAIT_MS = 30 * MINUTE;
/** A first word counts for so long. */
const PROPOSAL_LASTS_MS = DAY;

/** What the audit log says of it. */
const REFUND_WORDS: Readonly<Record<RefundOutcome, string>> = {
  started: "started",
  "handed-back": "handed back",
  "not-owed": "refused: nothing is owed",
  done: "done before",
};

/** Builds the settlement. */
export function createSettlement(deps: Deps): Settlement {
  const { orders, supplier, proposals, clock, logger } = deps;
  const isOneOf = (states: readonly OrderState[], { state }: Order) => states.includes(state);

  async function recorded<T>(
    order: Order,
    action: string,
    act: StaffAct,
    outcome: T,
    words: string,
  ): Promise<T> {
    const about = { orderId: order.id, subjectId: order.customerId };
    await deps.audit.add({ ...act, action, ...about, outcome: words }, clock.now());
    return outcome;
  }

  async function findBooking(order: Order, bookingId: string | null): Promise<IssuedOutcome> {
    const trackingId = order.quote?.bookingTrackingId;
    if (!trackingId) return "not-shown";
    // The client refuses an answer that bears another tracking id than ours.
    const reading = await supplier.readBooking(trackingId, bookingId ?? order.bookingId);
    if (reading.found !== "booking") return reading.found === "none" ? "not-shown" : "unclear";
    const nowMs = clock.now();
    const { booking } = reading;
    if (booking.esims.length > 0) {
      const detail = "found by reading, for staff";
      const outcome = await issueTransition({ orders, order, booking, nowMs, detail, logger });
      deps.wake();
      return outcome === "short" ? "ordered" : outcome;
    }
    await orders.transition({
      orderId: order.id,
      from: [order.state],
      to: order.state,
      patch: { bookingId: booking.bookingId, notFoundReads: 0 },
      detail: "the booking is there, its eSIM is not",
      nowMs,
      jobs: [{ kind: "reconcile", key: order.id, runAtMs: nowMs + MINUTE }],
    });
    return "ordered";
  }

  /** A top-up has no booking of its own: its history or a grown total shows it, or nothing does. */
  async function findTopup(order: Order): Promise<IssuedOutcome> {
    await deps.reconcile(order.id);
    return (await orders.get(order.id))?.state === "issued" ? "issued" : "not-shown";
  }

  async function endAsVoid(order: Order): Promise<boolean> {
    const nowMs = clock.now();
    const kind = order.kind === "topup" ? "reconcile-topup" : "reconcile";
    const isVoid = await orders.transition({
      orderId: order.id,
      from: WAITING,
      to: "void",
      detail: "settled by staff",
      nowMs,
      // Still read daily: what comes late is delivered, with an alarm.
      jobs: [...refundJobs(order, nowMs), { kind, key: order.id, runAtMs: nowMs + DAY }],
      outbox: [tellCustomer(order, "order-void")],
    });
    if (isVoid) logger.warn("order.void", { order: order.reference, reason: "settled by staff" });
    deps.wake();
    return isVoid;
  }

  /** Whether this word is enough, and what is missing where it is not. */
  async function judgeWord(order: Order, staffId: number, isTyped: boolean): Promise<VoidOutcome> {
    const nowMs = clock.now();
    const known = await proposals.get(order.id);
    const first = known && nowMs - known.atMs <= PROPOSAL_LASTS_MS ? known : undefined;
    if (first && first.staffId !== staffId) return { kind: "void" };
    const isAlone = (await deps.roles.list()).every(({ userId }) => userId === staffId);
    if (isAlone && !isTyped) return { kind: "typed" };
    if (first && isAlone) {
      const atMs = first.atMs + ALONE_WAIT_MS;
      return nowMs >= atMs ? { kind: "void" } : { kind: "later", atMs };
    }
    if (!first) await proposals.put(order.id, staffId, nowMs);
    return isAlone ? { kind: "later", atMs: nowMs + ALONE_WAIT_MS } : { kind: "second-person" };
  }

  return {
    async markIssued(order, bookingId, act) {
      const mayBeFound = isOneOf([...WAITING, ...ENDED], order) && order.sentAtMs !== null;
      if (!mayBeFound)
        return recorded(order, "resolve issued", act, "settled", `refused: state is ${order.state}`);
      const outcome = order.kind === "topup" ? await findTopup(order) : await findBooking(order, bookingId);
      return recorded(order, "resolve issued", act, outcome, outcome);
    },

    async markVoid(order, isTyped, act) {
      const refuse = (kind: "settled" | "found", words: string) =>
        recorded<VoidOutcome>(order, "resolve void", act, { kind }, words);
      if (!isOneOf(WAITING, order)) return refuse("settled", `refused: state is ${order.state}`);
      const found = order.kind === "topup" ? await findTopup(order) : await findBooking(order, null);
      // Where the supplier cannot be read, people have looked into its portal.
      if (found !== "not-shown" && found !== "unclear")
        return refuse("found", "refused: the supplier has it");
      const word = await judgeWord(order, act.staffId, isTyped);
      const isDone = word.kind === "void" && (await endAsVoid(order));
      const outcome: VoidOutcome = word.kind === "void" && !isDone ? { kind: "settled" } : word;
      return recorded(order, "resolve void", act, outcome, outcome.kind);
    },

    async refund(order, act) {
      const say = (outcome: RefundOutcome) => recorded(order, "refund", act, outcome, REFUND_WORDS[outcome]);
      if (order.state === "refunded") return say("done");
      const isOwed = refundJobs(order, clock.now()).length > 0;
      if (!isOwed || !isOneOf(["failed", "void", "expired", "refunding"], order)) return say("not-owed");
      if (order.state !== "refunding") await deps.refunds.refund(order.id, 1);
      const now = (await orders.get(order.id)) ?? order;
      if (now.state === "refunding" && now.paymentMethod === "manual")
        return say((await deps.refunds.markHandedBack(order.id, act.staffId)) ? "handed-back" : "done");
      if (now.state === "refunding") await deps.refunds.refund(order.id, 1);
      return say("started");
    },
  };
}
