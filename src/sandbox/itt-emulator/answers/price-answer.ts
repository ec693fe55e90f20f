import { CURRENCY, type CataloguePackage } from "../catalogue/package.ts";
import type { JsonObject } from "../json.ts";

/** Minor units as the number ITT prints: 48941 → 489.41. */
export function amountOf(minor: number): number {
  return minor / 100;
}

/** Minor units as the text of booking answers: 48941 → "489.41". */
export function amountText(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** The prices of one package at the moment of the answer. */
export interface QuotedPrice {
  purchaseMinor: number;
  sellMinor: number;
}

function purchaseAnswer(entry: CataloguePackage, totalMinor: number): JsonObject {
  const { discountMinor, taxMinor } = entry.price;
  return {
    total: {
      currency: CURRENCY,
      amount: amountOf(totalMinor),
      before_discount: amountOf(totalMinor + discountMinor),
      discount: amountOf(discountMinor),
      point: 0,
    },
    price_breakdown: {
      currency: CURRENCY,
      total: amountOf(totalMinor),
      base_fare: amountOf(totalMinor - taxMinor),
      tax: amountOf(taxMinor),
      extra_person_fee: 0,
      supplier_sales_comission: null,
      payable_at_property: [],
    },
  };
}

function sellAnswer(entry: CataloguePackage, totalMinor: number): JsonObject {
  const { feeMinor, taxMinor } = entry.price;
  return {
    total: {
      currency: CURRENCY,
      amount: amountOf(totalMinor),
      gross_price: amountOf(totalMinor),
      platform_fees_or_extra_tax: amountOf(feeMinor),
      point: 0,
    },
    price_breakdown: {
      currency: CURRENCY,
      total: amountOf(totalMinor),
      base_fare: amountOf(totalMinor - taxMinor - feeMinor),
      tax: amountOf(taxMinor),
      platform_fees_or_extra_tax: amountOf(feeMinor),
      extra_person_fee: 0,
      supplier_sales_comission: null,
      payable_at_property: [],
    },
  };
}

/** `price.fmg`: ITT's own figures, which no customer may ever see. */
function fmgAnswer(usd: number): JsonObject {
  return {
    total: { currency: "USD", amount: usd },
    price_breakdown: {
      currency: "USD",
      total: usd,
      base_fare: usd,
      tax: 0,
      extra_person_fee: 0,
      supplier_sales_comission: null,
      base_fare_fmg_charge: 0,
      membership_discount_percentige: 0,
      membership_discount_amount: 0,
      final_base_fare_fmg_charge: 0,
      payable_at_property: [],
    },
  };
}

/** `price.supplier`: what ITT pays Airalo, as secret as `fmg`. */
function supplierAnswer(usd: number): JsonObject {
  return {
    total: { currency: "USD", amount: usd },
    price_breakdown: {
      currency: "USD",
      total: usd,
      base_fare: usd,
      tax: 0,
      sales_tax: 0,
      property_fees: 0,
      surcharges: 0,
      service_charge: 0,
      extra_person_fee: 0,
      supplier_sales_comission: null,
      payable_at_property: [],
    },
  };
}

/** The `price` of a package with its four sides. */
export function priceAnswer(entry: CataloguePackage, price: QuotedPrice): JsonObject {
  const usd = entry.price.usdCents / 100;
  return {
    promo_tag: entry.promoTag,
    purchase: purchaseAnswer(entry, price.purchaseMinor),
    sell: sellAnswer(entry, price.sellMinor),
    fmg: fmgAnswer(usd),
    supplier: supplierAnswer(usd),
  };
}

/** The `price` of a top-up has no `fmg` and `supplier` in ITT's sample. */
export function topUpPriceAnswer(entry: CataloguePackage, price: QuotedPrice): JsonObject {
  return {
    promo_tag: entry.promoTag,
    purchase: purchaseAnswer(entry, price.purchaseMinor),
    sell: sellAnswer(entry, price.sellMinor),
  };
}
