import type { Order, OrderState } from "../../domain/order.ts";
import { shareWay, shortfallOf } from "../../domain/shortfall.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import { entryFor } from "../payments/books.ts";
import type { AuditLog, Clock, EsimStore, Logger, OrderStore } from "../ports/index.ts";
import type { StaffAct } from "./acts.ts";
import type { SecondWord, Unsaid } from "./second-word.ts";
import type { Sight, SupplierLook } from "./supplier-look.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: Pick<EsimStore, "listOfOrder">;
  readonly supplierLook: SupplierLook;
  readonly secondWord: SecondWord;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/**
 * Why an order is not closed short: `found`, the supplier shows all of it; `more`, it shows more than was known, which the customer gets;
 * `unpaid`, the customer has not paid there; `unreadable`, it cannot be read, which proves nothing; `contradiction`, its eSIM is another
 * order's; `not-short`, all of it or nothing of it came; `settled`, it waits for nobody.
 */
type Refused = "found" | "more" | "unpaid" | "unreadable" | "contradiction" | "not-short" | "settled";

/** What came of "the rest will not come". */
export type ClosingOutcome = { readonly kind: "closed" | Refused } | Unsaid;

/** Closes orders of which fewer eSIMs came than were bought. */
export interface Closing {
  /**
   * The customer keeps what came, and the share of the rest goes back by the way it was paid. Takes a read that shows no more than is known,
   * right before, and two people. `isTyped`: the reference was typed rather than a button pressed.
   */
  closeShort(order: Order, isTyped: boolean, act: StaffAct): Promise<ClosingOutcome>;
}

const WAITING = ["unknown", "staff"] as const satisfies readonly OrderState[];

const isWaiting = ({ state }: Order): boolean => WAITING.some((each) => each === state);

/** What a look says against closing; null for nothing. */
function whyNot(sight: Sight, hasMore: boolean): Refused | null {
  switch (sight) {
    case "issued":
      return "found";
    case "part":
      return hasMore ? "more" : null;
    case "unpaid":
    case "contradiction":
      return sight;
    case "ordered":
    case "not-shown":
    case "unclear":
      return "unreadable";
    default:
      return sight satisfies never;
  }
}

/** Builds it. */
export function createClosing(deps: Deps): Closing {
  const { orders, esims, clock, logger } = deps;

  async function close(order: Order, came: number, by: string): Promise<boolean> {
    const nowMs = clock.now();
    const shortfall = shortfallOf(order, came, nowMs);
    const way = shareWay(order.paymentMethod);
    const isClosed = await orders.transition({
      orderId: order.id,
      from: WAITING,
      to: "issued",
      // What comes in this very moment is no longer missing.
      withEsims: came,
      patch: { shortfall, notFoundReads: 0 },
      detail: `closed with ${came} of ${order.quantity} eSIMs by ${by}`,
      nowMs,
      ledger: shortfall.share && way === "account" ? entryFor(order, "refund", null, shortfall.share) : [],
      jobs: [
        // Still read daily: what comes late is delivered, with an alarm.
        { kind: "reconcile", key: order.id, runAtMs: nowMs },
        ...(shortfall.share && way === "hand"
          ? [{ kind: "refund" as const, key: order.id, runAtMs: nowMs }]
          : []),
      ],
      outbox: [tellCustomer(order, "order-closed")],
    });
    if (isClosed) logger.warn("order.closed-short", { order: order.reference, count: came });
    deps.wake();
    return isClosed;
  }

  async function judge(order: Order, isTyped: boolean, { staffId }: StaffAct): Promise<ClosingOutcome> {
    const known = await esims.listOfOrder(order.id);
    const isShort = order.kind === "esim" && known.length > 0 && known.length < order.quantity;
    if (!isWaiting(order)) return { kind: "settled" };
    if (!isShort) return { kind: "not-short" };
    const sight = await deps.supplierLook.look(order, null, staffId);
    deps.wake();
    const came = await esims.listOfOrder(order.id);
    const reason = whyNot(sight, came.length > known.length);
    if (reason) return { kind: reason };
    const newestMs = Math.max(...came.map(({ issuedAtMs }) => issuedAtMs));
    const word = await deps.secondWord.judge(order.id, staffId, isTyped, newestMs);
    if (word.kind !== "enough") return word;
    if (await close(order, came.length, word.by)) return { kind: "closed" };
    // Between the look and the close somebody was faster, or more came.
    const now = await orders.get(order.id);
    return { kind: now && isWaiting(now) ? "more" : "settled" };
  }

  return {
    async closeShort(order, isTyped, act) {
      const outcome = await judge(order, isTyped, act);
      const about = { orderId: order.id, subjectId: order.customerId };
      await deps.audit.add(
        { ...act, action: "resolve short", ...about, outcome: wordsOf(outcome) },
        clock.now(),
      );
      return outcome;
    },
  };
}

/** What the audit log says of it. */
function wordsOf({ kind }: ClosingOutcome): string {
  const isWord = kind === "closed" || kind === "second-person" || kind === "typed" || kind === "later";
  return isWord ? kind : `refused: ${kind}`;
}
