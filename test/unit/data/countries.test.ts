import { expect, test } from "vitest";
import { flagOf } from "../../../src/domain/country.ts";
import { loadCountries } from "../../../src/reference-data.ts";

const countries = loadCountries();
const byCode = new Map(countries.map((country) => [country.code, country]));

test("lists about two hundred destinations, each once, in the order of their codes", () => {
  const codes = countries.map((country) => country.code);
  expect(codes.length).toBeGreaterThan(190);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual([...codes].sort());
});

test("gives every destination a zone that the runtime knows", () => {
  for (const { code, zone } of countries)
    expect(() => new Intl.DateTimeFormat("en", { timeZone: zone }), code).not.toThrow();
});

test("writes every alias in lower case, trimmed and once", () => {
  for (const { code, aliases } of countries) {
    expect(new Set(aliases).size, code).toBe(aliases.length);
    for (const alias of aliases) expect(alias, code).toBe(alias.toLowerCase().trim());
  }
});

test("shares an alias between countries only where that is meant", () => {
  const owners = new Map<string, string[]>();
  for (const { code, aliases } of countries)
    for (const alias of aliases) owners.set(alias, [...(owners.get(alias) ?? []), code]);
  const shared = [...owners].filter(([, codes]) => codes.length > 1);
  expect(Object.fromEntries(shared)).toEqual({
    congo: ["CD", "CG"],
    কঙ্গো: ["CD", "CG"],
    "st martin": ["MF", "SX"],
    "virgin islands": ["VG", "VI"],
  });
});

test("names look-alikes both ways", () => {
  for (const { code, lookAlikes } of countries)
    for (const other of lookAlikes) {
      expect(other, code).not.toBe(code);
      expect(byCode.get(other)?.lookAlikes, `${other} of ${code}`).toContain(code);
    }
});

test("guards the pairs that people mix up most", () => {
  for (const [code, other] of ["AT AU", "NE NG", "CG CD", "GN GQ", "DM DO", "SK SI", "IR IQ", "MR MU"].map(
    (pair) => pair.split(" "),
  ))
    expect(byCode.get(code ?? "")?.lookAlikes).toContain(other);
});

test("has flags of two regional letters", () => {
  expect(flagOf("TH")).toBe("🇹🇭");
});
