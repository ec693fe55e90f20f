import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/sandbox/itt-emulator/json.ts";
import { mangleAnswer } from "../../../src/sandbox/itt-emulator/mangle/mangle-answer.ts";
import { createSeededRandom } from "../../../src/sandbox/itt-emulator/seeded-random.ts";
import { at, buy, customerBody, listAt, post, searchBody, startEmulator, textAt } from "./emulator-client.ts";

const SEEDS = Array.from({ length: 30 }, (_, index) => `seed-${index}`);

function mangledSearch(answer: JsonObject): JsonObject[] {
  return SEEDS.map((seed) => mangleAnswer("search", answer, createSeededRandom(seed)));
}

/** A list, an object where a list of one is due, or nothing. */
function listOf(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** "489.41," and 489.41 are the same figure. */
function figure(value: JsonValue | undefined): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Number(value.replace(/,$/, "")) : Number.NaN;
}

function first(value: JsonValue | undefined): JsonObject {
  const [entry] = listOf(value);
  return isJsonObject(entry) ? entry : {};
}

/** The search's answer cut down to the sample's package, as ITT would give it for a country with one plan. */
function onePackage(found: JsonObject): JsonObject {
  return { ...found, data: listAt(found, "data").slice(0, 1), total_esim_package: 1 };
}

describe("mangled answers", () => {
  it("spoil values in each way that the contract lists", async () => {
    const found = onePackage(await post(await startEmulator(), "search", searchBody()));
    const all = mangledSearch(found);
    const text = JSON.stringify(all);
    for (const way of [
      '"489.41,"',
      '"1024,"',
      '"true,"',
      '"null,"',
      '"voice_amount":""',
      '"Status":"Success"',
    ])
      expect(text).toContain(way);
    expect(all.every((answer) => !Array.isArray(answer["data"]))).toBe(true);
    expect(all.every((answer) => '-"filter"' in answer && "filter" in answer)).toBe(true);
    expect(new Set(all.map((answer) => Object.keys(answer).join())).size).toBeGreaterThan(5);
  });

  it("lift the price out of the only package, whole or in parts, and keep it readable", async () => {
    const found = onePackage(await post(await startEmulator(), "search", searchBody()));
    const all = mangledSearch(found);
    const places = all.map((answer) => {
      const entry = first(answer["data"]);
      expect(figure(entry["sell_price"])).toBe(489.41);
      const lifted = first(answer["price"])["sell"] ?? entry["sell"];
      expect(figure(first(first(lifted)["total"])["amount"])).toBe(489.41);
      return "price" in answer ? "beside" : "inside";
    });
    expect(new Set(places)).toEqual(new Set(["beside", "inside"]));
  });

  it("leave every price in its package where there are several", async () => {
    const found = await post(await startEmulator(), "search", searchBody());
    for (const answer of mangledSearch(found)) {
      const packages = listOf(answer["data"]);
      expect(packages).toHaveLength(listAt(found, "data").length);
      for (const [index, entry] of packages.entries()) {
        const amount = figure(at(entry, "price.sell.total.amount"));
        expect(amount).toBe(at(found, `data.${index}.price.sell.total.amount`));
        expect(figure(at(entry, "sell_price"))).toBe(amount);
      }
    }
  });

  it("repeat the search's id beside the booking's, which still stands", async () => {
    const emulator = await startEmulator({ mangled: true });
    const plain = await startEmulator();
    const { booked, trackingId } = await buy(plain, { eSim_quantity: "3" });
    const answer = mangleAnswer("create-booking", booked, createSeededRandom("one"));
    expect(answer["tracking_id"]).toBe(trackingId);
    expect(answer['-"tracking_id"']).toBe(at(booked, "eSim_package.search_parameter.tracking_id"));
    expect(Array.isArray(answer["eSim"])).toBe(false);
    expect(listOf(first(answer["response_data"])["sims"])).toHaveLength(3);
    expect(await post(emulator, "search", searchBody())).toHaveProperty('-"filter"');
  });

  it("change neither ids nor LPA texts, and turn a contact number into a number", async () => {
    const { booked } = await buy(await startEmulator());
    for (const seed of SEEDS) {
      const answer = mangleAnswer("create-booking", booked, createSeededRandom(seed));
      expect(answer["booking_id"]).toBe(booked["booking_id"]);
      const eSim = first(answer["eSim"]);
      expect(eSim["iccid"]).toBe(at(booked, "eSim.0.iccid"));
      expect(eSim["qr_code"]).toBe(at(booked, "eSim.0.qr_code"));
      expect(first(first(answer["pax"])["data"])["contact_no"]).toBe(1966330000);
    }
  });

  it("take the figures of a usage answer out of their place, and the only top-up's price", async () => {
    const emulator = await startEmulator();
    const { key } = await buy(emulator);
    const usage = await post(emulator, "data-usage", key);
    const offers = await post(emulator, "topup-packages", key);
    const one = { ...offers, data: listAt(offers, "data").slice(0, 1) };
    for (const seed of SEEDS) {
      const mangled = mangleAnswer("data-usage", usage, createSeededRandom(seed));
      expect(figure(first(mangled["data_amount"])["remaining"])).toBe(1024);
      expect(first(mangled["instructions"])["status"]).toBe("NOT_ACTIVE");
      const topUp = mangleAnswer("topup-packages", one, createSeededRandom(seed));
      expect(figure(first(topUp["total"])["amount"])).toBe(489.12);
      expect(figure(first(topUp["data"])["sell_price"])).toBe(489.12);
    }
  });

  it("carry a purchase from the search to the issued eSIM", async () => {
    const emulator = await startEmulator({ mangled: true, maxSearchResults: 1 });
    const found = await post(emulator, "search", searchBody());
    expect(Array.isArray(found["data"])).toBe(false);
    const single = await post(emulator, "single-package", {
      tracking_id: found["tracking_id"] ?? null,
      package_id: first(found["data"])["package_id"] ?? null,
    });
    const ids = first(single["data"]);
    expect(figure(first(first(first(single["price"])["sell"])["total"])["amount"])).toBe(
      figure(ids["sell_price"]),
    );
    const bookingTrackingId = ids["booking_tracking_id"] ?? "";
    await post(emulator, "update-customer", customerBody(textAt(single, "tracking_id")));
    const booked = await post(emulator, "create-booking", {
      booking_tracking_id: bookingTrackingId,
      package_tracking_id: ids["package_tracking_id"] ?? null,
      eSim_quantity: "1",
      member_id: "2",
      payment_type: "account_balance",
    });
    expect(booked["tracking_id"]).toBe(bookingTrackingId);
    expect(first(booked["eSim"])["iccid"]).toBe(emulator.control.bookings()[0]?.iccids[0]);
    expect(booked["status"] ?? booked["Status"]).toMatch(/^success$/i);
  });
});
