import { z } from "zod";
import { facetsOf } from "../catalogue/facets.ts";
import { SUPPLIER_UID, type CataloguePackage } from "../catalogue/package.ts";
import { packageAnswer } from "../answers/package-answer.ts";
import { applyNewPrice } from "../faults/apply-new-price.ts";
import type { JsonObject } from "../json.ts";
import { refusals } from "../refusal.ts";
import { forgetExpired } from "../state/forget-expired.ts";
import { currentPrice, isSoldOut, type World } from "../world.ts";
import type { Handler } from "./handler.ts";
import { optionalText, readRequest } from "./read-request.ts";

const searchSchema = z.looseObject({
  eSim: z.looseObject({
    region_type: z.string().default("local"),
    country_code: optionalText,
    plan_type: optionalText,
    topup_included: optionalText,
  }),
  supplier_uid: optionalText,
  partner_id: optionalText,
  short_ref: optionalText,
  language: optionalText,
});

type SearchRequest = z.output<typeof searchSchema>;

function areasFor(world: World, eSim: SearchRequest["eSim"]) {
  const { region_type: regionType, country_code: countryCode } = eSim;
  if (regionType === "local") {
    if (countryCode === null) throw refusals.required("country_code");
    return world.catalogue.areas.filter((area) => area.countryCode === countryCode.toUpperCase());
  }
  if (!world.options.regionalSearch) return [];
  // Undocumented by ITT: a country code narrows a regional search to what covers that country.
  return world.catalogue.areas.filter(
    (area) =>
      area.regionType === regionType &&
      (countryCode === null || area.coveredCodes.includes(countryCode.toUpperCase())),
  );
}

function isOffered(world: World, eSim: SearchRequest["eSim"], entry: CataloguePackage): boolean {
  if (eSim.plan_type !== null && eSim.plan_type !== "all" && eSim.plan_type !== entry.planType) return false;
  if (isSoldOut(world, entry)) return false;
  switch (world.options.topupIncluded) {
    case "lists-topups":
      return entry.packageType === "sim" || eSim.topup_included === "yes";
    case "only-rechargeable":
      return entry.packageType === "sim" && (eSim.topup_included !== "yes" || entry.isRechargeable);
    case "ignored":
      return entry.packageType === "sim";
  }
}

function findPackages(world: World, request: SearchRequest): CataloguePackage[] {
  const uid = request.supplier_uid;
  if (uid !== null && uid !== "all" && uid !== SUPPLIER_UID) return [];
  const areas = areasFor(world, request.eSim);
  const all = areas.flatMap((area) => world.catalogue.packagesOf(area));
  return all
    .filter((entry) => isOffered(world, request.eSim, entry))
    .slice(0, world.options.maxSearchResults);
}

/** *Search eSIM plans*: the packages of an area, top-ups among them where the options say so. */
export const search: Handler = (world, body, faults) => {
  const request = readRequest(searchSchema, body);
  const packages = findPackages(world, request);
  if (packages.length === 0 && world.options.emptySearch === "failed") throw refusals.nothingFound();
  for (const entry of packages) applyNewPrice(world, faults, entry);
  const trackingId = world.mint.searchTrackingId();
  const parameter: JsonObject = {
    eSim: {
      region_type: request.eSim.region_type,
      country_code: request.eSim.country_code,
      plan_type: request.eSim.plan_type,
      topup_included: request.eSim.topup_included,
    },
    supplier_uid: request.supplier_uid ?? "all",
    partner_id: request.partner_id ?? "1",
    short_ref: request.short_ref,
    language: request.language ?? "en",
    tracking_id: trackingId,
  };
  forgetExpired(world);
  world.store.state.searches[trackingId] = { trackingId, createdAtMs: world.now(), parameter };
  return {
    status: "success",
    reason: `A total of ${packages.length} eSIM packages were found for your search.`,
    tracking_id: trackingId,
    search_parameter: parameter,
    total_esim_package: packages.length,
    data: packages.map((entry) =>
      packageAnswer(entry, currentPrice(world, entry), {
        tracking_id: trackingId,
        package_id: entry.packageId,
      }),
    ),
    filter: facetsOf(packages, (entry) => currentPrice(world, entry).sellMinor),
  };
};
