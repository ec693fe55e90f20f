import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SeededRandom } from "../seeded-random.ts";

/** Lists whose only object stands alone on the page. */
const LIST_KEYS = new Set(
  "data coverage_country compatible_devices eSim sims passenger steps ios android topup_history packages".split(
    " ",
  ),
);
/** Objects that may come as a list of one. */
const OBJECT_KEYS = new Set(
  "region_details package_details validity booking general instructions purchase data_amount".split(" "),
);
/** What an answer may lack: nothing that an action truly needs. */
const OPTIONAL_KEYS = new Set(
  "info image promo_tag fair_usage_policy text_amount supplier_partner_code book_by ip_address esim_type".split(
    " ",
  ),
);

function mangleText(key: string, text: string, random: SeededRandom): JsonValue {
  if (key === "contact_no" && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  if (/^\d+\.\d\d$/.test(text) && random.chance(0.5)) return `${text},`;
  return text;
}

function mangleScalar(key: string, value: string | number | boolean | null, random: SeededRandom): JsonValue {
  if (typeof value === "string") return mangleText(key, value, random);
  if (typeof value === "number") return random.pick([value, String(value), `${value},`, `${value},`]);
  if (typeof value === "boolean") return random.pick([value, `${value},`]);
  return random.pick([null, "null,", ""]);
}

function mangleList(key: string, list: JsonValue[], random: SeededRandom): JsonValue {
  const entries = list.map((entry) => (isJsonObject(entry) ? mangleValues(entry, random) : entry));
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && LIST_KEYS.has(key)) return first;
  return entries;
}

function mangleField(key: string, value: JsonValue, random: SeededRandom): JsonValue {
  if (Array.isArray(value)) return mangleList(key, value, random);
  if (!isJsonObject(value)) return mangleScalar(key, value, random);
  const inner = mangleValues(value, random);
  return OBJECT_KEYS.has(key) && random.chance(0.3) ? [inner] : inner;
}

/**
 * Spoils values as the page does: figures as text with a comma, lists of one as the object in them, null as "". Keys
 * come in another order, some optional ones are missing and one is new. Lists of several stay whole.
 */
export function mangleValues(object: JsonObject, random: SeededRandom): JsonObject {
  const kept = Object.entries(object).filter(([key]) => !(OPTIONAL_KEYS.has(key) && random.chance(0.3)));
  const fields = kept.map(([key, value]): [string, JsonValue] => [key, mangleField(key, value, random)]);
  return Object.fromEntries(random.shuffle(fields));
}
