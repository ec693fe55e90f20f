import { isSameMoney, parseMoney, type Money } from "../../domain/money.ts";
import type { Price } from "../../domain/package.ts";
import { firstValue, objectOf, objectsUnder, textOf } from "./fields.ts";
import type { Json, JsonObject } from "./json.ts";

/** A usable price, and what the agency pays where it is told. */
export interface PackagePrice {
  readonly price: Price;
  readonly purchase: Money | null;
  readonly promo: string | null;
}

/** An amount that is named but cannot be read: more decimals than the currency has, or no decimal at all. */
const UNREADABLE = "unreadable";
type Source = Money | typeof UNREADABLE;

/**
 * Reads a package's price by the contract: `sell.total`, then `sell_price`, then `purchase.total`; ITT's own `fmg` and `supplier`
 * never. `inside` are the objects that may hold the package's own fields, `beside` those around it (empty unless the answer holds
 * exactly one package). Undefined, so no offer, when nothing readable is named, when one source cannot be read, when two that
 * name the selling price disagree, and when it is nothing at all.
 */
export function decodePrice(
  inside: readonly JsonObject[],
  beside: readonly JsonObject[],
): PackagePrice | undefined {
  const scopes = [...inside, ...beside];
  const prices = objectsUnder(scopes, "price");
  const purchases = objectsUnder(prices, "purchase");
  const sells = [...objectsUnder([...prices, ...purchases, ...scopes], "sell")];
  sells.push(...[...prices, ...scopes].filter(hasEmptiedSell));

  const totals = sells.map((sell) => amountIn(objectOf(sell["total"])));
  const currency =
    firstValue(scopes, "sell_currency") ?? firstValue(objectsUnder(sells, "total"), "currency");
  const bought = purchases.map((each) => amountIn(objectOf(each["total"]))).filter(isNamed);
  const sold = [...totals, amount(firstValue(scopes, "sell_price"), currency)].filter(isNamed);

  const sources = sold.length > 0 ? sold : bought;
  const total = sources[0];
  if (total === undefined || total === UNREADABLE || total.minor === 0) return undefined;
  if (!sources.every((source) => source !== UNREADABLE && isSameMoney(source, total))) return undefined;
  return {
    price: {
      total,
      tax: part(sells, total, [["price_breakdown", "tax"]]),
      fees: part(sells, total, [
        ["total", "platform_fees_or_extra_tax"],
        ["price_breakdown", "platform_fees_or_extra_tax"],
      ]),
    },
    purchase: bought[0] === UNREADABLE ? null : (bought[0] ?? null),
    promo: textOf(firstValue(prices, "promo_tag")),
  };
}

/** One amount of an answer, such as a booking's total; null when missing or not readable. */
export function decodeAmount(value: Json | undefined, currency: Json | undefined): Money | null {
  const found = amount(value, currency);
  return found === undefined || found === UNREADABLE ? null : found;
}

/** `"sell": null` with the selling price's own `total` beside it, as the top-up sample prints it. */
function hasEmptiedSell(scope: JsonObject): boolean {
  return (
    "sell" in scope &&
    textOf(scope["sell"]) === null &&
    !objectOf(scope["sell"]) &&
    objectOf(scope["total"]) !== undefined
  );
}

function isNamed(source: Source | undefined): source is Source {
  return source !== undefined;
}

function amountIn(total: JsonObject | undefined): Source | undefined {
  return amount(total?.["amount"], total?.["currency"]);
}

function amount(value: Json | undefined, currency: Json | undefined): Source | undefined {
  const decimal = textOf(value);
  const code = textOf(currency);
  if (decimal === null || code === null) return undefined;
  return parseMoney(decimal, code.toUpperCase()) ?? UNREADABLE;
}

/** A named part of the price, in its currency; null when missing, zero or not readable. */
function part(
  sells: readonly JsonObject[],
  total: Money,
  places: readonly (readonly [string, string])[],
): Money | null {
  for (const [home, key] of places) {
    const decimal = textOf(firstValue(objectsUnder(sells, home), key));
    const found = decimal === null ? undefined : parseMoney(decimal, total.currency);
    if (found && found.minor > 0) return found;
  }
  return null;
}
