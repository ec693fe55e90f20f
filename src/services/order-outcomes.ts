import { createHash } from "node:crypto";
import type { Order } from "../domain/order.ts";
import type { TopupDetails, TopupProof } from "../domain/topup.ts";
import type { Booking, Logger, NewIntent, OrderStore, Transition } from "./ports/index.ts";

/** Message kinds that tell a customer how an order stands. */
type StatusIntent =
  | "order-failed"
  | "order-unknown"
  | "order-still-unknown"
  | "order-void"
  | "topup-taken"
  | "topup-late"
  | "topup-done";

/** The short key by which buttons and the outbox name an eSIM: twelve base64url characters of a SHA-256 of its ICCID. */
export function esimId(iccid: string): string {
  return createHash("sha256").update(iccid).digest("base64url").slice(0, 12);
}

/** The outbox row that tells the order's own chat, once per kind. */
export function tellCustomer(order: Order, kind: StatusIntent): NewIntent {
  return { chatId: order.chatId, kind, subject: order.id, dedupeKey: `${kind} ${order.id}` };
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

/** A top-up whose answer was the bare success: `unknown` until reading shows it, but without alarm. */
export function topupTakenTransition(order: Order, topup: TopupDetails, nowMs: number): Transition {
  return {
    orderId: order.id,
    from: ["sending"],
    to: "unknown",
    patch: { leaseUntilMs: null, notFoundReads: 0, topup: { ...topup, acknowledgedAtMs: nowMs } },
    detail: "accepted by the supplier, which confirms within 30 minutes",
    nowMs,
    jobs: [{ kind: "reconcile-topup", key: order.id, runAtMs: nowMs + 5_000 }],
    outbox: [tellCustomer(order, "topup-taken")],
  };
}

/** A top-up that reading has shown; a late one is taken from `staff` and `void` too. */
export function topupShownTransition(
  order: Order,
  topup: TopupDetails,
  proof: TopupProof & { readonly supplierId: string | null },
  nowMs: number,
): Transition {
  const { supplierId, historyKey, figures } = proof;
  return {
    orderId: order.id,
    from: ["unknown", "staff", "void"],
    to: "issued",
    patch: {
      leaseUntilMs: null,
      notFoundReads: 0,
      bookingId: supplierId,
      topup: { ...topup, after: { historyKey, figures } },
    },
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
 * Fewer than were bought: what came is delivered and the order stays `unknown` for the rest.
 * Gives the state the order is in afterwards; a late answer is taken from `unknown`, `staff` and `void` too.
 */
export async function issueTransition({
  orders,
  order,
  booking,
  nowMs,
  detail,
  logger,
}: Issue): Promise<"issued" | "unknown"> {
  const isWhole = booking.esims.length >= order.quantity;
  const first = booking.esims[0];
  const esims = booking.esims.map((profile, index) => ({
    ...profile,
    id: esimId(profile.iccid),
    orderId: order.id,
    customerId: order.customerId,
    chatId: order.chatId,
    bookingId: booking.bookingId,
    trackingId: booking.trackingId,
    countryCode: order.countryCode,
    position: index + 1,
  }));
  const filed = {
    orderId: order.id,
    patch: {
      bookingId: booking.bookingId,
      supplierConfirmationId: booking.supplierConfirmationId,
      leaseUntilMs: null,
      notFoundReads: 0,
    },
    nowMs,
    esims,
    outbox: booking.esims.map((profile) => ({
      chatId: order.chatId,
      kind: "esim" as const,
      subject: order.id,
      esimId: esimId(profile.iccid),
      dedupeKey: `esim ${esimId(profile.iccid)}`,
    })),
    supplierReply: booking.raw,
  };
  if (isWhole) {
    const isIssued = await orders.transition({
      ...filed,
      from: ["sending", "unknown", "staff", "void"],
      to: "issued",
      detail,
    });
    if (isIssued) logger.info("order.issued", { order: order.reference, count: booking.esims.length });
    return "issued";
  }
  const short = `${booking.esims.length} of ${order.quantity} came`;
  const jobs = [{ kind: "reconcile" as const, key: order.id, runAtMs: nowMs + 5_000 }];
  const told = first ? [] : [tellCustomer(order, "order-unknown")];
  await orders.transition({
    ...filed,
    outbox: [...filed.outbox, ...told],
    jobs,
    from: ["sending", "unknown"],
    to: "unknown",
    detail: short,
  });
  logger.error("order.short", { order: order.reference, count: booking.esims.length });
  return "unknown";
}
