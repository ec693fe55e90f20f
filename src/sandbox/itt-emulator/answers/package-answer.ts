import {
  CURRENCY,
  SUPPLIER_CODE,
  SUPPLIER_PARTNER_CODE,
  type CataloguePackage,
} from "../catalogue/package.ts";
import type { JsonObject } from "../json.ts";
import { manualInstallationHtml, qrInstallationHtml } from "./installation-html.ts";
import { amountOf, priceAnswer, type QuotedPrice } from "./price-answer.ts";

/** `package_details`: how much of what, for how long. */
export function packageDetails(entry: CataloguePackage): JsonObject {
  return {
    data_amount: entry.dataMb,
    voice_amount: entry.voiceMinutes,
    text_amount: entry.textCount,
    validity_days: entry.validityDays,
    is_unlimited: entry.isUnlimited,
    has_fair_usage_policy: entry.fairUsagePolicy !== null,
  };
}

function placeAndOperator(entry: CataloguePackage): JsonObject {
  const image = `https://cdn.demo.example/${entry.regionSlug}.png`;
  return {
    region_details: {
      id: entry.regionSlug,
      name: entry.regionName,
      country_code: entry.countryCode,
      image: { width: 132, height: 99, url: image },
    },
    operator_details: {
      id: entry.operatorId,
      title: entry.operatorTitle,
      image: { width: 1035, height: 653, url: `https://cdn.demo.example/operators/${entry.operatorId}.png` },
    },
  };
}

function terms(entry: CataloguePackage): JsonObject {
  return {
    validity: { activation_days: 365, topup_days: 180 },
    coverage_type: entry.regionType,
    esim_type: "prepaid",
    plan_type: entry.planType,
    // Some operators state no policy: the key is absent then.
    ...(entry.activationPolicy === null ? {} : { activation_policy: entry.activationPolicy }),
    rechargeable: entry.isRechargeable,
    info: entry.info,
    coverage_country: entry.coverage.map((place) => ({
      country: place.countryCode,
      networks: place.networks,
      network_types: place.networkTypes,
    })),
  };
}

function ownFacets(entry: CataloguePackage): JsonObject {
  return {
    data_amount: entry.dataMb,
    voice_amount: entry.voiceMinutes ?? 0,
    text_amount: entry.textCount ?? 0,
    validity_days: entry.validityDays,
    coverage_type: entry.regionType,
    esim_type: "prepaid",
    plan_type: entry.planType,
    coverage_country: entry.coverage.map((place) => place.countryCode),
  };
}

/**
 * A package as *search*, *single package* and *create booking* show it. `ids` are the answer's own: a search gives
 * `tracking_id` and `package_id`, the later two give `booking_tracking_id` and `package_tracking_id`.
 */
export function packageAnswer(entry: CataloguePackage, price: QuotedPrice, ids: JsonObject): JsonObject {
  return {
    ...ids,
    supplier: SUPPLIER_CODE,
    supplier_partner_code: SUPPLIER_PARTNER_CODE,
    supplier_key: entry.key,
    sell_price: amountOf(price.sellMinor),
    sell_currency: CURRENCY,
    package_type: entry.packageType,
    title: entry.title,
    data: entry.dataLabel,
    package_details: packageDetails(entry),
    ...placeAndOperator(entry),
    ...terms(entry),
    price: priceAnswer(entry, price),
    fair_usage_policy: entry.fairUsagePolicy,
    qr_installation: qrInstallationHtml(entry),
    manual_installation: manualInstallationHtml(entry),
    filter: ownFacets(entry),
  };
}
