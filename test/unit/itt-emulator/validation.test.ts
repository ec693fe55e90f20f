import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../src/sandbox/itt-emulator/index.ts";
import type { JsonObject } from "../../../src/sandbox/itt-emulator/json.ts";
import {
  buy,
  customerBody,
  post,
  postRaw,
  prepareBooking,
  prepareTopUp,
  searchBody,
  startEmulator,
} from "./emulator-client.ts";
import { SAMPLE_PACKAGE, textAt } from "./emulator-client.ts";

/** The fields with an asterisk on ITT's page. */
const REQUIRED: Readonly<Record<Operation, string[]>> = {
  search: ["eSim"],
  "single-package": ["tracking_id", "package_id"],
  "compatible-devices": ["member_id"],
  "update-customer": ["booking_tracking_id", "member_id", "passenger"],
  "create-booking": [
    "booking_tracking_id",
    "package_tracking_id",
    "eSim_quantity",
    "member_id",
    "payment_type",
  ],
  "installation-instructions": ["member_id", "tracking_id", "eSim_iccid"],
  "data-usage": ["member_id", "tracking_id", "eSim_iccid"],
  "booking-details": ["member_id", "tracking_id", "booking_id"],
  "topup-packages": ["member_id", "tracking_id", "eSim_iccid"],
  "create-topup-booking":
    "booking_tracking_id topup_tracking_id package_id member_id redirect_url payment_type isd_code contact_no email_address".split(
      " ",
    ),
  "topup-history": ["member_id", "tracking_id", "eSim_iccid"],
};

describe("validation", () => {
  it("names each required field that is missing, of each operation", async () => {
    const emulator = await startEmulator();
    const { key, trackingId } = await buy(emulator);
    const found = await post(emulator, "search", searchBody());
    const bodies: Record<Operation, JsonObject> = {
      search: searchBody(),
      "single-package": { tracking_id: textAt(found, "tracking_id"), package_id: SAMPLE_PACKAGE },
      "compatible-devices": { member_id: 2 },
      "update-customer": customerBody(trackingId),
      "create-booking": await prepareBooking(emulator),
      "installation-instructions": key,
      "data-usage": key,
      "booking-details": { member_id: "2", tracking_id: trackingId, booking_id: "" },
      "topup-packages": key,
      "create-topup-booking": await prepareTopUp(emulator, key),
      "topup-history": key,
    };
    for (const operation of OPERATIONS) {
      for (const field of REQUIRED[operation]) {
        const { [field]: _left, ...body } = bodies[operation];
        const { httpStatus, text } = await postRaw(emulator, operation, body);
        expect(httpStatus).toBe(200);
        expect(JSON.parse(text)).toEqual({ status: "failed", reason: `The ${field} field is required.` });
      }
      const whole = await post(emulator, operation, bodies[operation]);
      expect(whole["status"] ?? whole["Status"]).toMatch(/^success$/i);
    }
  });

  it("refuses wrong credentials with HTTP 200, in the headers that the options name", async () => {
    const emulator = await startEmulator({ apiKeyHeader: "X-Key", apiKey: "right" });
    const plain = await postRaw(emulator, "search", searchBody());
    const right = await postRaw(emulator, "search", searchBody(), { "x-key": "right" });
    expect(plain.httpStatus).toBe(200);
    expect(JSON.parse(plain.text)).toHaveProperty("status", "failed");
    expect(JSON.parse(right.text)).toHaveProperty("status", "success");
  });

  it("answers at the paths of the table, where one is overridden only there", async () => {
    const emulator = await startEmulator({ paths: { search: "/v2/esims" } });
    expect((await postRaw(emulator, "search", searchBody())).httpStatus).toBe(404);
  });

  it.each([
    ["create-booking", "eSim_quantity", "0"],
    ["create-booking", "eSim_quantity", "two"],
    ["create-booking", "payment_type", "cash"],
    ["create-booking", "agency_email", "nobody"],
    ["create-booking", "redirect_url", "not a url"],
  ] as const)("%s refuses %s = %s", async (operation, field, value) => {
    const emulator = await startEmulator();
    const body = await prepareBooking(emulator, { [field]: value });
    const answer = await post(emulator, operation, body);
    expect(answer).toEqual({ status: "failed", reason: `The ${field} field is invalid.` });
  });

  it("serves only the configured member", async () => {
    const emulator = await startEmulator({ memberId: "7" });
    expect((await post(emulator, "compatible-devices", { member_id: "2" }))["status"]).toBe("failed");
    expect((await post(emulator, "compatible-devices", { member_id: 7 }))["status"]).toBe("success");
  });

  it("answers 400 to what is not JSON, 405 to GET and 404 to other paths", async () => {
    const emulator = await startEmulator();
    const url = `${emulator.url}/esim/search`;
    expect((await fetch(url, { method: "POST", body: "{" })).status).toBe(400);
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(`${emulator.url}/esim/other`, { method: "POST", body: "{}" })).status).toBe(404);
  });
});
