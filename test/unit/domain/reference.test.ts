import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReference, referenceFrom } from "../../../src/domain/reference.ts";

describe("an order's reference", () => {
  it("is read again however it is typed", () => {
    const drawn = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(referenceFrom);
    const between = fc.constantFrom("-", " ", "");
    const around = fc.constantFrom("", " ", "\n");
    fc.assert(
      fc.property(drawn, between, around, fc.boolean(), (reference, sign, space, isSmall) => {
        const typed = space + reference.replace("-", sign) + space;
        expect(readReference(isSmall ? typed.toLowerCase() : typed)).toBe(reference);
      }),
    );
  });

  it.each(["", "T7K", "T7K-4Q", "T7K-4QXX", "T7K--4QX", "থাইল্যান্ড"])("is not read in %j", (typed) => {
    expect(readReference(typed)).toBeUndefined();
  });
});
