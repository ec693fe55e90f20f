import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { packageRoot } from "../../../package-root.ts";
import type { Area } from "./package.ts";

/** Enough of the world to test with while the shop's own list of countries is not there. */
const FALLBACK_CODES =
  "BD IN TH MY SG ID JP KR CN TR AE SA GB FR DE IT ES PT CH US CA MX BR AR ZA EG MA NG KE AU NZ FJ JM RU".split(
    " ",
  );

/** Airalo's regions; each is sold for those of its countries that the catalogue knows. */
const REGIONS: readonly { slug: string; name: string; codes: string }[] = [
  { slug: "asia", name: "Asia", codes: "BD IN TH MY SG ID JP KR CN HK TW VN PH LK NP PK KH LA" },
  { slug: "europe", name: "Europe", codes: "FR DE IT ES PT CH AT BE NL DK SE NO FI PL CZ GR HU IE TR UA" },
  { slug: "eu-plus-uk", name: "Europe & United Kingdom", codes: "FR DE IT ES PT AT BE NL IE GB" },
  { slug: "africa", name: "Africa", codes: "ZA EG MA NG KE GH TN TZ UG ZM" },
  { slug: "north-america", name: "North America", codes: "US CA MX" },
  { slug: "latin-america", name: "Latin America", codes: "BR AR CL CO PE EC UY MX PA CR" },
  { slug: "caribbean-islands", name: "Caribbean Islands", codes: "JM BB BS DO TT AG AI" },
  {
    slug: "middle-east-and-north-africa",
    name: "Middle East & North Africa",
    codes: "AE SA QA KW OM BH EG MA TN JO IL TR",
  },
  { slug: "oceania", name: "Oceania", codes: "AU NZ FJ PG WS TO" },
];

const countryListSchema = z.array(z.looseObject({ code: z.string().length(2) }));

/** The codes of data/countries.json (ISO 3166-1 alpha-2), or a short list while that file is missing. */
function readCountryCodes(): string[] {
  const path = join(packageRoot(), "data", "countries.json");
  if (!existsSync(path)) return FALLBACK_CODES;
  return countryListSchema.parse(JSON.parse(readFileSync(path, "utf8"))).map((country) => country.code);
}

/** "Côte d'Ivoire" → "cote-d-ivoire": the form of ids such as `bangladesh`. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Every area that is sold: one per country, nine regions, the world. */
export function listAreas(countryCodes: readonly string[] = readCountryCodes()): Area[] {
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  const known = new Set(countryCodes);
  const local = countryCodes.map((code): Area => {
    const name = names.of(code) ?? code;
    return { regionType: "local", slug: slugOf(name), name, countryCode: code, coveredCodes: [code] };
  });
  const regional = REGIONS.map(({ slug, name, codes }): Area => {
    const coveredCodes = codes.split(" ").filter((code) => known.has(code));
    return { regionType: "regional", slug, name, countryCode: null, coveredCodes };
  }).filter((area) => area.coveredCodes.length > 0);
  const world: Area = {
    regionType: "global",
    slug: "world",
    name: "World",
    countryCode: null,
    coveredCodes: countryCodes.filter((_, index) => index % 2 === 0),
  };
  return [...local, ...regional, world];
}
