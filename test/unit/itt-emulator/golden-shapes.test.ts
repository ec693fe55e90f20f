import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/package-root.ts";
import { OPERATIONS, type Operation } from "../../../src/sandbox/itt-emulator/index.ts";
import {
  isJsonObject,
  jsonObjectSchema,
  type JsonObject,
  type JsonValue,
} from "../../../src/sandbox/itt-emulator/json.ts";
import {
  buy,
  customerBody,
  post,
  prepareTopUp,
  quote,
  searchBody,
  startEmulator,
  textAt,
} from "./emulator-client.ts";
import { SAMPLE_PACKAGE } from "./emulator-client.ts";

const FOLDER = join(packageRoot(), "test/fixtures/itt");

function fixture(kind: "sane" | "mangled", name: string): JsonObject {
  return jsonObjectSchema.parse(JSON.parse(readFileSync(join(FOLDER, kind, `${name}.json`), "utf8")));
}

/** What the contract never asks for: the page's own database rows and the agency's letterhead. */
const IGNORED = /^(pax\.data\.0|partner|supplier\.info)\./;

/** "data.0.price.sell.total.amount number" for every leaf; only the first entry of a list counts. */
function shapeOf(value: JsonValue, path = ""): string[] {
  const inner = (entry: JsonValue, key: string) => shapeOf(entry, path === "" ? key : `${path}.${key}`);
  if (Array.isArray(value)) return value[0] === undefined ? [] : inner(value[0], "0");
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, entry]) => inner(entry, key));
  return value === null ? [`${path} null`] : [`${path} ${typeof value}`];
}

/** The answers to a purchase, a look at it and a top-up of the sample's package. */
async function playAll(): Promise<Record<Operation, JsonObject>> {
  const emulator = await startEmulator({ now: () => 1_772_615_659_000 });
  const found = await post(emulator, "search", searchBody());
  const chosen = { tracking_id: textAt(found, "tracking_id"), package_id: SAMPLE_PACKAGE };
  const { booked, key, trackingId } = await buy(emulator);
  emulator.control.setUsage(key.eSim_iccid, { usedMb: 1 });
  return {
    search: found,
    "single-package": await post(emulator, "single-package", chosen),
    "compatible-devices": await post(emulator, "compatible-devices", { member_id: 2 }),
    "update-customer": await post(
      emulator,
      "update-customer",
      customerBody((await quote(emulator)).booking_tracking_id),
    ),
    "create-booking": booked,
    "installation-instructions": await post(emulator, "installation-instructions", key),
    "data-usage": await post(emulator, "data-usage", key),
    "booking-details": await post(emulator, "booking-details", {
      member_id: "2",
      tracking_id: trackingId,
      booking_id: "",
    }),
    "topup-packages": await post(emulator, "topup-packages", key),
    "create-topup-booking": await post(emulator, "create-topup-booking", await prepareTopUp(emulator, key)),
    "topup-history": await post(emulator, "topup-history", key),
  };
}

describe("golden answers", () => {
  it("exist for each operation, sane and as the page prints them", () => {
    const names = [...OPERATIONS, "booking-details-flight"].map((name) => `${name}.json`);
    const sane = names.filter((name) => name !== "booking-details-flight.json");
    const mangled = names.filter((name) => name !== "booking-details.json");
    expect(readdirSync(join(FOLDER, "sane")).sort()).toEqual(sane.sort());
    expect(readdirSync(join(FOLDER, "mangled")).sort()).toEqual(mangled.sort());
  });

  it("keep the page's own mistakes", () => {
    expect(fixture("mangled", "search")['-"filter"']).toMatchObject({ min_price: 489 });
    expect(fixture("mangled", "search")["data"]).toMatchObject({ sell_price: "489.41," });
    expect(fixture("mangled", "create-booking")['-"tracking_id"']).toBe("117726070533RO1");
    expect(fixture("mangled", "topup-packages")["sell"]).toBeNull();
    expect(fixture("mangled", "booking-details-flight")["flight"]).toBeDefined();
  });

  it("have the keys and kinds of values that the emulator answers", async () => {
    const answers = await playAll();
    for (const operation of OPERATIONS) {
      const given = shapeOf(answers[operation]);
      const givenPaths = new Set(given.map((leaf) => leaf.split(" ")[0]));
      const nullPaths = new Set(
        given.filter((leaf) => leaf.endsWith(" null")).map((leaf) => leaf.split(" ")[0]),
      );
      const missing = shapeOf(fixture("sane", operation)).filter((leaf) => {
        const path = leaf.split(" ")[0] ?? "";
        if (IGNORED.test(path)) return false;
        const isLoose = leaf.endsWith(" null") || nullPaths.has(path);
        return isLoose ? !givenPaths.has(path) : !given.includes(leaf);
      });
      expect({ operation, missing }).toEqual({ operation, missing: [] });
    }
  });

  it("share the sample's figures with the emulator's first package of Bangladesh", async () => {
    const emulator = await startEmulator();
    const found = await post(emulator, "search", searchBody());
    const [first] = Array.isArray(found["data"]) ? found["data"] : [];
    const [sample] = [fixture("sane", "search")["data"]].flat();
    const figures = [
      "package_id",
      "sell_price",
      "sell_currency",
      "title",
      "package_details",
      "price",
      "coverage_country",
    ];
    for (const key of figures) {
      const given = isJsonObject(first) ? first[key] : undefined;
      expect(given).toEqual(isJsonObject(sample) ? sample[key] : null);
    }
  });
});
