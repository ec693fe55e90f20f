import type { World } from "../world.ts";
import { phaseOf } from "./booking-status.ts";
import { recordCharge } from "./charge.ts";
import { issueESims } from "./issue-esims.ts";
import type { EmulatedBooking, EmulatedTopUp } from "./state.ts";

function payBooking(world: World, booking: EmulatedBooking): boolean {
  if (booking.paidAtMs !== null || phaseOf(world, booking) === "cancelled") return false;
  booking.paidAtMs = world.now();
  // What came out of the balance was charged when it was booked; only its status changes.
  if (booking.paymentType === "account_balance") return true;
  const entry = world.catalogue.find(booking.packageId);
  if (entry !== undefined) issueESims(world, booking, entry);
  recordCharge(world, {
    kind: "booking",
    paymentType: booking.paymentType,
    trackingId: booking.trackingId,
    bookingId: booking.bookingId,
    packageId: booking.packageId,
    iccids: booking.iccids,
    amountMinor: booking.purchaseMinor * booking.quantity,
  });
  return true;
}

function payTopUp(world: World, topUp: EmulatedTopUp): boolean {
  if (topUp.paidAtMs !== null) return false;
  topUp.paidAtMs = world.now();
  topUp.appliesAtMs = world.now() + world.options.topUpLagMs;
  recordCharge(world, {
    kind: "topup",
    paymentType: topUp.paymentType,
    trackingId: topUp.topupTrackingId,
    bookingId: null,
    packageId: topUp.packageId,
    iccids: [topUp.iccid],
    amountMinor: topUp.purchaseMinor,
  });
  return true;
}

/**
 * Plays the customer who pays on ITT's page. `id` is a booking id, a booking's tracking id (its latest booking) or a
 * top-up's tracking id. Gives false where there is nothing left to pay: unknown, paid, or cancelled.
 */
export function markPaid(world: World, id: string): boolean {
  const { bookings, topUps } = world.store.state;
  const booking = bookings.findLast((entry) => entry.bookingId === id || entry.trackingId === id);
  const topUp = topUps.findLast((entry) => entry.topupTrackingId === id);
  const hasPaid =
    booking !== undefined ? payBooking(world, booking) : topUp !== undefined ? payTopUp(world, topUp) : false;
  world.store.save();
  return hasPaid;
}
