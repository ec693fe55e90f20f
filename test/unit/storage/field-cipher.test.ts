import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { UnreadableField, createFieldCipher } from "../../../src/storage/keys/field-cipher.ts";
import { KEY } from "./fixtures.ts";

const OTHER = new Uint8Array(32).fill(8);
const cipher = createFieldCipher({ keys: { current: KEY, old: null }, randomBytes });

it("opens what it sealed, any text at any place", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, row) => {
      expect(cipher.open(`orders:traveller:${row}`, cipher.seal(`orders:traveller:${row}`, plain))).toBe(
        plain,
      );
    }),
  );
});

it("never seals the same text to the same bytes", () => {
  expect(cipher.seal("t:c:1", "x")).not.toBe(cipher.seal("t:c:1", "x"));
});

it("does not open a value that was moved to another row, column or table", () => {
  const sealed = cipher.seal("orders:traveller:1", "secret");
  for (const place of ["orders:traveller:2", "orders:supplier_reply:1", "esims:traveller:1"] as const)
    expect(() => cipher.open(place, sealed)).toThrow(UnreadableField);
});

it("does not open a value with any byte changed, and never quotes it", () => {
  const sealed = cipher.seal("t:c:1", "secret");
  const body = sealed.slice("v1.00000000.".length);
  fc.assert(
    fc.property(
      fc.nat(Buffer.from(body, "base64url").length - 1),
      fc.integer({ min: 1, max: 255 }),
      (at, by) => {
        const bytes = Buffer.from(body, "base64url");
        bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
        const changed = sealed.slice(0, "v1.00000000.".length) + bytes.toString("base64url");
        expect(() => cipher.open("t:c:1", changed)).toThrow(UnreadableField);
      },
    ),
  );
  for (const broken of ["", "plain", "v2.x.y", `${sealed}.x`, sealed.slice(0, 30), "v1.00000000.AAAA"])
    expect(() => cipher.open("t:c:1", broken)).toThrow(UnreadableField);
});

it("reads what the old key sealed, and seals with the current one", () => {
  const sealed = cipher.seal("t:c:1", "secret");
  const rotating = createFieldCipher({ keys: { current: OTHER, old: KEY }, randomBytes });
  expect(rotating.open("t:c:1", sealed)).toBe("secret");
  expect(() => cipher.open("t:c:1", rotating.seal("t:c:1", "new"))).toThrow("another data key");
  expect(sealed.startsWith(rotating.oldPrefix ?? "none")).toBe(true);
  expect(createFieldCipher({ keys: { current: KEY, old: KEY }, randomBytes }).oldPrefix).toBeNull();
});
