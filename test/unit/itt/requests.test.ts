import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_ITT_PATHS, type IttSupplier } from "../../../src/itt/index.ts";
import { answerJson, startFakeSupplier, type FakeSupplier } from "./support/fake-supplier.ts";
import { API_KEY, SECRET_CODE, testClient } from "./support/client.ts";
import {
  BOOKING_ID,
  BOOKING_REQUEST,
  CHOSEN,
  ICCID,
  KEY,
  PACKAGE_ID,
  TOPUP_REQUEST,
  TRACKING_ID,
  TRAVELLER,
} from "./support/samples.ts";

const SEARCH = { countryCode: "BD", language: "en", shortRef: "xxxx111" };
const ESIM_BODY = { member_id: "2", tracking_id: TRACKING_ID, eSim_iccid: ICCID };
const CONTACT = { isd_code: "880", contact_no: "1966330000", email_address: "jasim@example.com" };

const operations: readonly [keyof typeof DEFAULT_ITT_PATHS, (s: IttSupplier) => Promise<unknown>, object][] =
  [
    [
      "search",
      (s) => s.search(SEARCH),
      {
        eSim: { region_type: "local", country_code: "BD", plan_type: "data", topup_included: "yes" },
        supplier_uid: "all",
        partner_id: "1",
        short_ref: "xxxx111",
        language: "en",
      },
    ],
    ["singlePackage", (s) => s.quote(CHOSEN), { tracking_id: "117726070533RO1", package_id: PACKAGE_ID }],
    ["compatibleDevices", (s) => s.compatibleDevices(), { member_id: 2 }],
    [
      "updateCustomer",
      (s) => s.updateCustomer(TRACKING_ID, TRAVELLER),
      {
        booking_tracking_id: TRACKING_ID,
        member_id: "2",
        save_pax: "no",
        passenger: [
          {
            pax_id: "1",
            pax_type: "ADT",
            title: "MR",
            first_name: "Jasim",
            last_name: "Karimm",
            age: "30",
            ...CONTACT,
          },
        ],
      },
    ],
    [
      "createBooking",
      (s) => s.createBooking({ ...BOOKING_REQUEST, quantity: 2 }),
      {
        booking_tracking_id: TRACKING_ID,
        package_tracking_id: `${TRACKING_ID}||fatafati-in-7days-1gb`,
        eSim_quantity: "2",
        member_id: "2",
        isPartialPay: "no",
        redirect_url: "https://t.me/demo_bot?start=o_n0nce",
        payment_type: "account_balance",
        ...CONTACT,
        agency_email: "agency@example.com",
      },
    ],
    [
      "installationInstructions",
      (s) => s.installationInstructions(KEY, "en"),
      { ...ESIM_BODY, preferred_language: "en" },
    ],
    ["dataUsage", (s) => s.dataUsage(KEY), ESIM_BODY],
    [
      "bookingDetails",
      (s) => s.readBooking(TRACKING_ID, BOOKING_ID),
      { member_id: "2", tracking_id: TRACKING_ID, booking_id: BOOKING_ID },
    ],
    ["topupPackages", (s) => s.topupPackages(KEY), ESIM_BODY],
    [
      "createTopup",
      (s) => s.createTopup(TOPUP_REQUEST),
      {
        booking_tracking_id: TRACKING_ID,
        topup_tracking_id: "TUP117726938847PY1",
        package_id: `${ICCID}||fatafati-in-7days-1gb-topup`,
        member_id: "2",
        redirect_url: "https://t.me/demo_bot?start=o_n0nce",
        payment_type: "account_balance",
        ...CONTACT,
        agency_email: "agency@example.com",
      },
    ],
    ["topupHistory", (s) => s.topupHistory(KEY), ESIM_BODY],
  ];

describe("the requests", () => {
  let server: FakeSupplier;
  const clients: IttSupplier[] = [];
  const client = (...[overrides]: [Parameters<typeof testClient>[1]?]) => {
    const { supplier } = testClient(server.url, overrides);
    clients.push(supplier);
    return supplier;
  };
  beforeEach(async () => {
    server = await startFakeSupplier(answerJson({ status: "failed", reason: "refused by the test" }));
  });
  afterEach(async () => {
    await server.close();
    await Promise.all(clients.splice(0).map((each) => each.close()));
  });

  it("cover the eleven operations", () => {
    expect(operations.map(([operation]) => operation).sort()).toEqual(Object.keys(DEFAULT_ITT_PATHS).sort());
  });

  it.each(operations)("%s is the documented POST with both credentials", async (operation, call, body) => {
    await call(client());
    expect(server.calls[0]).toMatchObject({
      method: "POST",
      path: DEFAULT_ITT_PATHS[operation],
      headers: { apikey: API_KEY, secretecode: SECRET_CODE, "content-type": "application/json" },
    });
    expect(server.calls[0]?.body).toEqual(body);
  });

  it("go to the configured paths under the base URL's own, with the configured header names", async () => {
    const { supplier } = testClient(`${server.url}/live/`, {
      paths: { dataUsage: "/v2/usage" },
      headers: { apiKey: "X-Api-Key", secretCode: "X-Secret" },
    });
    clients.push(supplier);
    await supplier.dataUsage(KEY);
    expect(server.calls[0]).toMatchObject({
      path: "/live/v2/usage",
      headers: { "x-api-key": API_KEY, "x-secret": SECRET_CODE },
    });
    expect(server.calls[0]?.headers).not.toHaveProperty("apikey");
  });

  it("send the first name again as the last for travellers with one name", async () => {
    await client().updateCustomer(TRACKING_ID, { ...TRAVELLER, lastName: "" });
    expect(server.calls[0]?.body).toMatchObject({ passenger: [{ first_name: "Jasim", last_name: "Jasim" }] });
  });

  it("send a member id that is no number as text, also for compatible devices", async () => {
    await client({ memberId: "M-2" }).compatibleDevices();
    expect(server.calls[0]?.body).toEqual({ member_id: "M-2" });
  });

  it("ask again in English where the customer's language is refused", async () => {
    await client().installationInstructions(KEY, "bn");
    expect(server.calls.map((call) => call.body)).toMatchObject([
      { preferred_language: "bn" },
      { preferred_language: "en" },
    ]);
  });
});
