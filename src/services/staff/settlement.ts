import type { Order, OrderState } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import { refundJobs, tellCustomer } from "../orders/order-outcomes.ts";
import type { Refunds } from "../payments/refunds.ts";
import type { AuditLog, Clock, Logger, OrderStore } from "../ports/index.ts";
import type { StaffAct } from "./acts.ts";
import type { SecondWord, Unsaid } from "./second-word.ts";
import type { Sight, SupplierLook } from "./supplier-look.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly supplierLook: SupplierLook;
  readonly secondWord: SecondWord;
  readonly audit: AuditLog;
  readonly refunds: Pick<Refunds, "refund" | "markHandedBack">;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What came of "it is issued": what the supplier shows counts; `settled`, the order waits for nobody. */
export type IssuedOutcome = Sight | "settled";

/**
 * What came of "it is void": `void`; `found`, the supplier has it after all; `unpaid`, it has it, and the customer has not paid there;
 * `part`, some of its eSIMs came; `unreadable`, the supplier cannot be read, which proves nothing; `second-person`, a colleague has to say the same; `later`, the
 * only one of the staff has to say it again after `atMs`; `typed`, they have to type the reference; `settled`.
 */
type Unproven = "found" | "unpaid" | "part" | "unreadable";
export type VoidOutcome = { readonly kind: "void" | Unproven | "settled" } | Unsaid;

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
const DAY = 24 * 60 * 60_000;

/** Only an answer that shows nothing, of an order of which nothing came, is evidence. */
function whyNotVoid(sight: Exclude<Sight, "not-shown">): Unproven {
  if (sight === "unclear") return "unreadable";
  return sight === "part" || sight === "unpaid" ? sight : "found";
}

/** What the audit log says of it. */
const REFUND_WORDS: Readonly<Record<RefundOutcome, string>> = {
  started: "started",
  "handed-back": "handed back",
  "not-owed": "refused: nothing is owed",
  done: "done before",
};

/** Builds the settlement. */
export function createSettlement(deps: Deps): Settlement {
  const { orders, clock, logger } = deps;
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

  async function endAsVoid(order: Order, by: string): Promise<boolean> {
    const nowMs = clock.now();
    const kind = order.kind === "topup" ? "reconcile-topup" : "reconcile";
    const isVoid = await orders.transition({
      orderId: order.id,
      from: WAITING,
      to: "void",
      // The audit is written apart: who did it stands in the order itself, whatever happens in between.
      detail: `settled by ${by}`,
      nowMs,
      // Still read daily: what comes late is delivered, with an alarm.
      jobs: [...refundJobs(order, nowMs), { kind, key: order.id, runAtMs: nowMs + DAY }],
      outbox: [tellCustomer(order, "order-void")],
    });
    if (isVoid) logger.warn("order.void", { order: order.reference, reason: "settled by staff" });
    deps.wake();
    return isVoid;
  }

  async function handShareBack(order: Order, staffId: number): Promise<RefundOutcome> {
    if (!order.shortfall?.share) return "not-owed";
    return (await deps.refunds.markHandedBack(order.id, staffId)) ? "handed-back" : "done";
  }

  return {
    async markIssued(order, bookingId, act) {
      const mayBeFound =
        isClosedShort(order) || (isOneOf([...WAITING, ...ENDED], order) && order.sentAtMs !== null);
      if (!mayBeFound)
        return recorded(order, "resolve issued", act, "settled", `refused: state is ${order.state}`);
      const sight = await deps.supplierLook.look(order, bookingId, act.staffId);
      deps.wake();
      // Of an order that was closed short nobody is asked for the rest.
      const outcome = sight === "part" && isClosedShort(order) ? "settled" : sight;
      return recorded(order, "resolve issued", act, outcome, outcome);
    },

    async markVoid(order, isTyped, act) {
      const refuse = (kind: "settled" | Unproven, words: string) =>
        recorded<VoidOutcome>(order, "resolve void", act, { kind }, words);
      if (!isOneOf(WAITING, order)) return refuse("settled", `refused: state is ${order.state}`);
      const sight = await deps.supplierLook.look(order, null, act.staffId);
      deps.wake();
      const unproven = sight === "not-shown" ? null : whyNotVoid(sight);
      if (unproven) return refuse(unproven, `refused: ${unproven}`);
      const word = await deps.secondWord.judge(order.id, act.staffId, isTyped);
      const outcome: VoidOutcome =
        word.kind === "enough" ? { kind: (await endAsVoid(order, word.by)) ? "void" : "settled" } : word;
      return recorded(order, "resolve void", act, outcome, outcome.kind);
    },

    async refund(order, act) {
      const say = (outcome: RefundOutcome) => recorded(order, "refund", act, outcome, REFUND_WORDS[outcome]);
      if (order.state === "refunded") return say("done");
      if (order.shortfall) return say(await handShareBack(order, act.staffId));
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
