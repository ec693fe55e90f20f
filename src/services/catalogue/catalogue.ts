import { createHash } from "node:crypto";
import type { EsimPackage } from "../../domain/package.ts";
import type { Clock, Logger, Supplier, SupplierResult } from "../ports/index.ts";

/** How long a country's packages are kept; the price is checked again before anybody pays. */
export const CATALOGUE_LIFETIME_MS = 10 * 60_000;

/** Country lists kept at most; the oldest goes first. */
const MAX_KEPT_LISTS = 500;

interface Deps {
  readonly supplier: Supplier;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Kept {
  readonly atMs: number;
  readonly list: Promise<SupplierResult<readonly EsimPackage[]>>;
  /** Set once the supplier has answered: until then whoever asks has to wait. */
  isThere: boolean;
}

/** What customers browse: the supplier's packages, cached per country and language, one search at a time for each. */
export interface Catalogue {
  /** Packages for a country (ISO 3166-1 alpha-2), cheapest first. A failure is not kept: the next call asks again. */
  packages(countryCode: string, language: string): Promise<SupplierResult<readonly EsimPackage[]>>;
  /** Whether `packages` would answer from memory, without a call to the supplier. */
  isKept(countryCode: string, language: string): boolean;
  /** One package by its short key; `undefined` in `value` when the supplier no longer lists it. */
  find(countryCode: string, language: string, key: string): Promise<SupplierResult<EsimPackage | undefined>>;
  /** Forgets a country, so that the next look is fresh: after a sold-out or an expired search. */
  forget(countryCode: string): void;
}

/**
 * The short key by which a button names a package: supplier ids exceed Telegram's 64 bytes.
 * Ten base64url characters of a SHA-256: the same after a restart, with nothing to store.
 */
export function packageKey(packageId: string): string {
  return createHash("sha256").update(packageId).digest("base64url").slice(0, 10);
}

/** Builds the catalogue over the supplier's search. */
export function createCatalogue({ supplier, clock, logger }: Deps): Catalogue {
  const kept = new Map<string, Kept>();

  async function search(
    countryCode: string,
    language: string,
  ): Promise<SupplierResult<readonly EsimPackage[]>> {
    const shortRef = createHash("sha256").update(`${countryCode}${clock.now()}`).digest("hex").slice(0, 12);
    const found = await supplier.search({ countryCode, language, shortRef });
    if (found.ok) logger.debug("catalogue.searched", { count: found.value.length });
    return found;
  }

  function packages(countryCode: string, language: string): Promise<SupplierResult<readonly EsimPackage[]>> {
    const key = `${countryCode} ${language}`;
    const hit = kept.get(key);
    if (hit && clock.now() - hit.atMs < CATALOGUE_LIFETIME_MS) return hit.list;
    const list = search(countryCode, language);
    const entry: Kept = { atMs: clock.now(), list, isThere: false };
    const forgetFailure = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    list.then((result) => {
      if (result.ok) entry.isThere = true;
      else forgetFailure();
    }, forgetFailure);
    kept.delete(key);
    kept.set(key, entry);
    const oldest = kept.size > MAX_KEPT_LISTS ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return list;
  }

  return {
    packages,
    isKept(countryCode, language) {
      const hit = kept.get(`${countryCode} ${language}`);
      return hit !== undefined && hit.isThere && clock.now() - hit.atMs < CATALOGUE_LIFETIME_MS;
    },
    async find(countryCode, language, key) {
      const listed = await packages(countryCode, language);
      if (!listed.ok) return listed;
      return { ok: true, value: listed.value.find((each) => packageKey(each.packageId) === key) };
    },
    forget(countryCode) {
      for (const key of kept.keys()) if (key.startsWith(`${countryCode} `)) kept.delete(key);
    },
  };
}
