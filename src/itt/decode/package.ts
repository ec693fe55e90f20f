import type { Coverage, EsimPackage } from "../../domain/package.ts";
import { firstValue, flagOf, listOf, numberOf, objectOf, objectsOf, objectsUnder, textOf } from "./fields.ts";
import { plainLines } from "./html.ts";
import type { Json, JsonObject } from "./json.ts";
import { decodePrice, type PackagePrice } from "./price.ts";

/** One package of an answer with the objects in which its fields may stand, its own first. */
export interface PackagePlace {
  readonly own: JsonObject;
  /** The package and the neighbours inside it that swallow fields. */
  readonly inside: readonly JsonObject[];
  /** The same beside it; empty unless the answer holds exactly one package. */
  readonly beside: readonly JsonObject[];
}

/** Where each package of the answer's `data` stands. */
export function placesOf(answer: JsonObject): readonly PackagePlace[] {
  const packages = objectsOf(answer["data"]);
  return packages.map((own) => ({
    own,
    inside: withNeighbours(own),
    beside: packages.length === 1 ? withNeighbours(answer) : [],
  }));
}

/** In the samples a misplaced brace pushes a package's fields into `operator_details` or `region_details`. */
function withNeighbours(scope: JsonObject): readonly JsonObject[] {
  const pushed = ["operator_details", "region_details", "supplier"].flatMap((key) =>
    objectsUnder([scope], key),
  );
  return [scope, ...pushed];
}

/** Whether the entry is a plan to buy: with `topup_included` a search may list top-ups too. */
export function isSimPackage(place: PackagePlace): boolean {
  const type = textOf(place.own["package_type"])?.toLowerCase();
  return type === undefined || type === "sim";
}

/** The price of a package by the contract's rules; undefined means that it cannot be offered. */
export function priceOf(place: PackagePlace): PackagePrice | undefined {
  const withoutSupplier = (scopes: readonly JsonObject[], parent: JsonObject | undefined) =>
    scopes.filter((scope) => scope !== objectOf(parent?.["supplier"]));
  const beside = place.beside[0];
  return decodePrice(withoutSupplier(place.inside, place.own), withoutSupplier(place.beside, beside));
}

/**
 * What a package says of itself. Undefined without a title or a usable price: such an entry cannot be offered. The ids come from
 * the caller, since the single-package answer repeats neither.
 */
export function decodePackage(
  place: PackagePlace,
  { packageId, searchTrackingId }: Pick<EsimPackage, "packageId" | "searchTrackingId">,
): EsimPackage | undefined {
  const scopes = [...place.inside, ...place.beside];
  const details = objectsUnder(scopes, "package_details");
  const figures = [...details, ...scopes];
  const title = textOf(firstValue([place.own, ...place.beside.slice(0, 1)], "title"));
  const found = priceOf(place);
  if (title === null || !found) return undefined;

  const amount = numberOf(firstValue(figures, "data_amount"));
  const isUnlimited = flagOf(firstValue(figures, "is_unlimited")) ?? amount === 0;
  const fairUse = textOf(firstValue(figures, "fair_usage_policy"));
  const fairUseText = fairUse === null ? null : plainLines(fairUse).join("\n") || null;
  return {
    packageId,
    searchTrackingId,
    title,
    operator: operatorOf(scopes),
    dataMb: isUnlimited ? null : amount,
    isUnlimited,
    voiceMinutes: numberOf(firstValue(figures, "voice_amount")),
    textMessages: numberOf(firstValue(figures, "text_amount")),
    validityDays: numberOf(firstValue(figures, "validity_days")),
    price: found.price,
    purchase: found.purchase,
    promo: found.promo,
    coverageType: textOf(firstValue(scopes, "coverage_type"))?.toLowerCase() ?? null,
    coverage: objectsOf(objectlessFirst(scopes, "coverage_country")).flatMap(decodeCoverage),
    activationPolicy: activationPolicyOf(textOf(firstValue(scopes, "activation_policy"))),
    installWithinDays: installDaysOf(scopes),
    isRechargeable: flagOf(firstValue(scopes, "rechargeable")),
    hasFairUsagePolicy: flagOf(firstValue(figures, "has_fair_usage_policy")) ?? fairUseText !== null,
    fairUsagePolicy: fairUseText,
  };
}

/** The first scope whose `key` holds objects: the search's facets use the same name for a list of codes. */
function objectlessFirst(scopes: readonly JsonObject[], key: string): Json | undefined {
  return scopes.find((scope) => objectsOf(scope[key]).length > 0)?.[key];
}

function operatorOf(scopes: readonly JsonObject[]): string | null {
  const operators = objectsUnder(scopes, "operator_details");
  return textOf(firstValue(operators, "title") ?? firstValue(operators, "name"));
}

function installDaysOf(scopes: readonly JsonObject[]): number | null {
  const validities = objectsUnder(scopes, "validity");
  return numberOf(firstValue(validities, "activation_days"));
}

function activationPolicyOf(word: string | null): EsimPackage["activationPolicy"] {
  if (word === null) return null;
  if (/first[\s_-]?us(e|age)/i.test(word)) return "first-usage";
  return /install/i.test(word) ? "installation" : null;
}

function decodeCoverage(entry: JsonObject): readonly Coverage[] {
  const country = (textOf(entry["country"]) ?? textOf(entry["country_code"]))?.toUpperCase();
  if (country === undefined) return [];
  const networks = listOf(entry["networks"]).flatMap(
    (network) => textOf(network) ?? textOf(objectOf(network)?.["name"]) ?? [],
  );
  const networkTypes = listOf(entry["network_types"]).flatMap((type) => textOf(type) ?? []);
  return [{ country, networks, networkTypes }];
}
