import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../../src/package-root.ts";
import type { BookingRequest, EsimKey, TopupRequest } from "../../../../src/services/ports/index.ts";
import type { Traveller } from "../../../../src/domain/traveller.ts";

/** The text of a golden answer. */
export function golden(kind: "sane" | "mangled", name: string): string {
  return readFileSync(join(packageRoot(), "test/fixtures/itt", kind, `${name}.json`), "utf8");
}

/** A golden answer as an object that a test may change. */
export function goldenObject(kind: "sane" | "mangled", name: string): Record<string, unknown> {
  return JSON.parse(golden(kind, name)) as Record<string, unknown>;
}

export const TRACKING_ID = "11177260822126194QDWJV";
export const BOOKING_ID = "ES2604MAYVA3A8";
export const ICCID = "8900000281278633887";
export const LPA = "LPA:1$lpa.airalo.com$12345";
export const PACKAGE_ID = "X1AO00084||bangladesh||1067||fatafati-in-7days-1gb";
export const KEY: EsimKey = { trackingId: TRACKING_ID, iccid: ICCID };
export const CHOSEN = { packageId: PACKAGE_ID, searchTrackingId: "117726070533RO1" };

export const TRAVELLER: Traveller = {
  title: "MR",
  firstName: "Jasim",
  lastName: "Karimm",
  age: 30,
  phone: "+8801966330000",
  phoneIsd: "880",
  phoneNational: "1966330000",
  email: "jasim@example.com",
};

export const BOOKING_REQUEST: BookingRequest = {
  bookingTrackingId: TRACKING_ID,
  packageTrackingId: `${TRACKING_ID}||fatafati-in-7days-1gb`,
  quantity: 1,
  traveller: TRAVELLER,
  redirectUrl: "https://t.me/demo_bot?start=o_n0nce",
  paymentType: "account_balance",
};

export const TOPUP_REQUEST: TopupRequest = {
  bookingTrackingId: TRACKING_ID,
  topupTrackingId: "TUP117726938847PY1",
  packageId: `${ICCID}||fatafati-in-7days-1gb-topup`,
  redirectUrl: "https://t.me/demo_bot?start=o_n0nce",
  paymentType: "account_balance",
  phoneIsd: "880",
  phoneNational: "1966330000",
  email: "jasim@example.com",
};
