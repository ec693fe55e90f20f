import { CURRENCY } from "../catalogue/package.ts";
import { eSimsOf, paymentStatusOf, phaseOf, type BookingPhase } from "../state/booking-status.ts";
import { allPurchases, payIdOf, quantityOf, type Purchase } from "../payment/purchases.ts";
import { settle } from "../payment/settle.ts";
import type { PaymentType } from "../state/state.ts";
import type { World } from "../world.ts";

/** One purchase that was really made, whatever its caller was told. */
export interface TruthEntry {
  kind: "booking" | "topup";
  /** Epoch milliseconds of the commit, which for `lateCommit` is after the request. */
  committedAtMs: number;
  memberId: string;
  /** The `booking_tracking_id` of the request. */
  trackingId: string;
  /** The `topup_tracking_id` of the request. */
  topupTrackingId: string | null;
  /** ITT's booking id. */
  bookingId: string | null;
  packageId: string;
  paymentType: PaymentType;
  quantity: number;
  /** What it costs the agency, all eSIMs together, minor units. */
  amountMinor: number;
  currency: string;
  /** What was taken less what was given back, by the ledger. */
  chargedMinor: number;
  phase: BookingPhase;
  paymentStatus: string;
  /** The ICCIDs as issued so far, or the one that was topped up. */
  iccids: string[];
  /** The activation codes of the issued eSIMs that have one, so that a chat can be searched for them. */
  matchingIds: string[];
  /** As the caller sent it. */
  redirectUrl: string | null;
  /** The `start` parameter of a `https://t.me/…?start=…` in it: what ties the purchase to the caller's order. */
  start: string | null;
}

function startOf(redirectUrl: string | null): string | null {
  if (redirectUrl === null || !URL.canParse(redirectUrl)) return null;
  return new URL(redirectUrl).searchParams.get("start");
}

function entryOf(world: World, purchase: Purchase, chargedMinor: number): TruthEntry {
  const { kind, record } = purchase;
  const issued = kind === "booking" ? eSimsOf(world, record) : [];
  return {
    kind,
    committedAtMs: record.createdAtMs,
    memberId: record.memberId,
    trackingId: kind === "booking" ? record.trackingId : record.bookingTrackingId,
    topupTrackingId: kind === "booking" ? null : record.topupTrackingId,
    bookingId: kind === "booking" ? record.bookingId : null,
    packageId: record.packageId,
    paymentType: record.paymentType,
    quantity: quantityOf(purchase),
    amountMinor: record.purchaseMinor * quantityOf(purchase),
    currency: CURRENCY,
    chargedMinor,
    phase: phaseOf(record),
    paymentStatus: paymentStatusOf(world, record),
    iccids: kind === "booking" ? [...record.iccids] : [record.iccid],
    matchingIds: issued.flatMap((eSim) => (eSim.hasLpa ? [eSim.matchingId] : [])),
    redirectUrl: record.redirectUrl,
    start: startOf(record.redirectUrl),
  };
}

/** Every purchase that was really made, oldest first: by it a test says double, lost or wrong. */
export function truthOf(world: World): TruthEntry[] {
  settle(world);
  const charged = new Map<string, number>();
  for (const { purchaseId, amountMinor } of world.store.state.ledger)
    charged.set(purchaseId, (charged.get(purchaseId) ?? 0) + amountMinor);
  return allPurchases(world).map((purchase) => entryOf(world, purchase, charged.get(payIdOf(purchase)) ?? 0));
}
