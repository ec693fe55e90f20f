import { describe, expect, it } from "vitest";
import { answerJson } from "./support/fake-supplier.ts";
import { useBench } from "./support/with-client.ts";
import { BOOKING_ID, BOOKING_REQUEST, golden, ICCID, LPA, TRACKING_ID } from "./support/samples.ts";

const ICCID_2 = "8900000281278633888";
const envelope = { status: "success", tracking_id: TRACKING_ID, booking_id: BOOKING_ID };
const profile = { iccid: ICCID, qr_code: LPA };

describe("create booking", () => {
  const bench = useBench();
  const book = async (answer: object) => {
    bench().server.answer(answerJson(answer));
    return bench().supplier.createBooking(BOOKING_REQUEST);
  };
  const esims = async (answer: object) => {
    const result = await book({ ...envelope, ...answer });
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    return result.value.esims;
  };

  it.each([
    ["qr_code of eSim", { eSim: profile }],
    ["a list of eSim", { eSim: [profile] }],
    ["qrcode of sims", { response_data: { sims: [{ iccid: ICCID, qrcode: LPA }] } }],
    ["sims at the top", { sims: { iccid: ICCID, qrcode: LPA } }],
    ["sims nested oddly", { data: { operator_details: { price: { response_data: { sims: profile } } } } }],
    ["host and matching id", { sims: { iccid: ICCID, lpa: "lpa.airalo.com", matching_id: "12345" } }],
    [
      "a matching id that came as a number",
      { sims: { iccid: ICCID, lpa: "lpa.airalo.com", matching_id: 12345 } },
    ],
    [
      "host here and matching id there",
      { eSim: { iccid: ICCID, lpa: "lpa.airalo.com" }, sims: { iccid: ICCID, matching_id: "12345" } },
    ],
    ["a whole LPA under lpa", { eSim: { iccid: ICCID, lpa: LPA } }],
    ["an ICCID with a trailing comma", { eSim: { iccid: `${ICCID},`, qr_code: LPA } }],
  ])("reads the profile from %s", async (_name, answer) => {
    expect(await esims(answer)).toMatchObject([
      { iccid: ICCID, lpa: LPA, smdpAddress: "lpa.airalo.com", activationCode: "12345" },
    ]);
  });

  it("gives the union by ICCID of eSim and sims, each completing the other", async () => {
    const sims = [
      {
        iccid: ICCID,
        qrcode: LPA,
        confirmation_code: "0042",
        msisdn: "null,",
        apn_type: "manual",
        apn_value: "internet",
      },
      { iccid: ICCID_2, qrcode: "LPA:1$lpa.airalo.com$67890", is_roaming: "true,", msisdn: "8801700000000" },
    ];
    expect(await esims({ eSim: profile, response_data: { sims } })).toMatchObject([
      { iccid: ICCID, confirmationCode: "0042", apnType: "manual", apnValue: "internet", msisdn: null },
      { iccid: ICCID_2, activationCode: "67890", isRoaming: true, msisdn: "8801700000000" },
    ]);
  });

  it("leaves an incomplete profile out where another is complete", async () => {
    expect(await esims({ eSim: [profile, { iccid: ICCID_2 }] })).toHaveLength(1);
  });

  it("passes over profiles that bear another booking's id", async () => {
    const history = { booking_id: "ES9999", sims: [{ iccid: ICCID_2, qrcode: LPA }] };
    expect(await esims({ eSim: profile, related: [history] })).toHaveLength(1);
  });

  it.each([
    ["no LPA", { eSim: { iccid: ICCID } }, "eSim.qr_code"],
    [
      "an LPA that is none",
      { eSim: { iccid: ICCID, qr_code: "https://example.com/qr.png" } },
      "eSim.qr_code",
    ],
    [
      "an LPA without activation code",
      { eSim: { iccid: ICCID, qr_code: "LPA:1$lpa.airalo.com$" } },
      "eSim.qr_code",
    ],
    ["no profile", { eSim: null }, "eSim"],
    ["an ICCID of letters", { eSim: { iccid: "SIM-1", qr_code: LPA } }, "eSim.iccid"],
    ["no booking id", { eSim: profile, booking_id: "null," }, "booking_id"],
    ["no tracking id", { eSim: profile, tracking_id: "" }, "tracking_id"],
  ])("with %s is a contract failure", async (_name, answer, field) => {
    // A booking id is read on under, unless the answer does not say that it is ours.
    const bookingId = field.endsWith("_id") ? {} : { bookingId: BOOKING_ID };
    expect(await book({ ...envelope, ...answer })).toEqual({
      ok: false,
      failure: { kind: "contract", operation: "createBooking", field, ...bookingId },
    });
  });

  it("with an ICCID that came as a number is a contract failure, not a guess", async () => {
    const text = JSON.stringify({ ...envelope, eSim: profile }).replace(`"${ICCID}"`, ICCID);
    expect(text).toContain(`"iccid":${ICCID}`);
    bench().server.answer(answerJson(text));
    expect(await bench().supplier.createBooking(BOOKING_REQUEST)).toMatchObject({
      failure: { kind: "contract", field: "eSim.iccid" },
    });
  });

  it.each([
    ["the search's tracking id alone", { tracking_id: "117726070533RO1", eSim: profile }],
    ["another id under general", { general: { tracking_id: "111" }, eSim: profile }],
    ["another booking_tracking_id", { data: { booking_tracking_id: "111" }, eSim: profile }],
    ["two booking ids", { general: { booking_id: "ES9999" }, eSim: profile }],
    [
      "two activation codes for one ICCID",
      { eSim: profile, sims: { iccid: ICCID, qrcode: "LPA:1$lpa.airalo.com$9" } },
    ],
  ])("with %s is unknown", async (_name, answer) => {
    expect(await book({ ...envelope, ...answer })).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  });

  it("takes the tracking id from general, or beside the package, where the top has none", async () => {
    expect(
      await esims({ tracking_id: null, general: { tracking_id: TRACKING_ID }, eSim: profile }),
    ).toHaveLength(1);
    expect(
      await esims({ tracking_id: null, data: { booking_tracking_id: TRACKING_ID }, eSim: profile }),
    ).toHaveLength(1);
  });

  it("ignores times that are no epoch seconds, and prices it cannot read", async () => {
    const result = await book({
      ...envelope,
      eSim: profile,
      booking: { auto_cancel_timestamp: "2026-03-04" },
      price: { currency: "BDT", total_amount: "x" },
    });
    expect(result).toMatchObject({ ok: true, value: { autoCancelAtMs: null, total: null } });
  });
});

