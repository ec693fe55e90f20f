import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { REGIONS, type Country } from "./domain/country.ts";
import { packageRoot } from "./package-root.ts";

const countryCode = z.string().regex(/^[A-Z]{2}$/);

const countriesSchema = z
  .array(
    z.strictObject({
      code: countryCode,
      region: z.enum(REGIONS),
      zone: z.string().min(1),
      aliases: z.array(z.string().min(1)),
      lookAlikes: z.array(countryCode),
    }),
  )
  .min(1);

/**
 * Reads the destinations from `data/countries.json`, once, at start.
 * Throws an error that names the file when it is missing or malformed: the shop cannot run without it.
 */
export function loadCountries(): readonly Country[] {
  const path = join(packageRoot(), "data", "countries.json");
  try {
    return countriesSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error("data/countries.json is missing or malformed", { cause: error });
  }
}
