import type { EsimPackage } from "../../domain/package.ts";
import type { SearchRequest, Supplier, SupplierResult } from "../../services/ports/supplier.ts";
import type { Logger } from "../../services/ports/world.ts";
import type { IttSearch, ResolvedIttConfig } from "../config.ts";
import { MissingField, numberOf, textOf } from "../decode/fields.ts";
import { isList, isObject, type JsonObject } from "../decode/json.ts";
import { requireText } from "../decode/envelope.ts";
import { decodePackage, isSimPackage, placesOf } from "../decode/package.ts";
import { isNothingFound } from "../refusals.ts";
import type { Calls } from "../transport/calls.ts";
import { inLanguage } from "./language.ts";
import { searchBody, type SearchValues } from "./requests.ts";

interface SearchDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
  readonly logger: Logger;
}

/** Builds *search plans*: every combination of `ITT_SEARCH` is asked and the answers merged by package id, cheapest first. */
export function createSearch(deps: SearchDeps): Supplier["search"] {
  const { calls, config, logger } = deps;
  const combinations = combinationsOf(config.search);

  const searchOne = (request: SearchRequest, values: SearchValues, language: string) =>
    calls.read<readonly EsimPackage[]>({
      operation: "search",
      body: searchBody(config, request, values, language),
      decode: (answer) => {
        const { packages, leftOut } = decodeSearch(answer);
        if (leftOut > 0) logger.debug("supplier.packages_left_out", { operation: "search", count: leftOut });
        return packages;
      },
      decodeRefusal: (refusal) => (isNothingFound(refusal) ? [] : undefined),
    });

  return async (request) => {
    const results = await Promise.all(
      combinations.map((values) =>
        inLanguage(request.language, (language) => searchOne(request, values, language)),
      ),
    );
    return merge(results);
  };
}

/** Every combination of the configured values, in the order in which they are listed. */
function combinationsOf(search: IttSearch): readonly SearchValues[] {
  const each = (words: string | readonly string[]) => (typeof words === "string" ? [words] : words);
  return each(search.region_type).flatMap((region_type) =>
    each(search.plan_type).flatMap((plan_type) =>
      each(search.topup_included).map((topup_included) => ({ region_type, plan_type, topup_included })),
    ),
  );
}

/** The packages of a search answer that can be offered, and how many entries had no id, title or usable price. */
export function decodeSearch(answer: JsonObject): {
  readonly packages: readonly EsimPackage[];
  readonly leftOut: number;
} {
  const listed = placesOf(answer);
  if (listed.length === 0 && !saysNone(answer)) throw new MissingField("data");
  const places = listed.filter(isSimPackage);
  const packages = places.flatMap((place) => {
    const packageId = textOf(place.own["package_id"]);
    if (packageId === null) return [];
    const searchTrackingId = requireText(
      textOf(place.own["tracking_id"]) ?? textOf(answer["tracking_id"]),
      "tracking_id",
    );
    return decodePackage(place, { packageId, searchTrackingId }) ?? [];
  });
  return { packages, leftOut: places.length - packages.length };
}

/** An empty list, or a count of none. An answer without a list, as a success that lost its body, says nothing of the country. */
function saysNone(answer: JsonObject): boolean {
  const count = numberOf(answer["total_esim_package"]);
  if (count !== null) return count === 0;
  const { data } = answer;
  return isList(data) ? data.length === 0 : isObject(data) && Object.keys(data).length === 0;
}

/** The first failure only where no combination answered: a regional search that fails must not hide the local plans. */
function merge(
  results: readonly SupplierResult<readonly EsimPackage[]>[],
): SupplierResult<readonly EsimPackage[]> {
  const failure = results.find((result) => !result.ok);
  if (failure && !results.some((result) => result.ok)) return failure;
  const byId = new Map<string, EsimPackage>();
  for (const found of results.flatMap((result) => (result.ok ? result.value : []))) {
    if (!byId.has(found.packageId)) byId.set(found.packageId, found);
  }
  return { ok: true, value: [...byId.values()].sort(byPrice) };
}

/** Cheapest first; amounts of different currencies do not compare, so each currency stands together. */
function byPrice({ price: { total: a } }: EsimPackage, { price: { total: b } }: EsimPackage): number {
  return a.currency === b.currency ? a.minor - b.minor : a.currency < b.currency ? -1 : 1;
}