describe("reading a booking", () => {
  const bench = useBench();
  const failed = (reason: string) => ({ status: "failed", reason });
  const details = golden("sane", "booking-details");
  /** Answers by the booking id that is asked for. */
  const serve = (byBookingId: Readonly<Record<string, object | string>>) =>
    bench().server.answer((res, call, nth) => {
      const { booking_id } = call.body as { booking_id: string };
      answerJson(byBookingId[booking_id] ?? failed("Something went wrong"))(res, call, nth);
    });
  const askedFor = () => bench().server.calls.map((call) => (call.body as { booking_id: string }).booking_id);

  it("asks once with the booking id where it is known", async () => {
    serve({ [BOOKING_ID]: details });
    expect(await bench().supplier.readBooking(TRACKING_ID, BOOKING_ID)).toMatchObject({ found: "booking" });
    expect(askedFor()).toEqual([BOOKING_ID]);
  });

  it("asks with an empty booking id first", async () => {
    serve({ "": details });
    expect(await bench().supplier.readBooking(TRACKING_ID, null)).toMatchObject({ found: "booking" });
    expect(askedFor()).toEqual([""]);
  });

  it("asks with the tracking id in its place next", async () => {
    serve({ "": failed("The booking_id field is required."), [TRACKING_ID]: details });
    expect(await bench().supplier.readBooking(TRACKING_ID, null)).toMatchObject({ found: "booking" });
    expect(askedFor()).toEqual(["", TRACKING_ID]);
  });

  it.each([
    [
      "both reads say not found",
      { "": failed("Booking not found"), [TRACKING_ID]: failed("Booking not found") },
    ],
    [
      "the made-up id is called invalid",
      { "": failed("No booking found"), [TRACKING_ID]: failed("Invalid booking id") },
    ],
  ])("finds none when %s", async (_name, answers) => {
    serve(answers);
    expect(await bench().supplier.readBooking(TRACKING_ID, null)).toEqual({ found: "none" });
  });

  it.each([
    [
      "both say “field required”",
      {
        "": failed("The booking_id field is required."),
        [TRACKING_ID]: failed("The booking_id field is required."),
      },
    ],
    [
      "only the made-up booking id is not found",
      { "": failed("The booking_id field is required."), [TRACKING_ID]: failed("Booking not found") },
    ],
    [
      "both call the booking id invalid",
      { "": failed("Invalid booking id"), [TRACKING_ID]: failed("Invalid booking id") },
    ],
    ["the second read is malformed", { "": failed("Booking not found"), [TRACKING_ID]: "<html>" }],
    ["the reasons say nothing", {}],
    [
      "the booking bears another tracking id",
      { "": details.replaceAll(TRACKING_ID, "11100000000"), [TRACKING_ID]: failed("Booking not found") },
    ],
    [
      "the booking has no booking id",
      { "": { status: "success", tracking_id: TRACKING_ID }, [TRACKING_ID]: failed("Booking not found") },
    ],
  ])("is unclear when %s", async (_name, answers) => {
    serve(answers);
    expect(await bench().supplier.readBooking(TRACKING_ID, null)).toMatchObject({ found: "unclear" });
  });

  it.each([
    ["HTTP 404", answerJson(failed("Booking not found"), 404)],
    ["HTTP 500", answerJson(failed("Booking not found"), 500)],
  ])("is unclear on %s, whatever its words", async (_name, answer) => {
    bench().server.answer(answer);
    expect(await bench().supplier.readBooking(TRACKING_ID, BOOKING_ID)).toMatchObject({ found: "unclear" });
  });

  it("finds none when the real booking id is not found", async () => {
    serve({ [BOOKING_ID]: failed("Invalid booking id") });
    expect(await bench().supplier.readBooking(TRACKING_ID, BOOKING_ID)).toEqual({ found: "none" });
  });

  it("is unclear when the answer bears another booking id than was asked for", async () => {
    serve({ ES1111: details });
    expect(await bench().supplier.readBooking(TRACKING_ID, "ES1111")).toMatchObject({ found: "unclear" });
  });

  it("finds a booking without eSIMs while the LPA is missing", async () => {
    serve({ "": { ...envelope, eSim: { iccid: ICCID, qr_code: null } } });
    expect(await bench().supplier.readBooking(TRACKING_ID, null)).toMatchObject({
      found: "booking",
      booking: { bookingId: BOOKING_ID, esims: [] },
    });
  });
});
