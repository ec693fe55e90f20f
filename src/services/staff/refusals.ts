import type { Order } from "../../domain/order.ts";
import type { AuditLog, Clock, OrderStore, PaymentStore } from "../ports/index.ts";

interface Deps {
  readonly audit: AuditLog;
  readonly orders: Pick<OrderStore, "get" | "getByReference">;
  readonly payments: Pick<PaymentStore, "get">;
  readonly clock: Clock;
}

/** What somebody tried who may not. */
export interface Attempt {
  /** The command, or what was tapped. */
  readonly action: string;
  /** What followed the command; empty for a tap. */
  readonly typed: string;
  /** What the button under a post names. */
  readonly order?: string;
  readonly payment?: string;
}

/** Writes down what was refused, since nothing else shows that it was tried. */
export interface Refusals {
  /** An agent tried what only an admin may. */
  noteAgent(staffId: number, attempt: Attempt): Promise<void>;
  /**
   * Somebody who is no member of staff tried. It is noted of those who were: of others it would say nothing, and anybody could fill the log.
   * They are answered as if there were no such command, so that what they go on trying is bounded too.
   */
  noteOutsider(userId: number, attempt: Attempt): Promise<void>;
}

const ONLY_ADMINS = "refused: only an admin may";
const NO_MORE_STAFF = "refused: no member of staff any more";
const DAY_MS = 24 * 60 * 60_000;
/** Rows that one former member may add in a day. */
const MOST_A_DAY = 20;
/** Letters kept of what was typed. */
const MOST_TYPED = 200;

/** Builds it. */
export function createRefusals({ audit, orders, payments, clock }: Deps): Refusals {
  /** The order that was meant, by its button or by its reference. */
  async function orderOf({ order, payment, typed }: Attempt): Promise<Order | undefined> {
    if (order !== undefined) return orders.get(order);
    const paid = payment === undefined ? undefined : await payments.get(payment);
    if (paid) return orders.get(paid.orderId);
    return orders.getByReference(firstWordOf(typed).toUpperCase());
  }

  async function record(
    staffId: number,
    attempt: Attempt,
    outcome: string,
    reason: string | null,
  ): Promise<void> {
    const order = await orderOf(attempt);
    const word = firstWordOf(attempt.typed);
    // The number of a person, as /grant, /revoke and /credit take it.
    const typedId = /^[1-9]\d{4,14}$/.test(word) ? Number(word) : null;
    await audit.add(
      {
        staffId,
        action: attempt.action,
        orderId: order?.id ?? null,
        subjectId: order?.customerId ?? typedId,
        outcome,
        reason,
      },
      clock.now(),
    );
  }

  /** By what they did, or by having been made staff: who was named in ADMIN_IDS and did nothing left no trace. */
  async function wasStaff(userId: number): Promise<boolean> {
    if ((await audit.list({ staffId: userId }, 1)).length > 0) return true;
    const grants = await audit.list({ subjectId: userId, action: "grant" }, MOST_A_DAY);
    return grants.some(({ outcome }) => !outcome.startsWith("refused"));
  }

  async function isOverBound(userId: number): Promise<boolean> {
    const newest = await audit.list({ staffId: userId }, MOST_A_DAY);
    const sinceMs = clock.now() - DAY_MS;
    return (
      newest.length === MOST_A_DAY &&
      newest.every(({ outcome, atMs }) => outcome === NO_MORE_STAFF && atMs > sinceMs)
    );
  }

  return {
    noteAgent(staffId, attempt) {
      const { typed } = attempt;
      const kept = typed === "" ? null : [...typed].slice(0, MOST_TYPED).join("");
      return record(staffId, attempt, ONLY_ADMINS, kept);
    },
    async noteOutsider(userId, attempt) {
      if ((await wasStaff(userId)) && !(await isOverBound(userId)))
        // Not what they typed: a name that they looked for would outlive the customer who is forgotten.
        await record(userId, attempt, NO_MORE_STAFF, null);
    },
  };
}

const firstWordOf = (typed: string): string => typed.split(/\s+/)[0] ?? "";
