import type { World } from "../world.ts";
import type { EmulatedBooking, EmulatedESim } from "./state.ts";

/** What a booking's times and payments say of it now. */
export type BookingPhase = "confirmed" | "on-hold" | "cancelled";

/** An unpaid card booking is on hold until its deadline; one from the balance is confirmed at once. */
export function phaseOf(world: World, booking: EmulatedBooking): BookingPhase {
  const isOverdue = world.now() > booking.autoCancelAtMs;
  if (booking.paidAtMs !== null) return "confirmed";
  if (booking.paymentType === "account_balance")
    return isOverdue && world.options.cancelUnpaidBalanceBookings ? "cancelled" : "confirmed";
  return isOverdue ? "cancelled" : "on-hold";
}

/** ITT's word for the payment. */
export function paymentStatusOf(world: World, booking: EmulatedBooking): string {
  if (booking.paidAtMs !== null) return world.options.paidWord;
  return booking.paymentType === "account_balance" ? world.options.paymentStatusAfterBalance : "pending";
}

/** The latest booking with a tracking id that reads may already see; `bookingId` narrows it to one. */
export function findBooking(
  world: World,
  trackingId: string,
  bookingId?: string,
): EmulatedBooking | undefined {
  return world.store.state.bookings.findLast(
    (booking) =>
      booking.trackingId === trackingId &&
      (bookingId === undefined || booking.bookingId === bookingId) &&
      booking.visibleAtMs <= world.now(),
  );
}

/** The eSIMs of a booking in the order of issue, one twice where an ICCID was duplicated. */
export function eSimsOf(world: World, booking: EmulatedBooking): EmulatedESim[] {
  return booking.iccids.flatMap((iccid) => world.store.state.eSims[iccid] ?? []);
}
