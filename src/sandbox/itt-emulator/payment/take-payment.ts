import type { World } from "../world.ts";
import { phaseOf } from "../state/booking-status.ts";
import { recordCharge, recordRefund } from "../state/charge.ts";
import { issueESims } from "../state/issue-esims.ts";
import { chargeOf, type Purchase } from "./purchases.ts";

/** What ITT owes for a payment: the eSIMs of a booking, the data of a top-up. */
function fulfil(world: World, purchase: Purchase): void {
  const { options } = world;
  if (purchase.kind === "topup") {
    purchase.record.appliesAtMs = world.now() + options.topUpLagMs;
    return;
  }
  const booking = purchase.record;
  const entry = world.catalogue.find(booking.packageId);
  if (options.issueLagMs > 0 && booking.orderNumber === null)
    booking.completesAtMs = world.now() + options.issueLagMs;
  else if (entry !== undefined && booking.completesAtMs === null) issueESims(world, booking, entry);
}

/** The payment has come in at `atMs`: in time, or after ITT had cancelled. */
export function takePayment(world: World, purchase: Purchase, atMs: number): void {
  const { record } = purchase;
  record.paymentDueAtMs = null;
  const isLate = phaseOf(record) === "cancelled";
  // What came out of the balance was charged when it was booked; only its status changes.
  if (record.paymentType === "account_balance") {
    if (!isLate) record.paidAtMs = atMs;
    return;
  }
  record.paidAtMs = atMs;
  // A payment that was under way at the deadline has been made, so a page that takes no late ones gives it back.
  if (isLate && world.options.latePayment !== "issued") {
    recordCharge(world, chargeOf(purchase));
    recordRefund(world, chargeOf(purchase));
    record.refundedAtMs = atMs;
    return;
  }
  record.cancelledAtMs = null;
  fulfil(world, purchase);
  recordCharge(world, chargeOf(purchase));
}
