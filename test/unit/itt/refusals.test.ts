import { describe, expect, it } from "vitest";
import { isNothingFound, judgeNotFound, judgeRefusal } from "../../../src/itt/refusals.ts";

const refusal = (reason: string, code: number | null = null, status = "failed") => ({ status, reason, code });

describe("the table of refusals that never charge", () => {
  it.each([
    [11, "agency_balance"],
    [13, "maintenance"],
    [23, "not_rechargeable"],
    [33, "sold_out"],
    [34, "package_gone"],
    [73, "recycled"],
  ] as const)("lists code %i as %s", (code, cause) => {
    expect(judgeRefusal(refusal("upstream said no", code))).toEqual({ isListed: true, isPlain: true, cause });
    expect(judgeRefusal(refusal(`{"code":${code},"reason":"x"}`))).toEqual({
      isListed: true,
      isPlain: true,
      cause,
    });
  });

  it.each([
    ["Insufficient balance", "agency_balance"],
    ["You do not have enough credit", "agency_balance"],
    ["Insufficient account balance.", "agency_balance"],
    ["The package is out of stock", "sold_out"],
    ["Sold out", "sold_out"],
    ["This package is not available", "package_gone"],
    ["Package is no longer available", "package_gone"],
    ["Invalid package", "package_gone"],
    ["Operator maintenance", "maintenance"],
    ["Top-up is disabled", "not_rechargeable"],
    ["eSIM is recycled", "recycled"],
    ["Invalid API key", "credentials"],
    ["Invalid API credentials", "credentials"],
    ["The secret code is incorrect", "credentials"],
  ] as const)("lists “%s” as %s", (reason, cause) => {
    expect(judgeRefusal(refusal(reason))).toEqual({ isListed: true, isPlain: true, cause });
  });

  it.each([
    ["Something went wrong", true],
    ["Service not available", false],
    ["Payment gateway is not available", false],
    ["Temporarily unavailable", false],
    ["Amount deducted but package not available, refund in process", false],
    ["Booking already exists, out of stock", false],
    ["Request timed out: not available", false],
    ["Out of stock, your booking is pending", false],
    ["Out of stock for booking id ES2604MAYVA3A8", false],
    ["Bad request", true],
  ])("does not list “%s”", (reason, isPlain) => {
    expect(judgeRefusal(refusal(reason))).toEqual({ isListed: false, isPlain, cause: "other" });
  });

  it.each([43, 53, 89, 500])("does not list code %i", (code) => {
    expect(judgeRefusal(refusal("upstream said no", code)).isListed).toBe(false);
  });

  it.each(["pending", "hold", "processing", "confirm"])("lists nothing under the status “%s”", (status) => {
    expect(judgeRefusal(refusal("Out of stock", 33, status)).isListed).toBe(false);
  });
});

describe("the table of not-founds", () => {
  it.each([
    "Booking not found",
    "No booking found",
    "No bookings were found for this tracking ID",
    "Invalid tracking id",
    "Tracking id does not exist",
    "No data found",
    "No record found.",
    "Not found",
    "Booking Details Not Found For Tracking Id 11177260822126194QDWJV",
  ])("takes “%s” for none", (reason) => {
    expect(judgeNotFound(refusal(reason))).toBe("none");
  });

  it.each(["Invalid booking id", "Booking ID is invalid", "Booking_id not found", "Wrong booking number"])(
    "takes “%s” for a remark about the booking id",
    (reason) => {
      expect(judgeNotFound(refusal(reason))).toBe("bad-booking-id");
    },
  );

  it.each([
    "Member not found",
    "Route not found",
    "Invalid API key",
    "Service not found, try again later",
    "Something went wrong",
    "Session expired",
  ])("lets “%s” prove nothing", (reason) => {
    expect(judgeNotFound(refusal(reason))).toBe("silent");
  });

  it.each(["The booking_id field is required.", "Booking id required, record not found"])(
    "takes “%s” for nothing but the wish for a booking id",
    (reason) => {
      expect(judgeNotFound(refusal(reason))).toBe("id-wanted");
    },
  );

  it("lets an unknown status prove nothing", () => {
    expect(judgeNotFound(refusal("Booking not found", null, "pending"))).toBe("silent");
  });
});

describe("a search that finds nothing", () => {
  it.each(["No eSIM packages were found for your search.", "No packages available", "0 plans found"])(
    "is told by “%s”",
    (reason) => expect(isNothingFound(refusal(reason))).toBe(true),
  );
  it.each(["Supplier not found", "Invalid country", "Something went wrong"])(
    "is not told by “%s”",
    (reason) => expect(isNothingFound(refusal(reason))).toBe(false),
  );
});
