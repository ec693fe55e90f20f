import { createHash } from "node:crypto";
import { partCame, type Order } from "../../domain/order.ts";
import { TOPUP_TAKEN, type TopupDetails, type TopupProof } from "../../domain/topup.ts";
import { entriesOnIssue } from "../payments/books.ts";
import { autoCancelJobs } from "../checkout/pending-payment.ts";
import {
  IccidOfAnotherOrder,
  type Booking,
  type Logger,
  type NewIntent,
  type NewJob,
  type OrderStore,
  type SupplierFailure,
  type Transition,
} from "../ports/index.ts";

/** Message kinds that tell a customer how an order stands. */
type StatusIntent =
  | "order-failed"
  | "order-unknown"
  | "order-still-unknown"
  | "order-void"
  | "order-closed"
  | "topup-taken"
  | "topup-late"
  | "topup-done"
  | "payment-due"
  | "payment-received"
  | "payment-declined"
  | "payment-expired"
  | "payment-apart"
  | "payment-late"
  | "order-refunded"
  | "order-kept";

/** The short key by which buttons and the outbox name an eSIM: twelve base64url characters of a SHA-256 of its ICCID. */
export function esimId(iccid: string): string {
  return createHash("sha256").update(iccid).digest("base64url").slice(0, 12);
}

/** The outbox row that tells the order's own chat, once per kind. */
export function tellCustomer(order: Order, kind: StatusIntent): NewIntent {
  return { chatId: order.chatId, kind, subject: order.id, dedupeKey: `${kind} ${order.id}` };
}

/** Only a plain "failed" is believed after ten minutes of not-founds; everything else is treated like a lost answer. */
export function isPlainRefusal(failure: SupplierFailure): boolean {
  return failure.kind === "refused" && failure.isPlain;
}

/** What an order's event says of a failure that leaves the outcome open. */
export function failureDetail(failure: SupplierFailure): string {
  if (failure.kind === "contract") return `answer lacks ${failure.field}`;
  if (failure.kind !== "refused") return failure.detail;
  return failure.isPlain ? "refused with an unlisted reason" : "refused in words that leave it open";
}

/** Has the money of an order that came to nothing returned, where we have taken any. */
export function refundJobs(order: Order, nowMs: number): readonly NewJob[] {
  const isTaken = order.paymentMethod === "credit" || order.paidAtMs !== null;
  return isTaken ? [{ kind: "refund", key: order.id, runAtMs: nowMs }] : [];
}

/** `sending` → `unknown`, with the message to the customer and the first read five seconds later. */
export function unknownTransition(
  order: Order,
  detail: string,
  isExplicitRefusal: boolean,
  nowMs: number,
): Transition {
  return {
    orderId: order.id,
    from: ["sending"],
    to: "unknown",
    patch: { leaseUntilMs: null, explicitRefusal: isExplicitRefusal, notFoundReads: 0 },
    detail,
    nowMs,
    jobs: [
      {
        kind: order.kind === "topup" ? "reconcile-topup" : "reconcile",
        key: order.id,
        runAtMs: nowMs + 5_000,
      },
    ],
    outbox: [tellCustomer(order, "order-unknown")],
  };
}

/**
 * A top-up whose answer was the bare success: `unknown` until reading shows it, but without alarm. One that was given up as `unknown`
 * before the answer came is taken too: what the supplier has accepted must never be believed void.
 */
export function topupTakenTransition(order: Order, topup: TopupDetails, nowMs: number): Transition {
  return {
    orderId: order.id,
    from: ["sending", "unknown"],
    to: "unknown",
    patch: { leaseUntilMs: null, notFoundReads: 0, topup: { ...topup, acknowledgedAtMs: nowMs } },
    detail: TOPUP_TAKEN,
    nowMs,
    jobs: [{ kind: "reconcile-topup", key: order.id, runAtMs: nowMs + 5_000 }],
    outbox: [tellCustomer(order, "topup-taken")],
  };
}

/** A top-up that reading has shown; a late one is taken from `staff`, `void` and `expired` too. */
export function topupShownTransition(
  order: Order,
  topup: TopupDetails,
  proof: TopupProof & { readonly supplierId: string | null },
  nowMs: number,
): Transition {
  const { supplierId, historyKey, figures } = proof;
  return {
    orderId: order.id,
    from: ["awaiting_supplier", "unknown", "staff", "failed", "void", "expired", "refunding", "refunded"],
    to: "issued",
    patch: {
      leaseUntilMs: null,
      notFoundReads: 0,
      bookingId: supplierId,
      topup: { ...topup, after: { historyKey, figures } },
    },
    ledger: entriesOnIssue(order),
    detail: historyKey === null ? "the total has grown" : "the history shows it",
    nowMs,
    outbox: [tellCustomer(order, "topup-done")],
  };
}

