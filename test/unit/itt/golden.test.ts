import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IttSupplier } from "../../../src/itt/index.ts";
import { answerJson, startFakeSupplier, type FakeSupplier } from "./support/fake-supplier.ts";
import { testClient } from "./support/client.ts";
import {
  BOOKING_ID,
  BOOKING_REQUEST,
  CHOSEN,
  golden,
  ICCID,
  KEY,
  LPA,
  PACKAGE_ID,
  TOPUP_REQUEST,
  TRACKING_ID,
  TRAVELLER,
} from "./support/samples.ts";

const BDT = (minor: number) => ({ minor, currency: "BDT" });
const QR_STEP =
  "Go to “Settings”, tap “Cellular/Mobile Data”, then tap “Add Cellular/Data Plan” on your device.";

describe.each(["sane", "mangled"] as const)("the golden answers, %s", (kind) => {
  let server: FakeSupplier;
  let supplier: IttSupplier;
  beforeAll(async () => {
    server = await startFakeSupplier();
    supplier = testClient(server.url).supplier;
  });
  afterAll(async () => {
    await server.close();
    await supplier.close();
  });
  const serve = (name: string) => server.answer(answerJson(golden(kind, name)));

  it("search gives the package with its price", async () => {
    serve("search");
    const result = await supplier.search({ countryCode: "BD", language: "en", shortRef: "r1" });
    expect(result).toMatchObject({
      ok: true,
      value: [
        {
          packageId: PACKAGE_ID,
          searchTrackingId: "117726070533RO1",
          title: "1 GB - 7 days",
          dataMb: 1024,
          isUnlimited: false,
          voiceMinutes: null,
          textMessages: null,
          validityDays: 7,
          price: { total: BDT(48941), tax: null, fees: null },
          purchase: BDT(48941),
          promo: null,
          coverageType: "local",
          coverage: [{ country: "BD", networks: ["GrameenPhone"], networkTypes: ["4G"] }],
          activationPolicy: "first-usage",
          installWithinDays: 365,
          isRechargeable: true,
          hasFairUsagePolicy: false,
          fairUsagePolicy: null,
        },
      ],
    });
  });

  it("single package gives the offer with the two ids that booking needs", async () => {
    serve("single-package");
    const result = await supplier.quote(CHOSEN);
    expect(result).toMatchObject({
      ok: true,
      value: {
        bookingTrackingId: TRACKING_ID,
        packageTrackingId: `${TRACKING_ID}||fatafati-in-7days-1gb`,
        package: {
          ...CHOSEN,
          title: "1 GB - 7 days",
          dataMb: 1024,
          price: { total: BDT(48941) },
          purchase: BDT(48941),
          coverageType: "local",
          coverage: [{ country: "BD", networks: ["GrameenPhone"], networkTypes: ["4G"] }],
          activationPolicy: "first-usage",
          installWithinDays: 365,
          isRechargeable: true,
        },
      },
    });
  });

  it("compatible devices gives trimmed devices without duplicates", async () => {
    serve("compatible-devices");
    const result = await supplier.compatibleDevices();
    const x20 = { model: "X20", os: "android", brand: "ABCTECH", name: "X20" };
    const iphone = { model: "iPhone15,4", os: "ios", brand: "Apple", name: "iPhone 15" };
    expect(result).toEqual({ ok: true, value: kind === "sane" ? [x20, iphone] : [x20] });
  });

  it("update customer succeeds", async () => {
    serve("update-customer");
    expect(await supplier.updateCustomer(TRACKING_ID, TRAVELLER)).toEqual({ ok: true, value: null });
  });

  it("create booking gives the issued eSIM", async () => {
    serve("create-booking");
    const result = await supplier.createBooking(BOOKING_REQUEST);
    expect(result).toEqual({
      ok: true,
      value: {
        trackingId: TRACKING_ID,
        bookingId: BOOKING_ID,
        esims: [
          {
            iccid: ICCID,
            lpa: LPA,
            smdpAddress: "lpa.airalo.com",
            activationCode: "12345",
            confirmationCode: null,
            apnType: "automatic",
            apnValue: null,
            isRoaming: true,
            msisdn: null,
          },
        ],
        supplierConfirmationId: "20260304-050606",
        bookingStatus: "confirm",
        paymentStatus: "pending",
        autoCancelAtMs: 1_772_647_199_000,
        total: BDT(48941),
        notes: { notice: null, terms: null, cancellationTerms: null, refunds: [] },
        raw: golden(kind, "create-booking"),
      },
    });
  });

  it("installation instructions gives the steps per platform", async () => {
    serve("installation-instructions");
    const result = await supplier.installationInstructions(KEY, "en");
    const value = result.ok ? result.value : [];
    expect(value.map((steps) => steps.platform)).toEqual(kind === "sane" ? ["ios", "android"] : ["ios"]);
    expect(value[0]).toEqual({
      platform: "ios",
      version: "15.0,14.0,13.0,12.0",
      model: null,
      directUrl: `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${LPA}`,
      viaQr: [QR_STEP],
      manual: [QR_STEP],
      networkSetup: [
        "Go to “Cellular/Mobile Data”, then select the recently downloaded eSIM on your device. Enable the “Turn On This Line” toggle, then select your new eSIM plan for cellular/mobile data.",
      ],
      apnType: "automatic",
      apnValue: null,
      isRoaming: true,
    });
  });

  it("data usage gives the figures and the end in the supplier's zone", async () => {
    serve("data-usage");
    expect(await supplier.dataUsage(KEY)).toEqual({
      ok: true,
      value: {
        status: "ACTIVE",
        expireAtText: "2026-03-12 06:53:53",
        expireAtMs: Date.parse("2026-03-12T00:53:53Z"),
        data: { total: 1024, remaining: 1024, isUnlimited: false },
        voice: { total: 0, remaining: 0, isUnlimited: false },
        text: { total: 0, remaining: 0, isUnlimited: false },
      },
    });
  });

  it("top-up packages gives the list and its tracking id", async () => {
    serve("topup-packages");
    expect(await supplier.topupPackages(KEY)).toEqual({
      ok: true,
      value: {
        topupTrackingId: "TUP117726938847PY1",
        packages: [
          {
            packageId: `${ICCID}||fatafati-in-7days-1gb-topup`,
            title: "1 GB - 7 days",
            dataMb: 1024,
            isUnlimited: false,
            validityDays: 7,
            price: BDT(48912),
            tax: null,
            fees: null,
            purchase: BDT(48912),
          },
        ],
      },
    });
  });

  it("create top-up takes the bare success", async () => {
    serve("create-topup-booking");
    const value = { paymentAddresses: [], autoCancelAtMs: null };
    expect(await supplier.createTopup(TOPUP_REQUEST)).toEqual({ ok: true, value });
  });

  it("top-up history gives what there is, and nothing for a bare success", async () => {
    serve("topup-history");
    const result = await supplier.topupHistory(KEY);
    expect(result).toMatchObject({ ok: true, value: kind === "sane" ? [{ type: "topup" }] : null });
  });
});

describe("booking details", () => {
  it("reads the eSIM-shaped answer", async () => {
    const server = await startFakeSupplier(answerJson(golden("sane", "booking-details")));
    const { supplier } = testClient(server.url);
    const reading = await supplier.readBooking(TRACKING_ID, BOOKING_ID);
    expect(reading).toMatchObject({
      found: "booking",
      booking: { bookingId: BOOKING_ID, esims: [{ iccid: ICCID, lpa: LPA }], bookingStatus: "confirm" },
    });
    await server.close();
    await supplier.close();
  });

  it("reads the flight-shaped sample as a booking without eSIMs", async () => {
    const server = await startFakeSupplier(answerJson(golden("mangled", "booking-details-flight")));
    const { supplier } = testClient(server.url);
    const reading = await supplier.readBooking("119177311942703210WDEPJ", "FL2610MAPSA3D7");
    expect(reading).toMatchObject({
      found: "booking",
      booking: {
        bookingId: "FL2610MAPSA3D7",
        esims: [],
        bookingStatus: "hold",
        paymentStatus: "pending",
        autoCancelAtMs: 1_773_120_368_000,
        total: { minor: 13_095_062, currency: "BDT" },
      },
    });
    await server.close();
    await supplier.close();
  });
});
