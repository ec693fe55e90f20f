/** An amount of money in integer minor units (poisha, cents), never a float. */
export interface Money {
  /** Minor units of `currency`: 48941 for BDT 489.41. A safe integer, never negative. */
  readonly minor: number;
  /** ISO 4217 code in capitals. */
  readonly currency: string;
}

/** Minor-unit digits by ISO 4217 where they are not two; XTR are Telegram Stars, which are whole. Intl's own digits differ (CLDR), so they are not asked. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XTR"
      .split(" ")
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3])),
};

/** How many decimals `currency` has (ISO 4217): 2 for BDT, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/**
 * Reads a decimal string into minor units.
 * Gives undefined for anything that is not a plain non-negative decimal, for a currency that is not three capitals, and for
 * more decimals than the currency has (trailing zeros aside): such a price means no offer, never a rounded one.
 */
export function parseMoney(amount: string, currency: string): Money | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(amount.trim());
  if (!match) return undefined;
  const exponent = currencyExponent(currency);
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > exponent) return undefined;
  const minor = Number((match[1] ?? "") + decimals.padEnd(exponent, "0"));
  return Number.isSafeInteger(minor) ? { minor, currency } : undefined;
}

/** `amount` times a whole `factor`. Throws RangeError where the result leaves the safe integers. */
export function multiplyMoney(amount: Money, factor: number): Money {
  const minor = amount.minor * factor;
  if (!Number.isSafeInteger(minor)) throw new RangeError(`amount out of range: ${amount.currency}`);
  return { minor, currency: amount.currency };
}

/** Whether both are the same amount of the same currency. */
export function isSameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

/** The amount as a plain decimal string, for logs, exports and the supplier: "489.41". */
export function moneyToDecimal(amount: Money): string {
  const exponent = currencyExponent(amount.currency);
  if (exponent === 0) return String(amount.minor);
  const digits = String(amount.minor).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
