import { describe, expect, it } from "vitest";
import {
  at,
  buy,
  listAt,
  post,
  prepareBooking,
  prepareTopUp,
  startEmulator,
  textAt,
} from "./emulator-client.ts";

describe("money", () => {
  it("charges a booking that is sent twice twice, under one tracking id", async () => {
    const emulator = await startEmulator({ startBalanceMinor: 1_000_000 });
    const body = await prepareBooking(emulator);
    const [first, second] = [
      await post(emulator, "create-booking", body),
      await post(emulator, "create-booking", body),
    ];
    const ledger = emulator.control.ledger();
    expect(first["tracking_id"]).toBe(second["tracking_id"]);
    expect(first["booking_id"]).not.toBe(second["booking_id"]);
    expect(ledger.map((entry) => entry.amountMinor)).toEqual([48_941, 48_941]);
    expect(emulator.control.balanceMinor()).toBe(1_000_000 - 2 * 48_941);
  });

  it("issues as many distinct eSIMs as were bought and charges for each", async () => {
    const emulator = await startEmulator();
    const { booked } = await buy(emulator, { eSim_quantity: "5" });
    const iccids = listAt(booked, "eSim").map((eSim) => textAt(eSim, "iccid"));
    expect(new Set(iccids).size).toBe(5);
    expect(listAt(booked, "response_data.sims").map((sim) => textAt(sim, "iccid"))).toEqual(iccids);
    expect(at(booked, "price.total_amount")).toBe("2447.05");
    expect(emulator.control.ledger()[0]?.amountMinor).toBe(5 * 48_941);
  });

  it("refuses what the balance does not cover and charges nothing", async () => {
    const emulator = await startEmulator();
    emulator.control.setBalance(48_940);
    const { booked } = await buy(emulator);
    expect(booked).toEqual({ status: "failed", reason: "Insufficient balance", code: 11 });
    expect(emulator.control.bookings()).toEqual([]);
    expect(emulator.control.balanceMinor()).toBe(48_940);
  });

  it("sells above its purchase price by the option's mark-up, and charges the purchase price", async () => {
    const emulator = await startEmulator({ sellMarkupPercent: 10 });
    const { booked } = await buy(emulator);
    expect(at(booked, "price.total_amount")).toBe("489.41");
    expect(at(booked, "price.sell_total_price")).toBe("538.35");
    expect(emulator.control.ledger()[0]?.amountMinor).toBe(48_941);
  });

  it("keeps the quoted price through a change, or takes the new one, by option", async () => {
    for (const [chargedPrice, expected] of [
      ["quoted", 48_941],
      ["current", 60_000],
    ] as const) {
      const emulator = await startEmulator({ chargedPrice });
      const body = await prepareBooking(emulator);
      emulator.control.setPrice(body.package_tracking_id, 60_000);
      await post(emulator, "create-booking", body);
      expect(emulator.control.ledger()[0]?.amountMinor).toBe(expected);
    }
  });

  it("holds a card booking uncharged and without eSIM until it is paid", async () => {
    const emulator = await startEmulator();
    const { booked, trackingId } = await buy(emulator, { payment_type: "card" });
    expect(at(booked, "booking.booking_status")).toBe("confirm");
    expect(at(booked, "booking.payment_status")).toBe("pending");
    expect(textAt(booked, "payment_url")).toMatch(/^https:/);
    expect(listAt(booked, "eSim")).toEqual([]);
    expect(emulator.control.ledger()).toEqual([]);
    expect(emulator.control.markPaid(trackingId)).toBe(true);
    const details = await post(emulator, "booking-details", {
      member_id: "2",
      tracking_id: trackingId,
      booking_id: textAt(booked, "booking_id"),
    });
    expect(at(details, "booking.payment_status")).toBe("paid");
    expect(listAt(details, "eSim")).toHaveLength(1);
    expect(emulator.control.ledger()).toMatchObject([{ kind: "booking", paymentType: "card" }]);
    expect(emulator.control.markPaid(trackingId)).toBe(false);
  });

  it("cancels a card booking that stays unpaid", async () => {
    let nowMs = Date.UTC(2026, 2, 4, 9, 14, 19);
    const emulator = await startEmulator({ now: () => nowMs, holdMs: 1000 });
    const { trackingId } = await buy(emulator, { payment_type: "onlinepayment" });
    nowMs += 1001;
    expect(emulator.control.bookings()[0]?.phase).toBe("cancelled");
    expect(emulator.control.markPaid(trackingId)).toBe(false);
  });

  it("puts the payment address where the options say", async () => {
    const emulator = await startEmulator({ paymentUrlPlace: "booking", paymentUrlKey: "payment_link" });
    const { booked } = await buy(emulator, { payment_type: "card" });
    expect(textAt(booked, "booking.payment_link")).toMatch(/^https:/);
    expect(booked["payment_url"]).toBeUndefined();
  });

  it("writes deadlines as ITT does: epoch seconds, and the text in Dhaka's zone", async () => {
    const emulator = await startEmulator({ now: () => 1_772_615_659_000 });
    const { booked } = await buy(emulator);
    expect(at(booked, "booking.auto_cancel_timestamp")).toBe("1772647199");
    expect(at(booked, "booking.auto_cancel")).toBe("2026-03-04 23:59:59");
    expect(at(booked, "response_data.created_at")).toBe("2026-03-04 09:14:19");
  });

  it("charges a top-up that is sent twice twice", async () => {
    const emulator = await startEmulator();
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key);
    await post(emulator, "create-topup-booking", body);
    await post(emulator, "create-topup-booking", body);
    const topUps = emulator.control.ledger().filter((entry) => entry.kind === "topup");
    expect(topUps.map((entry) => entry.amountMinor)).toEqual([48_912, 48_912]);
  });
});
