import type { TopupHistory, TopupOffer, TopupPackage } from "../../services/ports/supplier.ts";
import { requireText } from "./envelope.ts";
import { firstValue, flagOf, numberOf, objectsOf, objectsUnder, textOf } from "./fields.ts";
import { isList, type JsonObject } from "./json.ts";
import { placesOf, priceOf, type PackagePlace } from "./package.ts";

/**
 * The top-ups of one ICCID. Entries without id, title or usable price, and those that name another ICCID, are left out and
 * counted. An empty list means that the eSIM cannot be topped up now; only then may the tracking id be missing.
 */
export function decodeTopups(
  answer: JsonObject,
  iccid: string,
): { readonly offer: TopupOffer; readonly leftOut: number } {
  const places = placesOf(answer);
  const packages = places.flatMap((place) => decodeTopup(place, iccid) ?? []);
  const trackingId =
    textOf(answer["topup_tracking_id"]) ??
    textOf(
      firstValue(
        places.map((place) => place.own),
        "topup_tracking_id",
      ),
    );
  return {
    offer: {
      topupTrackingId:
        packages.length === 0 ? (trackingId ?? "") : requireText(trackingId, "topup_tracking_id"),
      packages: packages.sort(byPrice),
    },
    leftOut: places.length - packages.length,
  };
}

function byPrice(a: TopupPackage, b: TopupPackage): number {
  return a.price.minor - b.price.minor;
}

function decodeTopup(place: PackagePlace, iccid: string): TopupPackage | undefined {
  const type = (textOf(place.own["type"]) ?? textOf(place.own["package_type"]))?.toLowerCase();
  const theirs = textOf(place.own["eSim_iccid"]);
  const packageId = textOf(place.own["package_id"]);
  const scopes = [...place.inside, ...place.beside];
  const title = textOf(firstValue([place.own, ...place.beside.slice(0, 1)], "title"));
  const found = priceOf(place);
  if (packageId === null || title === null || !found) return undefined;
  if ((type !== undefined && type !== "topup") || (theirs !== null && theirs !== iccid)) return undefined;

  const figures = [...objectsUnder(scopes, "package_details"), ...scopes];
  const amount = numberOf(firstValue(figures, "data_amount"));
  const isUnlimited = flagOf(firstValue(figures, "is_unlimited")) ?? amount === 0;
  return {
    packageId,
    title,
    dataMb: isUnlimited ? null : amount,
    isUnlimited,
    validityDays: numberOf(firstValue(figures, "validity_days")),
    price: found.price.total,
    tax: found.price.tax,
    fees: found.price.fees,
    purchase: found.purchase,
  };
}

const HISTORY_HOMES = ["topup_history", "history", "topups", "topup_packages", "packages", "data"];

const ENTRY_MARKS = [
  "id",
  "package_id",
  "topup_tracking_id",
  "supplier_key",
  "title",
  "package",
  "created_at",
];

/**
 * The purchased top-ups as they came: only the status is documented, so a list under any likely name is taken, at the top or in `data`.
 * Null where the answer holds no list at all, as the page's own sample: it says nothing about what was bought.
 */
export function decodeTopupHistory(answer: JsonObject): TopupHistory {
  const scopes = [...objectsUnder([answer], "data"), answer];
  const homes = scopes.flatMap((scope) => HISTORY_HOMES.map((home) => scope[home]));
  const entries = homes.map((home) => objectsOf(home).filter(isEntry)).find(({ length }) => length > 0);
  return entries ?? (homes.some(isList) ? [] : null);
}

/** Whether an object says which top-up it is. One that only wraps a list, or counts, is no purchase: it would prove one. */
function isEntry(object: JsonObject): boolean {
  const isWrapper = HISTORY_HOMES.some((home) => home in object);
  return !isWrapper && ENTRY_MARKS.some((mark) => textOf(object[mark]) !== null);
}
