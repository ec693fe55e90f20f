import type { World } from "../world.ts";
import type { EmulatedBooking, EmulatedESim, EmulatedTopUp } from "./state.ts";

/** What a booking's times and payments say of it now. */
export type BookingPhase = "confirmed" | "on-hold" | "cancelled";

/** An unpaid card booking is on hold until its deadline; one from the balance is confirmed at once. */
export function phaseOf(purchase: EmulatedBooking | EmulatedTopUp): BookingPhase {
  if (purchase.cancelledAtMs !== null) return "cancelled";
  if (purchase.paidAtMs !== null || purchase.paymentType === "account_balance") return "confirmed";
  return "on-hold";
}

/** ITT's word for the payment. */
export function paymentStatusOf(world: World, purchase: EmulatedBooking | EmulatedTopUp): string {
  const { options } = world;
  if (purchase.refundedAtMs !== null) return "refunded";
  if (purchase.cancelledAtMs !== null) return options.cancelledPaymentStatus;
  if (purchase.paidAtMs !== null) return options.paidWord;
  if (purchase.paymentType === "account_balance") return options.paymentStatusAfterBalance;
  return purchase.failedTries > 0 ? options.failedWord : "pending";
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
