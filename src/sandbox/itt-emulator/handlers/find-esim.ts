import { refusals } from "../refusal.ts";
import { findBooking } from "../state/booking-status.ts";
import type { EmulatedBooking, EmulatedESim } from "../state/state.ts";
import type { World } from "../world.ts";

/** An eSIM by its booking's tracking id and its ICCID; one of another booking is refused. */
export function findESim(
  world: World,
  trackingId: string,
  iccid: string,
): { booking: EmulatedBooking; eSim: EmulatedESim } {
  const { bookings, eSims } = world.store.state;
  if (findBooking(world, trackingId) === undefined) throw refusals.bookingUnknown();
  const booking = bookings.findLast(
    (entry) =>
      entry.trackingId === trackingId && entry.visibleAtMs <= world.now() && entry.iccids.includes(iccid),
  );
  const eSim = eSims[iccid];
  if (booking === undefined || eSim === undefined) throw refusals.eSimUnknown();
  return { booking, eSim };
}
