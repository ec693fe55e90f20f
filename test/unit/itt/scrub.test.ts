import { describe, expect, it } from "vitest";
import { createScrub } from "../../../src/itt/scrub.ts";

describe("the scrubber", () => {
  const scrub = createScrub(["key-1", "s3cret+(x)"]);

  it.each([
    ["keeps plain words", "Insufficient balance for 2 eSIMs", "Insufficient balance for 2 eSIMs"],
    ["masks e-mail addresses", "sent to jasim@example.com.", "sent to [e-mail]"],
    ["masks long runs of digits", "ICCID 8900000281278633887 failed", "ICCID [digits] failed"],
    ["masks phone numbers with gaps", "call +880 1966-330000", "call +[digits]"],
    ["masks Bengali digits", "ফোন ০১৯৬৬৩৩০০০০", "ফোন [digits]"],
    ["masks LPA strings", "code LPA:1$lpa.airalo.com$AB-12 used", "code [lpa] used"],
    ["masks credentials in any case", "bad KEY-1 and s3cret+(x)", "bad […] and […]"],
    ["folds line breaks", "a\n\nb", "a b"],
  ])("%s", (_name, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it("masks a call's own words", () => {
    expect(scrub("Mr JASIM Karimm is unknown", ["Jasim", "Karimm"])).toBe("Mr […] […] is unknown");
  });

  it("cuts to 200 characters", () => {
    expect(scrub("word ".repeat(100))).toHaveLength(200);
  });
});
