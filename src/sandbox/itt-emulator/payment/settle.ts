import type { World } from "../world.ts";
import { recordRefund } from "../state/charge.ts";
import { completeIssue } from "../state/issue-esims.ts";
import { chargeOf, type Purchase } from "./purchases.ts";
import type { EmulatedBooking } from "../state/state.ts";
import { takePayment } from "./take-payment.ts";

/** Takes a payment that has come in by `untilMs`. */
function takeDuePayment(world: World, purchase: Purchase, untilMs: number): void {
  const { paymentDueAtMs } = purchase.record;
  if (paymentDueAtMs !== null && paymentDueAtMs <= untilMs) takePayment(world, purchase, paymentDueAtMs);
}

function endUnpaidBalance(world: World, purchase: Purchase, deadlineMs: number): void {
  switch (world.options.balanceAtDeadline) {
    case "stays":
      return;
    case "paid":
      purchase.record.paidAtMs = deadlineMs;
      return;
    case "cancelled":
      purchase.record.cancelledAtMs = deadlineMs;
      recordRefund(world, chargeOf(purchase));
  }
}

/** Ends what is unpaid after its deadline. A payment that came in before the deadline counts, one after it is late. */
function settlePurchase(world: World, purchase: Purchase): void {
  const { record } = purchase;
  const nowMs = world.now();
  const deadlineMs = record.autoCancelAtMs;
  takeDuePayment(world, purchase, deadlineMs === null ? nowMs : Math.min(nowMs, deadlineMs));
  const isOver = deadlineMs !== null && nowMs > deadlineMs;
  if (isOver && record.paidAtMs === null && record.cancelledAtMs === null) {
    if (record.paymentType === "account_balance") endUnpaidBalance(world, purchase, deadlineMs);
    else record.cancelledAtMs = deadlineMs;
  }
  takeDuePayment(world, purchase, nowMs);
}

function completeDue(world: World, booking: EmulatedBooking): void {
  if (booking.completesAtMs === null || booking.completesAtMs > world.now()) return;
  booking.completesAtMs = null;
  const entry = world.catalogue.find(booking.packageId);
  if (entry !== undefined) completeIssue(world, booking, entry);
}

/**
 * Brings everything up to the present: payments that have come in, deadlines that have passed, eSIMs that come later.
 * Whoever reads or changes the state calls it first.
 */
export function settle(world: World): void {
  const { bookings, topUps } = world.store.state;
  for (const record of bookings) {
    settlePurchase(world, { kind: "booking", record });
    completeDue(world, record);
  }
  for (const record of topUps) settlePurchase(world, { kind: "topup", record });
}
