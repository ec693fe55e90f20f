/** Where a package works and who carries it there. */
interface Coverage {
  countryCode: string;
  networks: string[];
  networkTypes: string[];
}

/** What a package costs. Minor units are poisha (1/100 BDT); the last is Airalo's price to ITT in US cents. */
export interface PackagePrice {
  purchaseMinor: number;
  sellMinor: number;
  taxMinor: number;
  feeMinor: number;
  discountMinor: number;
  usdCents: number;
}

/** One thing ITT sells: a new eSIM (`sim`) or data for an eSIM bought before (`topup`). */
export interface CataloguePackage {
  packageId: string;
  /** Airalo's name of the package: the last part of its id, unique in the catalogue. */
  key: string;
  packageType: "sim" | "topup";
  regionType: "local" | "regional" | "global";
  regionSlug: string;
  regionName: string;
  countryCode: string | null;
  operatorId: number;
  operatorTitle: string;
  title: string;
  dataLabel: string;
  /** MB; 0 where unlimited. */
  dataMb: number;
  isUnlimited: boolean;
  voiceMinutes: number | null;
  textCount: number | null;
  validityDays: number;
  planType: "data" | "data-voice-text";
  activationPolicy: "first-usage" | "installation" | null;
  isRechargeable: boolean;
  fairUsagePolicy: string | null;
  info: string | null;
  promoTag: string | null;
  coverage: Coverage[];
  price: PackagePrice;
}

/** A country, a region or the world: what one family of packages covers. */
export interface Area {
  regionType: CataloguePackage["regionType"];
  slug: string;
  name: string;
  countryCode: string | null;
  coveredCodes: string[];
}

/** ITT's id for its Airalo account, as in the samples. */
export const SUPPLIER_UID = "X1AO00084";
/** The `supplier_code` of that account. */
export const SUPPLIER_CODE = "airalo";
/** The `supplier_partner_code` of that account. */
export const SUPPLIER_PARTNER_CODE = "airalo-1-00084";
/** All prices but `fmg` and `supplier` are in Bangladeshi taka. */
export const CURRENCY = "BDT";
