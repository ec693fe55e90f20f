import type { World } from "../world.ts";
import type { EmulatedBooking, EmulatedTopUp, LedgerEntry } from "../state/state.ts";

/** Something that was bought: an eSIM booking or a top-up. */
export type Purchase =
  { kind: "booking"; record: EmulatedBooking } | { kind: "topup"; record: EmulatedTopUp };

/** The payment of what was just bought. */
export const UNPAID = {
  paidAtMs: null,
  paymentDueAtMs: null,
  failedTries: 0,
  cancelledAtMs: null,
  refundedAtMs: null,
} as const;

/** Under which id a purchase is paid: the last part of its payment address. */
export function payIdOf(purchase: Purchase): string {
  return purchase.kind === "booking" ? purchase.record.bookingId : `topup-${purchase.record.orderNumber}`;
}

/** Where a purchase is paid for. */
export function payAddressOf(world: World, purchase: Purchase): string {
  const { paymentBaseUrl } = world.options;
  const base = paymentBaseUrl === "own" ? `${world.ownUrl}/pay` : paymentBaseUrl;
  return `${base}/${encodeURIComponent(payIdOf(purchase))}`;
}

/** How many of the package were bought. */
export function quantityOf(purchase: Purchase): number {
  return purchase.kind === "booking" ? purchase.record.quantity : 1;
}

/** The ledger's words for a purchase: what it costs the agency, as a charge. */
export function chargeOf(purchase: Purchase): Omit<LedgerEntry, "atMs" | "balanceAfterMinor"> {
  const { kind, record } = purchase;
  return {
    kind,
    purchaseId: payIdOf(purchase),
    paymentType: record.paymentType,
    trackingId: kind === "booking" ? record.trackingId : record.topupTrackingId,
    bookingId: kind === "booking" ? record.bookingId : null,
    packageId: record.packageId,
    iccids: kind === "booking" ? [...record.iccids] : [record.iccid],
    amountMinor: record.purchaseMinor * quantityOf(purchase),
  };
}

/** Everything that was bought, oldest first. */
export function allPurchases(world: World): Purchase[] {
  const { bookings, topUps } = world.store.state;
  const all: Purchase[] = [
    ...bookings.map((record): Purchase => ({ kind: "booking", record })),
    ...topUps.map((record): Purchase => ({ kind: "topup", record })),
  ];
  return all.sort((one, other) => one.record.createdAtMs - other.record.createdAtMs);
}

/**
 * A purchase by the id of its payment address, by its booking id, or by its tracking or top-up tracking id; of several
 * the latest.
 */
export function findPurchase(world: World, id: string): Purchase | undefined {
  const { bookings, topUps } = world.store.state;
  const booking = bookings.findLast((entry) => entry.bookingId === id || entry.trackingId === id);
  if (booking !== undefined) return { kind: "booking", record: booking };
  const topUp = topUps.findLast(
    (entry) => entry.topupTrackingId === id || payIdOf({ kind: "topup", record: entry }) === id,
  );
  return topUp === undefined ? undefined : { kind: "topup", record: topUp };
}
