import type { SeededRandom } from "../seeded-random.ts";
import type { PackagePrice } from "./package.ts";

/** The samples sell for 489.41 BDT what costs 4 USD. */
const MINOR_PER_USD_CENT = 48_941 / 400;

/** Airalo's price to ITT in US cents: a start, so much a gigabyte, so much a day where unlimited. */
export function usdCentsOf(
  plan: { dataMb: number; validityDays: number; isUnlimited: boolean },
  level: number,
): number {
  const cents = plan.isUnlimited
    ? 350 + plan.validityDays * 230
    : 250 + Math.round((plan.dataMb / 1024) ** 0.85 * 150) + plan.validityDays * 4;
  return Math.round((cents * level) / 50) * 50;
}

/**
 * The agency's price and its customer's. Tax, a platform fee and a discount are in a few packages only; they are
 * parts of the total, never beside it. Without a mark-up both prices are equal, as in ITT's samples.
 */
export function pricePackage(
  usdCents: number,
  sellMarkupPercent: number,
  random: SeededRandom,
): PackagePrice {
  const purchaseMinor = Math.round(usdCents * MINOR_PER_USD_CENT);
  const sellMinor = Math.round(purchaseMinor * (1 + sellMarkupPercent / 100));
  const taxMinor = random.chance(0.15) ? Math.round(purchaseMinor * 0.05) : 0;
  const feeMinor = random.chance(0.15) ? 1500 : 0;
  const discountMinor = random.chance(0.12) ? Math.round(purchaseMinor * 0.1) : 0;
  return { purchaseMinor, sellMinor, taxMinor, feeMinor, discountMinor, usdCents };
}
