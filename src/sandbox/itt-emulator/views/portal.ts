import { amountText } from "../answers/price-answer.ts";
import { orderCode, orderText } from "../answers/order-answer.ts";
import { leadName } from "../answers/passenger-answer.ts";
import { statusWord } from "../answers/booking-answer.ts";
import { CURRENCY } from "../catalogue/package.ts";
import { settle } from "../payment/settle.ts";
import { paymentStatusOf, phaseOf } from "../state/booking-status.ts";
import type { EmulatedBooking } from "../state/state.ts";
import { dhakaText } from "../times.ts";
import type { World } from "../world.ts";

/** One line of the list that ITT's portal shows to the agency's staff. */
export interface PortalRow {
  bookingId: string;
  trackingId: string;
  /** In Dhaka's time, as all that ITT shows. */
  createdAt: string;
  traveller: string;
  service: string;
  quantity: number;
  /** How many eSIMs have been issued. */
  issued: number;
  bookingStatus: string;
  paymentStatus: string;
  currency: string;
  totalAmount: string;
  supplierConfirmationId: string | null;
}

function rowOf(world: World, booking: EmulatedBooking): PortalRow {
  const entry = world.catalogue.find(booking.packageId);
  return {
    bookingId: booking.bookingId,
    trackingId: booking.trackingId,
    createdAt: dhakaText(booking.createdAtMs),
    traveller: leadName(booking),
    service: entry === undefined ? booking.packageId : orderText(entry),
    quantity: booking.quantity,
    issued: booking.iccids.length,
    bookingStatus: statusWord(world, phaseOf(booking)),
    paymentStatus: paymentStatusOf(world, booking),
    currency: CURRENCY,
    totalAmount: amountText(booking.purchaseMinor * booking.quantity),
    supplierConfirmationId: orderCode(booking),
  };
}

/**
 * What a person finds in ITT's portal, newest first. `text` narrows it to rows that contain it: a booking id, a tracking
 * id, a name. The portal knows a booking from its commit on, also where reads by the API do not yet.
 */
export function portalRows(world: World, text = ""): PortalRow[] {
  settle(world);
  const wanted = text.trim().toUpperCase();
  const rows = world.store.state.bookings.map((booking) => rowOf(world, booking));
  return rows
    .filter((row) => [row.bookingId, row.trackingId, row.traveller].some((value) => value.includes(wanted)))
    .reverse();
}
