import type { Money } from "./money.ts";

/** What one package costs the customer, as the supplier names it. */
export interface Price {
  /** What the customer pays for one, the shop's mark-up included. */
  readonly total: Money;
  /** The part of `total` that is tax, where the supplier names it and it is not zero. */
  readonly tax: Money | null;
  /** The part of `total` that is a platform fee or extra tax, where named and not zero. */
  readonly fees: Money | null;
}

/** The networks of one country that a package covers. */
export interface Coverage {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly networks: readonly string[];
  /** As the supplier writes them: "4G", "5G". */
  readonly networkTypes: readonly string[];
}

/** What a package says of itself; everything but id, title and price may be unknown (null). */
export interface EsimPackage {
  /** The supplier's id, opaque, often longer than 64 bytes. */
  readonly packageId: string;
  /** The search that listed it; the single-package call needs both. */
  readonly searchTrackingId: string;
  readonly title: string;
  readonly operator: string | null;
  /** Megabytes; null when unknown or unlimited. */
  readonly dataMb: number | null;
  readonly isUnlimited: boolean;
  readonly voiceMinutes: number | null;
  readonly textMessages: number | null;
  readonly validityDays: number | null;
  readonly price: Price;
  /** What the supplier sells it for, where the shop's mark-up is on `price.total`; else the same. */
  readonly sell?: Money;
  /** What the agency pays the supplier for one; null when not told. */
  readonly purchase: Money | null;
  readonly promo: string | null;
  /** "local", "regional", "global" or the supplier's own word. */
  readonly coverageType: string | null;
  readonly coverage: readonly Coverage[];
  /** When validity starts: on first use, on installation, or not told. */
  readonly activationPolicy: "first-usage" | "installation" | null;
  /** Days from purchase within which it must be installed. */
  readonly installWithinDays: number | null;
  readonly isRechargeable: boolean | null;
  readonly hasFairUsagePolicy: boolean;
  readonly fairUsagePolicy: string | null;
}

/** A package re-priced for one customer, with the two ids that booking needs. */
export interface Offer {
  readonly package: EsimPackage;
  readonly bookingTrackingId: string;
  readonly packageTrackingId: string;
}

/** The supplier's own price of one: what its page takes, and what a price is compared by before anything is sent. */
export function sellOf(plan: Pick<EsimPackage, "price" | "sell">): Money {
  return plan.sell ?? plan.price.total;
}

/** How long an offer may be booked after it was quoted; an older one is re-quoted on the tap. */
export const OFFER_LIFETIME_MS = 15 * 60_000;