interface Issue {
  readonly orders: OrderStore;
  readonly order: Order;
  readonly booking: Booking;
  readonly nowMs: number;
  readonly detail: string;
  readonly logger: Logger;
}

/**
 * Files a complete matching answer: every profile becomes an eSIM row and a delivery in one transaction.
 * Fewer than were bought: what came is delivered and the order stays `unknown`, `staff` or `void` for the rest.
 * A late answer is taken from each of those. Gives `contradiction`, with nothing written, when the answer bears an eSIM that was issued
 * for another order: it must not be sent to a second customer; `overtaken`, with nothing written, when somebody was faster.
 */
export async function issueTransition(
  issue: Issue,
): Promise<"issued" | "short" | "overtaken" | "contradiction"> {
  const { order, booking, detail, logger } = issue;
  const isWhole = booking.esims.length >= order.quantity;
  const outcome = await fileEsims(issue, isWhole ? wholeTransition(issue) : shortTransition(issue));
  const count = booking.esims.length;
  if (outcome === "contradiction") return outcome;
  if (!isWhole) logger.error("order.short", { order: order.reference, count });
  else if (outcome) logger.info("order.issued", { order: order.reference, count, reason: detail });
  if (!outcome) return "overtaken";
  return isWhole ? "issued" : "short";
}

/** Makes a transition that brings eSIMs. Gives `contradiction`, with nothing written, where one of them is another order's. */
export async function fileEsims(
  { orders, order, logger }: Pick<Issue, "orders" | "order" | "logger">,
  change: Transition,
): Promise<boolean | "contradiction"> {
  try {
    return await orders.transition(change);
  } catch (error) {
    if (!(error instanceof IccidOfAnotherOrder)) throw error;
    logger.error("order.contradiction", { order: order.reference, error: error.message });
    return "contradiction";
  }
}

/** A late find is taken from these; fewer eSIMs than were bought leave the order there. */
const SETTLED_STATES = ["staff", "failed", "void", "expired", "refunding", "refunded"] as const;
const OPEN_STATES = ["sending", "awaiting_supplier", "unknown"] as const;

function wholeTransition(issue: Issue): Transition {
  return {
    ...filed(issue),
    from: [...OPEN_STATES, ...SETTLED_STATES],
    to: "issued",
    detail: issue.detail,
  };
}

function shortTransition(issue: Issue): Transition {
  const { order, booking, nowMs } = issue;
  const common = filed(issue);
  const isSettled = SETTLED_STATES.some((state) => state === order.state);
  return {
    ...common,
    from: isSettled ? [order.state] : OPEN_STATES,
    to: isSettled ? order.state : "unknown",
    detail: partCame(booking.esims.length, order.quantity),
    jobs: [...common.jobs, { kind: "reconcile", key: order.id, runAtMs: nowMs + 5_000 }],
    outbox: booking.esims.length > 0 ? common.outbox : [tellCustomer(order, "order-unknown")],
  };
}

/** What is filed of an answer however much of it came. */
export function filed({ order, booking, nowMs }: Pick<Issue, "order" | "booking" | "nowMs">) {
  const { bookingId, trackingId, supplierConfirmationId } = booking;
  const { id: orderId, customerId, chatId, countryCode } = order;
  const esims = booking.esims.map((profile, index) => ({
    ...profile,
    id: esimId(profile.iccid),
    orderId,
    customerId,
    chatId,
    bookingId,
    trackingId,
    countryCode,
    position: index + 1,
  }));
  return {
    orderId,
    // What came is owed for, even where the rest is still to come.
    ledger: booking.esims.length > 0 ? entriesOnIssue(order) : [],
    patch: { bookingId, supplierConfirmationId, leaseUntilMs: null, notFoundReads: 0 },
    nowMs,
    esims,
    jobs: autoCancelJobs(order, booking),
    outbox: esims.map(({ id }) => ({
      chatId,
      kind: "esim" as const,
      subject: orderId,
      esimId: id,
      dedupeKey: `esim ${id}`,
    })),
    supplierReply: booking.raw,
  };
}
