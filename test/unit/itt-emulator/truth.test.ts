import { describe, expect, it, vi } from "vitest";
import { buy, post, prepareBooking, prepareTopUp, startEmulator, textAt } from "./emulator-client.ts";

async function control(url: string, name: string): Promise<unknown> {
  return (await fetch(`${url}/_control/${name}`)).json();
}

describe("the truth", () => {
  it("has one entry for each purchase really made, with what ties it to its caller", async () => {
    const emulator = await startEmulator();
    const { booked, key, trackingId } = await buy(emulator, {
      eSim_quantity: "2",
      redirect_url: "https://t.me/demo_bot?start=o_abc",
    });
    const topUp = await prepareTopUp(emulator, key);
    await post(emulator, "create-topup-booking", topUp);
    const truth = emulator.control.truth();
    expect(truth).toMatchObject([
      {
        kind: "booking",
        memberId: "2",
        trackingId,
        topupTrackingId: null,
        bookingId: booked["booking_id"],
        paymentType: "account_balance",
        quantity: 2,
        amountMinor: 97_882,
        chargedMinor: 97_882,
        currency: "BDT",
        phase: "confirmed",
        redirectUrl: "https://t.me/demo_bot?start=o_abc",
        start: "o_abc",
      },
      {
        kind: "topup",
        memberId: "2",
        trackingId,
        topupTrackingId: topUp.topup_tracking_id,
        bookingId: null,
        quantity: 1,
        chargedMinor: 48_912,
        iccids: [key.eSim_iccid],
        start: "o_2",
      },
    ]);
    expect(truth[0]?.iccids).toEqual(emulator.control.bookings()[0]?.iccids);
    expect(truth[0]?.matchingIds).toHaveLength(2);
    expect(await control(emulator.url, "truth")).toEqual(truth);
  });

  it("knows what the caller never heard of, and nothing of what was refused", async () => {
    const emulator = await startEmulator();
    const refused = await prepareBooking(emulator);
    emulator.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await post(emulator, "create-booking", refused);
    expect(emulator.control.truth()).toEqual([]);
    const lost = await prepareBooking(emulator);
    emulator.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    await post(emulator, "create-booking", lost).catch(() => null);
    expect(emulator.control.truth()).toMatchObject([{ trackingId: lost.booking_tracking_id }]);
    const late = await prepareBooking(emulator);
    emulator.control.addFault({ kind: "lateCommit", operation: "create-booking" });
    await post(emulator, "create-booking", late).catch(() => null);
    expect(emulator.control.truth()).toHaveLength(1);
    await vi.waitFor(() => expect(emulator.control.truth()).toHaveLength(2));
  });

  it("shows a double purchase as two entries with one start parameter", async () => {
    const emulator = await startEmulator();
    const body = await prepareBooking(emulator);
    await post(emulator, "create-booking", body);
    await post(emulator, "create-booking", body);
    expect(emulator.control.truth().map(({ start }) => start)).toEqual(["o_1", "o_1"]);
  });
});

describe("the portal", () => {
  it("shows staff the booking id of a booking whose answer was lost", async () => {
    const emulator = await startEmulator({ detailsMode: "needs-booking-id", commitLagMs: 60_000 });
    await buy(emulator);
    const body = await prepareBooking(emulator);
    emulator.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    await post(emulator, "create-booking", body).catch(() => null);
    const [newest, older] = emulator.control.portalBookings();
    expect(newest).toMatchObject({
      bookingId: emulator.control.bookings()[1]?.bookingId,
      trackingId: body.booking_tracking_id,
      traveller: "MR JASIM KARIMM",
      service: "eSIM booked with 1024 MB with 7 days validity",
      quantity: 1,
      issued: 1,
      bookingStatus: "confirm",
      paymentStatus: "pending",
      currency: "BDT",
      totalAmount: "489.41",
    });
    expect(await control(emulator.url, `portal/bookings?text=${older?.bookingId ?? ""}`)).toEqual([older]);
    expect(emulator.control.portalBookings("karimm")).toHaveLength(2);
    expect(emulator.control.portalBookings("nobody")).toEqual([]);
  });

  it("gives an id that a strict supplier takes", async () => {
    const emulator = await startEmulator({ detailsMode: "needs-booking-id" });
    const { trackingId } = await buy(emulator);
    const [row] = emulator.control.portalBookings(trackingId);
    const details = await post(emulator, "booking-details", {
      member_id: "2",
      tracking_id: trackingId,
      booking_id: row?.bookingId ?? "",
    });
    expect(textAt(details, "tracking_id")).toBe(trackingId);
  });
});
