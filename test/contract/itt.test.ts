import { afterEach, describe, expect, it } from "vitest";
import { createIttSupplier, type IttConfig, type IttSupplier } from "../../src/itt/index.ts";
import {
  startIttEmulator,
  type IttEmulator,
  type IttEmulatorOptions,
} from "../../src/sandbox/itt-emulator/index.ts";
import type { SupplierResult } from "../../src/services/ports/index.ts";
import { recordingLogger, testConfig } from "../unit/itt/support/client.ts";
import { TRAVELLER } from "../unit/itt/support/samples.ts";

const REDIRECT = "https://t.me/demo_bot?start=o_n0nce";
const ZONE = "UTC";

/** The client against the emulated supplier, which was written from the contract by somebody else. */
describe.each([false, true])("the client and the emulated supplier, mangled: %s", (mangled) => {
  const open: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  const start = async (
    options: IttEmulatorOptions = {},
    overrides: Partial<IttConfig> = {},
  ): Promise<{ readonly emulator: IttEmulator; readonly supplier: IttSupplier }> => {
    const credentials = { apiKey: "the-key", secretCode: "the-secret", memberId: "2" };
    const emulator = await startIttEmulator({
      ...credentials,
      mangled,
      countries: ["BD", "IN", "FR"],
      ...options,
    });
    const supplier = createIttSupplier({
      config: testConfig(emulator.url, {
        ...credentials,
        timeZone: ZONE,
        spendTimeoutMs: 2_000,
        ...overrides,
      }),
      logger: recordingLogger(),
      clock: { now: () => Date.now() },
    });
    open.push(emulator, supplier);
    return { emulator, supplier };
  };

  const search = async (supplier: IttSupplier, countryCode = "BD") => {
    const found = valueOf(await supplier.search({ countryCode, language: "en", shortRef: "r1" }));
    const sample = found.find((each) => each.packageId.endsWith("fatafati-in-7days-1gb")) ?? found[0];
    if (!sample) throw new Error("the search found nothing");
    return { found, sample };
  };

  /** The free steps of a purchase. */
  const prepare = async (supplier: IttSupplier) => {
    const { sample } = await search(supplier);
    const offer = valueOf(await supplier.quote(sample));
    valueOf(await supplier.updateCustomer(offer.bookingTrackingId, TRAVELLER));
    return offer;
  };

  const bookOffer = async (supplier: IttSupplier, quantity = 1) => {
    const offer = await prepare(supplier);
    const { bookingTrackingId, packageTrackingId } = offer;
    const result = await supplier.createBooking({
      bookingTrackingId,
      packageTrackingId,
      quantity,
      traveller: TRAVELLER,
      redirectUrl: REDIRECT,
      paymentType: "account_balance",
    });
    return { offer, result, trackingId: bookingTrackingId };
  };

  it("lists a country's packages, the contract's sample among them", async () => {
    const { emulator, supplier } = await start();
    const { found, sample } = await search(supplier);
    expect(sample).toMatchObject({
      title: "1 GB - 7 days",
      dataMb: 1024,
      validityDays: 7,
      price: { total: { minor: 48_941, currency: "BDT" } },
      purchase: { minor: 48_941, currency: "BDT" },
    });
    expect(found.length).toBeGreaterThanOrEqual(Math.min(5, emulator.control.packages("BD").length));
  });

  it("quotes the package that was chosen", async () => {
    const { supplier } = await start();
    const { sample } = await search(supplier);
    const offer = valueOf(await supplier.quote(sample));
    expect(offer.package).toMatchObject({
      packageId: sample.packageId,
      price: sample.price,
      title: sample.title,
    });
  });

  it("gives the devices", async () => {
    const { supplier } = await start();
    const devices = valueOf(await supplier.compatibleDevices());
    expect(devices.length).toBeGreaterThan(0);
    expect(devices.every((device) => device.name === device.name.trim())).toBe(true);
  });

  it.each([1, 3])("books %i with one charge and reads the booking again", async (quantity) => {
    const { emulator, supplier } = await start();
    const { offer, result, trackingId } = await bookOffer(supplier, quantity);
    const booking = valueOf(result);
    expect(booking.trackingId).toBe(offer.bookingTrackingId);
    expect(new Set(booking.esims.map((esim) => esim.iccid)).size).toBe(quantity);
    expect(emulator.control.ledger()).toHaveLength(1);

    for (const bookingId of [null, booking.bookingId]) {
      const reading = await supplier.readBooking(trackingId, bookingId);
      expect(reading).toMatchObject({ found: "booking", booking: { bookingId: booking.bookingId } });
      expect(reading.found === "booking" && reading.booking.esims).toEqual(booking.esims);
    }
  });

  it("finds no booking before there is one", async () => {
    const { supplier } = await start();
    const { bookingTrackingId } = await prepare(supplier);
    expect(await supplier.readBooking(bookingTrackingId, null)).toEqual({ found: "none" });
  });

  it("never says none of a booking where ITT insists on a real booking id", async () => {
    const { supplier } = await start({ detailsMode: "needs-booking-id" });
    const { result, trackingId } = await bookOffer(supplier);
    expect(await supplier.readBooking(trackingId, null)).toMatchObject({ found: "unclear" });
    const { bookingId } = valueOf(result);
    expect(await supplier.readBooking(trackingId, bookingId)).toMatchObject({ found: "booking" });
  });

  it("gives instructions and usage of an issued eSIM", async () => {
    const { emulator, supplier } = await start();
    const { result, trackingId } = await bookOffer(supplier);
    const iccid = valueOf(result).esims[0]?.iccid ?? "";
    const key = { trackingId, iccid };
    for (const language of ["en", "bn"]) {
      const instructions = valueOf(await supplier.installationInstructions(key, language));
      expect(instructions.some((steps) => steps.viaQr.length > 0 && steps.manual.length > 0)).toBe(true);
      expect(JSON.stringify(instructions)).not.toMatch(/chat with us|airalo\.com\/|<p>/i);
    }
    emulator.control.setUsage(iccid, { status: "ACTIVE", usedMb: 24 });
    const usage = valueOf(await supplier.dataUsage(key));
    expect(usage).toMatchObject({ status: "ACTIVE", data: { total: 1024, remaining: 1000 } });
    expect(usage.expireAtText === null || usage.expireAtMs !== null).toBe(true);
  });

  it("tops an eSIM up with one charge, and history tells it", async () => {
    const { emulator, supplier } = await start();
    const { result, trackingId } = await bookOffer(supplier);
    const key = { trackingId, iccid: valueOf(result).esims[0]?.iccid ?? "" };
    const offer = valueOf(await supplier.topupPackages(key));
    const chosen = offer.packages[0];
    if (!chosen) throw new Error("no top-up is offered");
    expect(valueOf(await supplier.topupHistory(key))).toHaveLength(0);
    const { topupTrackingId } = offer;
    const done = await supplier.createTopup({
      bookingTrackingId: trackingId,
      topupTrackingId,
      packageId: chosen.packageId,
      redirectUrl: REDIRECT,
      paymentType: "account_balance",
      phoneIsd: TRAVELLER.phoneIsd,
      phoneNational: TRAVELLER.phoneNational,
      email: TRAVELLER.email,
    });
    expect(done).toEqual({ ok: true, value: { paymentAddresses: [], autoCancelAtMs: null } });
    expect(emulator.control.ledger()).toHaveLength(2);
    expect(valueOf(await supplier.topupHistory(key))).toHaveLength(1);
  });

  it.each([
    "resetBeforeCommit",
    "resetAfterCommit",
    "hang",
    "hangAfterCommit",
    "status500Before",
    "status500After",
    "status400After",
    "status429",
    "malformed",
    "truncated",
    "wrongId",
    "hugeBody",
  ] as const)("posts a booking once and does not trust the answer: %s", async (kind) => {
    const { emulator, supplier } = await start();
    emulator.control.addFault({ kind, operation: "create-booking" });
    const { result, trackingId } = await bookOffer(supplier);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unknown" } });
    const posts = emulator.control.calls().filter((call) => call.operation === "create-booking");
    expect(posts).toHaveLength(1);
    const charged = emulator.control.ledger().length;
    expect(await supplier.readBooking(trackingId, null)).toMatchObject({
      found: charged === 1 ? "booking" : "none",
    });
  });

  it.each([
    ["soldOut", "sold_out"],
    ["insufficientBalance", "agency_balance"],
  ] as const)("takes the refusal of %s for a listed one", async (kind, cause) => {
    const { emulator, supplier } = await start();
    emulator.control.addFault({ kind, operation: "create-booking" });
    const { result, trackingId } = await bookOffer(supplier);
    expect(result).toMatchObject({ failure: { kind: "refused", isListed: true, cause } });
    expect(emulator.control.ledger()).toHaveLength(0);
    expect(await supplier.readBooking(trackingId, null)).toEqual({ found: "none" });
  });

  it("calls an answer without LPA a contract failure, and finds the booking", async () => {
    const { emulator, supplier } = await start();
    emulator.control.addFault({ kind: "missingLpa", operation: "create-booking" });
    const { result, trackingId } = await bookOffer(supplier);
    expect(result).toMatchObject({ failure: { kind: "contract", field: "eSim.qr_code" } });
    expect(await supplier.readBooking(trackingId, null)).toMatchObject({ found: "booking" });
  });

  it("delivers fewer eSIMs than were asked for as they came", async () => {
    const { emulator, supplier } = await start();
    emulator.control.addFault({ kind: "shortIssue", operation: "create-booking", count: 1 });
    const { result } = await bookOffer(supplier, 2);
    expect(valueOf(result).esims).toHaveLength(1);
  });

  it("is refused, not as listed, with wrong credentials that the table does not know", async () => {
    const { supplier } = await start({}, { apiKey: "another" });
    expect(await supplier.compatibleDevices()).toMatchObject({ ok: false, failure: { kind: "refused" } });
  });
});

function valueOf<T>(result: SupplierResult<T>): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}
