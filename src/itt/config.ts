import { z } from "zod";
import { SUPPLIER_OPERATIONS, type SupplierOperation } from "../services/ports/supplier.ts";

/**
 * The eleven paths. Search, single package and create booking are named by ITT's own page; the other eight are guesses, so every
 * one can be overridden (`ITT_PATHS`).
 */
export const DEFAULT_ITT_PATHS: Readonly<Record<SupplierOperation, string>> = {
  search: "/esim/search",
  singlePackage: "/esim/single-esim-package",
  compatibleDevices: "/esim/compatible-devices",
  updateCustomer: "/esim/update-customer",
  createBooking: "/esim/create-booking",
  installationInstructions: "/esim/installation-instructions",
  dataUsage: "/esim/data-usage",
  bookingDetails: "/esim/booking-details",
  topupPackages: "/esim/topup-packages",
  createTopup: "/esim/create-topup-booking",
  topupHistory: "/esim/topup-history",
};

/** ITT's live address: its payment page is known under this domain, whatever address is asked. */
export const ITT_PUBLIC_URL = "https://serviceapi.innotraveltech.com";

const path = z
  .string()
  .regex(/^\/(?!\/)[^\s?#\\]*$/, "a path that starts with one slash, without query")
  .refine((value) => !value.split("/").includes(".."), "a path without ..");

/** A name without its case and joints: `dataUsage`, `data-usage` and `DATA_USAGE` are one. */
function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** Gives an object's keys the names that the schema knows, where they are another spelling of one. */
function respelled(names: ReadonlyMap<string, string>): (value: unknown) => unknown {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [names.get(squash(key)) ?? key, each as unknown]),
    );
  };
}

/** An operation goes by its name, by its default path, and by that path's last word. */
const PATH_NAMES = new Map(
  SUPPLIER_OPERATIONS.flatMap((operation) => {
    const full = DEFAULT_ITT_PATHS[operation];
    return [operation, full, full.split("/").at(-1) ?? ""].map((name) => [squash(name), operation] as const);
  }),
);

/**
 * `ITT_PATHS`: an object of operation name to path, in any spelling of the name; names that are left out keep their default,
 * unknown names are an error.
 */
export const ittPathsSchema = z.preprocess(
  respelled(PATH_NAMES),
  z.partialRecord(z.enum(SUPPLIER_OPERATIONS), path),
);

/** Headers that the transport writes itself; a credential in their place would break every call. */
const RESERVED_HEADERS = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "host",
  "transfer-encoding",
]);

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "a header name")
  .refine((name) => !RESERVED_HEADERS.has(name.toLowerCase()), "a header the client does not need itself");

/** The credentials go by our name, by the documentation's, and by the name of their default header. */
const HEADER_NAMES = new Map([
  ["apikey", "apiKey"],
  ["apikeyauth", "apiKey"],
  ["secretcode", "secretCode"],
  ["secretecode", "secretCode"],
  ["secretcodeauth", "secretCode"],
]);

/** `ITT_HEADERS`: the names under which the two credentials travel; the defaults are seen in ITT's other APIs. */
export const ittHeadersSchema = z.preprocess(
  respelled(HEADER_NAMES),
  z
    .strictObject({
      apiKey: headerName.default("apikey"),
      secretCode: headerName.default("secretecode"),
    })
    .refine(
      (names) => names.apiKey.toLowerCase() !== names.secretCode.toLowerCase(),
      "two different headers",
    ),
);

const word = z.string().trim().min(1);
const words = z.union([word, z.array(word).min(1)]);

/** `ITT_SEARCH`: what a search asks for; each value one word or a list of them, every combination is searched. */
export const ittSearchSchema = z.strictObject({
  region_type: words.default("local"),
  plan_type: words.default("data"),
  topup_included: words.default("yes"),
});

/** The header names of the two credentials, as `ittHeadersSchema` gives them. */
export type IttHeaders = Readonly<z.output<typeof ittHeadersSchema>>;
/** The search values, as `ittSearchSchema` gives them. */
export type IttSearch = Readonly<z.output<typeof ittSearchSchema>>;

/** When reads stop being tried: after `failures` in a row on one operation, for `halfOpenAfterMs`. */
export interface BreakerConfig {
  readonly failures: number;
  readonly halfOpenAfterMs: number;
}

/** All that the client needs to know of one agency's account; nothing here is ever logged. */
export interface IttConfig {
  /** https, or http on a loopback host; a path prefix is kept. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly secretCode: string;
  readonly partnerId: string;
  readonly memberId: string;
  readonly agencyEmail: string;
  readonly paths: Partial<Readonly<Record<SupplierOperation, string>>>;
  readonly headers: IttHeaders;
  readonly search: IttSearch;
  /** IANA zone of the supplier's texts without a zone, such as `expire_at`. */
  readonly timeZone: string;
  /** Total deadline of one read, its retries included; 15 s when left out. */
  readonly readTimeoutMs?: number;
  /** Total deadline of a spending call; 90 s when left out. */
  readonly spendTimeoutMs?: number;
  /** The waits before the second, third, … try of a read, jittered by up to a half. */
  readonly retryDelaysMs?: readonly number[];
  /** Reads on the wire at once. */
  readonly maxConcurrentReads?: number;
  readonly breaker?: BreakerConfig;
}

/** `IttConfig` with every default in place. */
export type ResolvedIttConfig = Required<Omit<IttConfig, "paths">> & {
  readonly paths: Readonly<Record<SupplierOperation, string>>;
};

/** Fills the defaults in. Throws on a base URL or credential that could never be sent, naming it without its value. */
export function resolveConfig(config: IttConfig): ResolvedIttConfig {
  const protocol = URL.canParse(config.baseUrl) ? new URL(config.baseUrl).protocol : "";
  if (protocol !== "http:" && protocol !== "https:")
    throw new Error("ITT client: baseUrl is not an http(s) URL");
  for (const name of ["apiKey", "secretCode"] as const) {
    if (!/^[\x21-\x7e]+$/.test(config[name]))
      throw new Error(`ITT client: ${name} is empty or not a header value`);
  }
  return {
    readTimeoutMs: 15_000,
    spendTimeoutMs: 90_000,
    retryDelaysMs: [300, 1_200],
    maxConcurrentReads: 8,
    breaker: { failures: 8, halfOpenAfterMs: 10_000 },
    ...config,
    paths: { ...DEFAULT_ITT_PATHS, ...config.paths },
  };
}
