import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { Operation } from "../operations.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { doubledKey, moveKeys, takeKey } from "./move-keys.ts";

function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The only object of a list; undefined where there are more or none. */
function onlyOne(value: JsonValue | undefined): JsonObject | undefined {
  const all = objectsOf(value);
  return all.length === 1 ? all[0] : undefined;
}

/** With one package the page takes the price apart in two ways: inside the package, or out of it altogether. */
function liftSinglePrice(answer: JsonObject, entry: JsonObject, isWhole: boolean): void {
  const { price } = entry;
  if (!isJsonObject(price)) return;
  if (isWhole) {
    moveKeys(entry, answer, ["region_details", "coverage_country", "price"]);
    moveKeys(price, answer, ["fmg", "supplier"]);
    return;
  }
  moveKeys(price, entry, ["sell", "fmg"]);
  moveKeys(price, answer, ["supplier"]);
  // The page prints this key with a stray quote.
  const broken = takeKey(entry, "price");
  if (broken !== undefined) entry['price"'] = broken;
}

/** With several packages only what is not needed to tell a price may leave its place. */
function shiftInside(entry: JsonObject): void {
  const { price, region_details: region } = entry;
  if (isJsonObject(price)) moveKeys(price, entry, ["fmg"]);
  if (isJsonObject(region)) moveKeys(entry, region, ["coverage_country"]);
}

function mangleSearch(answer: JsonObject, random: SeededRandom): void {
  const entries = objectsOf(answer["data"]);
  const facets = takeKey(answer, "filter");
  const own = entries.map((entry) => takeKey(entry, "filter"));
  if (own[0] !== undefined) answer["filter"] = own[0];
  if (facets !== undefined) answer[own[0] === undefined ? "filter" : doubledKey("filter")] = facets;
  const only = onlyOne(answer["data"]);
  if (only === undefined) entries.forEach(shiftInside);
  else liftSinglePrice(answer, only, random.chance(0.5));
}

function mangleSinglePackage(answer: JsonObject): void {
  const { data } = answer;
  if (!isJsonObject(data)) return;
  liftSinglePrice(answer, data, true);
  moveKeys(data, answer, ["operator_details", "fair_usage_policy", "qr_installation", "manual_installation"]);
}

function mangleBooking(answer: JsonObject): void {
  const { eSim_package: bought, response_data: order, eSim } = answer;
  if (isJsonObject(bought) && isJsonObject(bought["search_parameter"])) {
    const parameter = bought["search_parameter"];
    const searchId = takeKey(parameter, "tracking_id");
    if (searchId !== undefined) answer[doubledKey("tracking_id")] = searchId;
    moveKeys(parameter, answer, ["supplier_uid", "partner_id", "short_ref", "language"]);
    moveKeys(parameter, answer, ["supplier_type", "supplier_code", "supplier_partner_code"]);
    moveKeys(bought, answer, ["data"]);
  }
  const { data } = answer;
  if (isJsonObject(data) && isJsonObject(data["operator_details"]))
    moveKeys(data, data["operator_details"], ["coverage_country", "price"]);
  if (!isJsonObject(order)) return;
  moveKeys(order, answer, ["manual_installation", "qrcode_installation", "net_price"]);
  // Only where `eSim` says the same may `sims` leave `response_data`, where the contract looks for it.
  if (onlyOne(order["sims"]) !== undefined && onlyOne(eSim) !== undefined) moveKeys(order, answer, ["sims"]);
}

function mangleUsage(answer: JsonObject): void {
  for (const place of ["instructions", "data"]) {
    const figures = answer[place];
    if (isJsonObject(figures)) moveKeys(figures, answer, ["data_amount", "voice_amount", "text_amount"]);
  }
}

function mangleTopUps(answer: JsonObject): void {
  const only = onlyOne(answer["data"]);
  if (only === undefined) return;
  const { price } = only;
  if (!isJsonObject(price) || !isJsonObject(price["sell"])) return;
  moveKeys(only, answer, ["price"]);
  moveKeys(price["sell"], answer, ["total", "price_breakdown"]);
  takeKey(price, "sell");
  answer["sell"] = null;
}

/** Moves keys out of their places as the braces of ITT's page do; changes the answer it is given. */
export function liftKeys(operation: Operation, answer: JsonObject, random: SeededRandom): void {
  switch (operation) {
    case "search":
      return mangleSearch(answer, random);
    case "single-package":
      return mangleSinglePackage(answer);
    case "create-booking":
    case "booking-details":
      return mangleBooking(answer);
    case "data-usage":
      return mangleUsage(answer);
    case "topup-packages":
      return mangleTopUps(answer);
    case "compatible-devices":
    case "update-customer":
    case "installation-instructions":
    case "create-topup-booking":
    case "topup-history":
      return;
  }
}
