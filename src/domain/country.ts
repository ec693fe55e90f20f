/** The regions by which destinations are grouped. */
export const REGIONS = [
  "asia",
  "middle-east",
  "europe",
  "africa",
  "north-america",
  "latin-america",
  "caribbean",
  "oceania",
] as const;
export type Region = (typeof REGIONS)[number];

/** One destination of `data/countries.json`. */
export interface Country {
  /** ISO 3166-1 alpha-2, capitals. */
  readonly code: string;
  readonly region: Region;
  /** IANA zone of the capital. */
  readonly zone: string;
  /** Other names people type, in any of the shop's languages, lower case. */
  readonly aliases: readonly string[];
  /** Codes of countries with confusable names, named in full at confirmation. */
  readonly lookAlikes: readonly string[];
}

/** The two regional-indicator letters that phones show as a flag. */
export function flagOf(code: string): string {
  return String.fromCodePoint(
    ...[...code.toUpperCase()].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65),
  );
}
