import { request } from "node:http";
import { onTestFinished } from "vitest";
import { DEFAULT_PATHS, startIttEmulator } from "../../../src/sandbox/itt-emulator/index.ts";
import type { IttEmulator, IttEmulatorOptions, Operation } from "../../../src/sandbox/itt-emulator/index.ts";
import { jsonObjectSchema, type JsonObject, type JsonValue } from "../../../src/sandbox/itt-emulator/json.ts";

export const SAMPLE_PACKAGE = "X1AO00084||bangladesh||1067||fatafati-in-7days-1gb";

/** Starts an emulator that is closed when the test ends. */
export async function startEmulator(options: IttEmulatorOptions = {}): Promise<IttEmulator> {
  const emulator = await startIttEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** One POST with the right credentials; rejects where the connection breaks. */
export async function postRaw(
  emulator: IttEmulator,
  operation: Operation,
  body: JsonObject,
  headers: Record<string, string> = {},
): Promise<{ httpStatus: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      emulator.url + DEFAULT_PATHS[operation],
      {
        method: "POST",
        agent: false,
        headers: { apikey: "demo-api-key", secretecode: "demo-secret-code", ...headers },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ httpStatus: response.statusCode ?? 0, text }));
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}

export async function post(
  emulator: IttEmulator,
  operation: Operation,
  body: JsonObject,
): Promise<JsonObject> {
  const { text } = await postRaw(emulator, operation, body);
  return jsonObjectSchema.parse(JSON.parse(text));
}

/** The value at a path such as `data.0.price.sell`; undefined where there is none. */
export function at(body: JsonValue, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return value;
}

export function textAt(body: JsonValue, path: string): string {
  const value = at(body, path);
  if (typeof value !== "string") throw new Error(`No text at ${path}: ${JSON.stringify(value)}`);
  return value;
}

export function listAt(body: JsonValue, path: string): JsonValue[] {
  const value = at(body, path);
  if (!Array.isArray(value)) throw new Error(`No list at ${path}: ${JSON.stringify(value)}`);
  return value;
}

export function searchBody(eSim: JsonObject = {}): JsonObject {
  const defaults = { region_type: "local", country_code: "BD", plan_type: "data", topup_included: "yes" };
  return { eSim: { ...defaults, ...eSim }, supplier_uid: "all", partner_id: "1", language: "en" };
}

/** Search and validation: gives the two ids that a booking needs. */
export async function quote(emulator: IttEmulator, packageId = SAMPLE_PACKAGE) {
  const found = await post(emulator, "search", searchBody());
  const single = await post(emulator, "single-package", {
    tracking_id: textAt(found, "tracking_id"),
    package_id: packageId,
  });
  return {
    booking_tracking_id: textAt(single, "data.booking_tracking_id"),
    package_tracking_id: textAt(single, "data.package_tracking_id"),
  };
}

export function customerBody(bookingTrackingId: string): JsonObject {
  const passenger = { pax_id: "1", pax_type: "ADT", title: "MR", first_name: "Jasim", last_name: "Karimm" };
  const contact = { age: "30", isd_code: "880", contact_no: 1966330000, email_address: "jasim@example.com" };
  return {
    booking_tracking_id: bookingTrackingId,
    member_id: "2",
    save_pax: "no",
    passenger: [{ ...passenger, ...contact }],
  };
}

/** Everything up to the booking itself, and the body that would make it. */
export async function prepareBooking(
  emulator: IttEmulator,
  fields: JsonObject = {},
  packageId = SAMPLE_PACKAGE,
) {
  const ids = await quote(emulator, packageId);
  await post(emulator, "update-customer", customerBody(ids.booking_tracking_id));
  const payment = { payment_type: "account_balance", redirect_url: "https://t.me/demo_bot?start=o_1" };
  return { ...ids, eSim_quantity: "1", member_id: "2", isPartialPay: "no", ...payment, ...fields };
}

/** Buys one eSIM of a package from the balance. */
export async function buy(emulator: IttEmulator, fields: JsonObject = {}, packageId = SAMPLE_PACKAGE) {
  const body = await prepareBooking(emulator, fields, packageId);
  const booked = await post(emulator, "create-booking", body);
  const trackingId = body.booking_tracking_id;
  const iccid = emulator.control.bookings().at(-1)?.iccids[0] ?? "";
  return {
    booked,
    body,
    trackingId,
    iccid,
    key: { member_id: "2", tracking_id: trackingId, eSim_iccid: iccid },
  };
}

/** The body that tops an eSIM up with the first package on offer. */
export async function prepareTopUp(emulator: IttEmulator, key: JsonObject, paymentType = "account_balance") {
  const offers = await post(emulator, "topup-packages", key);
  return {
    booking_tracking_id: textAt(key, "tracking_id"),
    topup_tracking_id: textAt(offers, "topup_tracking_id"),
    package_id: textAt(offers, "data.0.package_id"),
    member_id: "2",
    redirect_url: "https://t.me/demo_bot?start=o_2",
    payment_type: paymentType,
    isd_code: "880",
    contact_no: "1966330000",
    email_address: "jasim@example.com",
  };
}
