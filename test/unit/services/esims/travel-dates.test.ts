import { describe, expect, test } from "vitest";
import { readTravelDate } from "../../../../src/services/esims/travel-dates.ts";

const TODAY = "2026-11-22";

describe("a typed travel date", () => {
  test.each([
    ["30 November", "2026-11-30"],
    ["30th of nov.", "2026-11-30"],
    ["30nov", "2026-11-30"],
    ["on Nov 30, 2026", "2026-11-30"],
    ["৩০ নভেম্বর", "2026-11-30"],
    ["৩০শে নভেম্বর ২০২৬", "2026-11-30"],
    ["১লা জানুয়ারি", "2027-01-01"],
    ["১ জানুয়ারী", "2027-01-01"],
    ["নভেম্বর ৩০ তারিখে", "2026-11-30"],
    ["30/11", "2026-11-30"],
    ["৩০/১১", "2026-11-30"],
    ["11/30/2026", "2026-11-30"],
    ["30.11.2026", "2026-11-30"],
    ["30-11-26", "2026-11-30"],
    ["2026-11-30", "2026-11-30"],
    ["22 nov", TODAY],
    ["21 nov", "2027-11-21"],
    ["21 nov 2026", "2026-11-21"],
    ["5 may", "2027-05-05"],
    ["৫ মে", "2027-05-05"],
    ["30 feb", "2027-02-30"],
    ["Today", TODAY],
    ["আজ", TODAY],
    ["tomorrow", "2026-11-23"],
    ["আগামীকাল", "2026-11-23"],
  ])("%s is a day", (typed, day) => {
    expect(readTravelDate(typed, TODAY)).toEqual({ kind: "day", day });
  });

  test.each([
    ["November", "2026-11"],
    ["নভেম্বর", "2026-11"],
    ["মে", "2027-05"],
    ["october", "2027-10"],
    ["December 2026", "2026-12"],
  ])("%s is a month", (typed, month) => {
    expect(readTravelDate(typed, TODAY)).toEqual({ kind: "month", month });
  });

  test.each([
    "",
    "30",
    "৩০",
    "Thailand",
    "mar",
    "may",
    "5 GB",
    "01712345678",
    "32 november",
    "0/11",
    "13/13",
    "12/12/2026/1",
    "S23 Ultra",
    "মালয়েশিয়া",
    "I was there in november with 2 friends",
  ])("%s is none", (typed) => {
    expect(readTravelDate(typed, TODAY)).toBeUndefined();
  });
});
