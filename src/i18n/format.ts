import { currencyExponent, moneyToDecimal, type Money } from "../domain/money.ts";
import type { LanguagePack } from "./language.ts";

/** A number in the language's digits and grouping, at most three decimals. */
export function formatNumber(value: number, pack: LanguagePack): string {
  return new Intl.NumberFormat(pack.locale).format(value);
}

/** A text with its digits written in the language's, for numbers to quote and versions: "4" as "৪". No grouping, nothing rounded. */
export function formatDigits(text: string, pack: LanguagePack): string {
  return text.replace(/\d/g, (digit) => formatNumber(Number(digit), pack));
}

/**
 * An amount with its currency's narrow symbol in front: "৳489.41". Decimals come from ISO 4217 and are left out where they are zero,
 * unless `isExact`. Never rounded: what is shown is what is charged.
 */
export function formatMoney(amount: Money, pack: LanguagePack, isExact: boolean): string {
  const exponent = currencyExponent(amount.currency);
  const isWhole = amount.minor % 10 ** exponent === 0;
  const decimals = isWhole && !isExact ? 0 : exponent;
  const figure = new Intl.NumberFormat(pack.locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Number(moneyToDecimal(amount)));
  return currencySymbol(amount.currency) + figure;
}

/** "৳", "$", "€"; currencies without a sign by their code and a space that does not break: "SAR ". */
function currencySymbol(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  const symbol = parts.find((part) => part.type === "currency")?.value ?? currency;
  return /\p{L}$/u.test(symbol) ? `${symbol}\u00a0` : symbol;
}

/**
 * Splits megabytes into a figure and a unit: whole GB where it is (1,024 or, as some suppliers count, 1,000 MB), else GB with one decimal
 * rounded down, else MB. Never more than there is.
 */
export function splitData(mb: number): { readonly n: number; readonly unit: "gb" | "mb" } {
  if (mb < 1000) return { n: Math.floor(mb), unit: "mb" };
  const base = mb % 1024 !== 0 && mb % 100 === 0 ? 1000 : 1024;
  if (mb < base) return { n: Math.floor(mb), unit: "mb" };
  return { n: Math.floor((mb / base) * 10) / 10, unit: "gb" };
}

/** A day as people write it, in `zone` (IANA): "21 Nov 2027". */
export function formatDate(ms: number, zone: string, pack: LanguagePack): string {
  return new Intl.DateTimeFormat(pack.locale, {
    day: "numeric",
    month: pack.month,
    year: "numeric",
    timeZone: zone,
  }).format(ms);
}

/** The day without its year, in `zone` (IANA): "21 Nov". */
export function formatDay(ms: number, zone: string, pack: LanguagePack): string {
  return new Intl.DateTimeFormat(pack.locale, { day: "numeric", month: pack.month, timeZone: zone }).format(
    ms,
  );
}

/** A day and a time of day, in `zone` (IANA): "24 Nov 2026, 06:53". */
export function formatMoment(ms: number, zone: string, pack: LanguagePack): string {
  return `${formatDate(ms, zone, pack)}, ${formatTime(ms, zone, pack)}`;
}

/** A country's full name in the language; a code nobody knows stays as it is. */
export function formatCountry(code: string, pack: LanguagePack): string {
  const override = pack.countryNames[code];
  if (override !== undefined) return override;
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([pack.locale], { type: "region" }).of(code) ?? code;
}

/** A time of day in `zone` (IANA), 24 hours: "14:20". */
export function formatTime(ms: number, zone: string, pack: LanguagePack): string {
  return new Intl.DateTimeFormat(pack.locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(ms);
}

/** How people call the clock of `zone`: "Thailand time". Intl writes it as a heading, and it stands within a sentence. */
export function formatZone(ms: number, zone: string, pack: LanguagePack): string {
  const parts = new Intl.DateTimeFormat(pack.locale, {
    timeZone: zone,
    timeZoneName: "shortGeneric",
  }).formatToParts(ms);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  return name.replace(/ Time$/, " time");
}

/** A month as a calendar names it: "Dec 2026". */
export function formatMonth(ms: number, zone: string, pack: LanguagePack): string {
  return new Intl.DateTimeFormat(pack.locale, { month: pack.month, year: "numeric", timeZone: zone }).format(
    ms,
  );
}
