import { describe, expect, it } from "vitest";
import {
  buy,
  customerBody,
  post,
  prepareBooking,
  quote,
  searchBody,
  startEmulator,
  textAt,
} from "./emulator-client.ts";
import { at, listAt, SAMPLE_PACKAGE } from "./emulator-client.ts";

describe("the chain of ids", () => {
  it("leads from a search over validation and customer to an issued eSIM", async () => {
    const emulator = await startEmulator();
    const { booked, trackingId } = await buy(emulator);
    expect(booked["status"]).toBe("success");
    expect(booked["tracking_id"]).toBe(trackingId);
    expect(textAt(booked, "booking_id")).toMatch(/^ES\d{4}/);
    expect(textAt(booked, "eSim.0.iccid")).toMatch(/^89\d{17}$/);
    expect(textAt(booked, "eSim.0.qr_code")).toBe(
      `LPA:1$lpa.airalo.com$${textAt(booked, "response_data.sims.0.matching_id")}`,
    );
    expect(at(booked, "booking.booking_status")).toBe("confirm");
    expect(at(booked, "booking.payment_status")).toBe("pending");
  });

  it("refuses a search id that it never gave", async () => {
    const emulator = await startEmulator();
    const answer = await post(emulator, "single-package", {
      tracking_id: "1177",
      package_id: SAMPLE_PACKAGE,
    });
    expect(answer["status"]).toBe("failed");
  });

  it("refuses ids that have expired", async () => {
    let nowMs = Date.UTC(2026, 2, 4, 9);
    const emulator = await startEmulator({ now: () => nowMs, quoteLifetimeMs: 60_000 });
    const body = await prepareBooking(emulator);
    nowMs += 60_001;
    const answer = await post(emulator, "create-booking", body);
    expect(answer["reason"]).toBe("Invalid or expired booking tracking id.");
    expect(emulator.control.ledger()).toEqual([]);
  });

  it("refuses a package id of another booking", async () => {
    const emulator = await startEmulator();
    const first = await prepareBooking(emulator);
    const second = await prepareBooking(emulator);
    const mixed = { ...first, package_tracking_id: second.package_tracking_id };
    expect((await post(emulator, "create-booking", mixed))["status"]).toBe("failed");
  });

  it("wants the customer before the booking, unless the option says otherwise", async () => {
    const strict = await startEmulator();
    const lax = await startEmulator({ requireCustomer: false });
    const fields = { eSim_quantity: "1", member_id: "2", payment_type: "account_balance" };
    const refused = await post(strict, "create-booking", { ...(await quote(strict)), ...fields });
    const booked = await post(lax, "create-booking", { ...(await quote(lax)), ...fields });
    expect(refused["status"]).toBe("failed");
    expect(booked["status"]).toBe("success");
  });

  it("gives the customer back in capitals", async () => {
    const emulator = await startEmulator();
    const { booking_tracking_id: id } = await quote(emulator);
    const saved = await post(emulator, "update-customer", customerBody(id));
    expect(at(saved, "data.0.first_name")).toBe("JASIM");
    expect(at(saved, "data.0.contact_no")).toBe("1966330000");
  });

  it("reads a booking back by its tracking id alone, or insists on the booking id", async () => {
    const easy = await startEmulator();
    const strict = await startEmulator({ detailsMode: "needs-booking-id" });
    for (const emulator of [easy, strict]) {
      const { booked, trackingId } = await buy(emulator);
      const read = async (bookingId: string) =>
        post(emulator, "booking-details", { member_id: "2", tracking_id: trackingId, booking_id: bookingId });
      const expected = emulator === easy ? "success" : "failed";
      expect((await read(""))["status"]).toBe(expected);
      expect((await read(trackingId))["status"]).toBe(expected);
      const found = await read(textAt(booked, "booking_id"));
      expect(at(found, "eSim.0.iccid")).toBe(at(booked, "eSim.0.iccid"));
    }
  });

  it("shows a booking only after the lag that the option plays", async () => {
    let nowMs = Date.UTC(2026, 2, 4, 9);
    const emulator = await startEmulator({ now: () => nowMs, commitLagMs: 5000 });
    const { trackingId } = await buy(emulator);
    const body = { member_id: "2", tracking_id: trackingId, booking_id: "" };
    expect((await post(emulator, "booking-details", body))["status"]).toBe("failed");
    nowMs += 5000;
    expect((await post(emulator, "booking-details", body))["status"]).toBe("success");
  });

  it("refuses an eSIM under another booking's tracking id", async () => {
    const emulator = await startEmulator();
    const mine = await buy(emulator);
    const theirs = await buy(emulator);
    const answer = await post(emulator, "data-usage", { ...mine.key, eSim_iccid: theirs.iccid });
    expect(answer["reason"]).toBe("No eSIM found for this ICCID.");
  });

  it("will not book a top-up entry of a search as an eSIM", async () => {
    const emulator = await startEmulator();
    const found = await post(emulator, "search", searchBody());
    const answer = await post(emulator, "single-package", {
      tracking_id: textAt(found, "tracking_id"),
      package_id: `${SAMPLE_PACKAGE}-topup`,
    });
    expect(answer["status"]).toBe("failed");
    expect(listAt(found, "data").some((entry) => at(entry, "package_type") === "topup")).toBe(true);
  });
});
