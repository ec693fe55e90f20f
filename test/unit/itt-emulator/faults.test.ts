import { describe, expect, it, vi } from "vitest";
import type { FaultRequest, IttEmulator } from "../../../src/sandbox/itt-emulator/index.ts";
import type { JsonObject } from "../../../src/sandbox/itt-emulator/json.ts";
import {
  at,
  buy,
  listAt,
  post,
  postRaw,
  prepareBooking,
  prepareTopUp,
  startEmulator,
  textAt,
} from "./emulator-client.ts";

/** Prepares a booking, plays a fault on it, gives what the caller saw and what was charged. */
async function bookWith(emulator: IttEmulator, kind: FaultRequest["kind"]) {
  const body = await prepareBooking(emulator);
  emulator.control.addFault({ kind, operation: "create-booking" });
  const seen = await postRaw(emulator, "create-booking", body).catch(() => null);
  return { seen, body, charges: emulator.control.ledger().length };
}

async function read(emulator: IttEmulator, trackingId: string) {
  return post(emulator, "booking-details", { member_id: "2", tracking_id: trackingId, booking_id: "" });
}

describe("faults", () => {
  it.each([
    ["resetBeforeCommit", null, 0],
    ["resetAfterCommit", null, 1],
    ["status500Before", 500, 0],
    ["status500After", 500, 1],
    ["status400After", 400, 1],
    ["status429", 429, 0],
    ["truncated", null, 1],
    ["refused", 200, 0],
    ["soldOut", 200, 0],
    ["insufficientBalance", 200, 0],
    ["delayMs", 200, 1],
    ["slowDrip", 200, 1],
  ] as const)("%s is seen as %s with %i charges", async (kind, httpStatus, expectedCharges) => {
    const emulator = await startEmulator();
    const { seen, body, charges } = await bookWith(emulator, kind);
    expect(seen?.httpStatus ?? null).toBe(httpStatus);
    expect(charges).toBe(expectedCharges);
    expect((await post(emulator, "create-booking", body))["status"]).toBe("success");
  });

  it.each([
    ["hang", 0],
    ["hangAfterCommit", 1],
  ] as const)("%s never answers until the server closes, with %i charges", async (kind, charges) => {
    const emulator = await startEmulator();
    const body = await prepareBooking(emulator);
    emulator.control.addFault({ kind, operation: "create-booking" });
    const lost = postRaw(emulator, "create-booking", body).then(
      () => "answered",
      () => "cut",
    );
    await vi.waitFor(() => expect(emulator.control.calls().at(-1)?.operation).toBe("create-booking"));
    await vi.waitFor(() => expect(emulator.control.ledger()).toHaveLength(charges));
    await emulator.close();
    expect(await lost).toBe("cut");
  });

  it("lateCommit loses the answer now and books later", async () => {
    const emulator = await startEmulator();
    const { seen, charges } = await bookWith(emulator, "lateCommit");
    expect(seen).toBeNull();
    expect(charges).toBe(0);
    await vi.waitFor(() => expect(emulator.control.bookings()).toHaveLength(1));
    expect(emulator.control.ledger()).toHaveLength(1);
  });

  it("malformed arrives whole and is no JSON", async () => {
    const { seen, charges } = await bookWith(await startEmulator(), "malformed");
    expect(() => JSON.parse(seen?.text ?? "{}") as unknown).toThrow();
    expect(charges).toBe(1);
  });

  it("hugeBody sends twenty megabytes of JSON", async () => {
    const { seen } = await bookWith(await startEmulator(), "hugeBody");
    expect(seen?.text.length).toBeGreaterThan(20_000_000);
  });

  it("wrongId answers with another tracking id", async () => {
    const { seen, body } = await bookWith(await startEmulator(), "wrongId");
    expect(seen?.text).toContain("WRONG");
    expect(seen?.httpStatus).toBe(200);
    expect(JSON.parse(seen?.text ?? "{}")).not.toHaveProperty("tracking_id", body.booking_tracking_id);
  });

  it("shortIssue gives fewer eSIMs than were bought, until staff complete the booking", async () => {
    const emulator = await startEmulator();
    emulator.control.addFault({ kind: "shortIssue", operation: "create-booking", count: 2 });
    const { booked } = await buy(emulator, { eSim_quantity: "3" });
    expect(listAt(booked, "eSim")).toHaveLength(1);
    expect(emulator.control.ledger()[0]?.amountMinor).toBe(3 * 48_941);
    emulator.control.completeBooking(textAt(booked, "booking_id"));
    expect(new Set(emulator.control.bookings()[0]?.iccids).size).toBe(3);
  });

  it("duplicateIccid hands out an ICCID again: within a booking, or somebody else's", async () => {
    const emulator = await startEmulator();
    const other = await buy(emulator);
    emulator.control.addFault({ kind: "duplicateIccid", operation: "create-booking", times: 2 });
    const single = await buy(emulator);
    const triple = await buy(emulator, { eSim_quantity: "3" });
    expect(single.iccid).toBe(other.iccid);
    const iccids = listAt(triple.booked, "eSim").map((eSim) => textAt(eSim, "iccid"));
    expect(iccids).toHaveLength(3);
    expect(new Set(iccids).size).toBe(2);
  });

  it("missingLpa books without LPA until staff complete it", async () => {
    const emulator = await startEmulator();
    emulator.control.addFault({ kind: "missingLpa", operation: "create-booking" });
    const { booked } = await buy(emulator);
    expect(at(booked, "eSim.0.qr_code")).toBeNull();
    emulator.control.completeBooking(textAt(booked, "booking_id"));
    const trackingId = textAt(booked, "tracking_id");
    const body = { member_id: "2", tracking_id: trackingId, booking_id: "" };
    const details = await post(emulator, "booking-details", body);
    expect(textAt(details, "eSim.0.qr_code")).toMatch(/^LPA:1\$/);
  });

  it("shortIssue and missingLpa mend themselves where they are told when", async () => {
    let nowMs = Date.UTC(2026, 2, 4, 9);
    const emulator = await startEmulator({ now: () => nowMs });
    emulator.control.addFault({ kind: "shortIssue", operation: "create-booking", ms: 5000 });
    const short = await buy(emulator, { eSim_quantity: "2" });
    emulator.control.addFault({ kind: "missingLpa", operation: "create-booking", ms: 5000 });
    const bare = await buy(emulator);
    const issued = async (trackingId: string) =>
      listAt(await read(emulator, trackingId), "eSim").filter((eSim) => at(eSim, "qr_code") !== null).length;
    nowMs += 4999;
    expect([await issued(short.trackingId), await issued(bare.trackingId)]).toEqual([1, 0]);
    nowMs += 1;
    expect([await issued(short.trackingId), await issued(bare.trackingId)]).toEqual([2, 1]);
  });

  it("shortIssue on a top-up charges, and its data comes later or never", async () => {
    let nowMs = Date.UTC(2026, 2, 4, 9);
    const emulator = await startEmulator({ now: () => nowMs });
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key);
    const count = async () => listAt(await post(emulator, "topup-history", key), "data").length;
    emulator.control.addFault({ kind: "shortIssue", operation: "create-topup-booking", ms: 5000 });
    await post(emulator, "create-topup-booking", body);
    emulator.control.addFault({ kind: "shortIssue", operation: "create-topup-booking" });
    await post(emulator, "create-topup-booking", body);
    expect(emulator.control.ledger()).toHaveLength(3);
    expect(await count()).toBe(0);
    nowMs += 1e9;
    expect(await count()).toBe(1);
  });

  it("duplicateIccid repeats another booking's ICCID also where there are several, if told so", async () => {
    const emulator = await startEmulator();
    const other = await buy(emulator);
    emulator.control.addFault({ kind: "duplicateIccid", operation: "create-booking", from: "others" });
    const { booked } = await buy(emulator, { eSim_quantity: "2" });
    const iccids = listAt(booked, "eSim").map((eSim) => textAt(eSim, "iccid"));
    expect(iccids).toHaveLength(2);
    expect(iccids[1]).toBe(other.iccid);
  });

  it.each([
    [{ kind: "shortIssue" }, ["own"]],
    [{ kind: "duplicateIccid" }, ["own", "own"]],
    [{ kind: "duplicateIccid", from: "others" }, ["own", "other"]],
    [{ kind: "missingLpa" }, ["bare", "bare"]],
  ] as const)("%o on a read spoils that read alone", async (fault, expected) => {
    const emulator = await startEmulator();
    const other = await buy(emulator);
    const { trackingId } = await buy(emulator, { eSim_quantity: "2" });
    emulator.control.addFault({ ...fault, operation: "booking-details" });
    const shown = (answer: JsonObject, path: string, code: string) =>
      listAt(answer, path).map((eSim) => {
        if (at(eSim, code) === null) return "bare";
        return textAt(eSim, "iccid") === other.iccid ? "other" : "own";
      });
    const spoilt = await read(emulator, trackingId);
    expect(shown(spoilt, "eSim", "qr_code")).toEqual(expected);
    expect(shown(spoilt, "response_data.sims", "qrcode")).toEqual(expected);
    const iccids = listAt(await read(emulator, trackingId), "eSim").map((eSim) => textAt(eSim, "iccid"));
    expect(new Set(iccids).size).toBe(2);
    expect(iccids).not.toContain(other.iccid);
  });

  it("othersAnswer gives the latest other booking's ids, ICCID and LPA", async () => {
    const emulator = await startEmulator();
    const other = await buy(emulator);
    emulator.control.addFault({ kind: "othersAnswer", operation: "create-booking" });
    const { booked, trackingId } = await buy(emulator);
    for (const path of ["tracking_id", "booking_id", "eSim.0.iccid", "eSim.0.qr_code"])
      expect(textAt(booked, path)).toBe(textAt(other.booked, path));
    emulator.control.addFault({ kind: "othersAnswer", operation: "booking-details" });
    expect(textAt(await read(emulator, trackingId), "eSim.0.iccid")).toBe(other.iccid);
  });

  it("othersAnswer is wrongId's where there is no other booking", async () => {
    const { seen, charges } = await bookWith(await startEmulator(), "othersAnswer");
    expect(seen?.text).toContain("WRONG");
    expect(charges).toBe(1);
  });

  it("priceChange charges a top-up at the new price, or lists it so", async () => {
    const emulator = await startEmulator();
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key);
    emulator.control.addFault({ kind: "priceChange", operation: "create-topup-booking", priceMinor: 77_700 });
    await post(emulator, "create-topup-booking", body);
    expect(emulator.control.ledger().at(-1)?.amountMinor).toBe(77_700);
    emulator.control.addFault({ kind: "priceChange", operation: "topup-packages", priceMinor: 88_800 });
    expect(at(await post(emulator, "topup-packages", key), "data.0.sell_price")).toBe(888);
  });

  it("priceChange re-prices from that call on", async () => {
    const emulator = await startEmulator();
    emulator.control.addFault({ kind: "priceChange", operation: "single-package", priceMinor: 55_500 });
    const { booked } = await buy(emulator);
    expect(at(booked, "price.total_amount")).toBe("555.00");
    const later = await buy(emulator);
    expect(at(later.booked, "price.total_amount")).toBe("555.00");
  });

  it("refused carries the words and the code that were asked for", async () => {
    const emulator = await startEmulator();
    emulator.control.addFault({
      kind: "refused",
      operation: "create-booking",
      reason: "Operator busy",
      code: 13,
    });
    const { booked } = await buy(emulator);
    expect(booked).toEqual({ status: "failed", reason: "Operator busy", code: 13 });
  });

  it("hits only the calls it was meant for", async () => {
    const emulator = await startEmulator();
    const first = await prepareBooking(emulator);
    const second = await prepareBooking(emulator);
    const when = { booking_tracking_id: second.booking_tracking_id };
    emulator.control.addFault({ kind: "refused", when, times: "always" });
    expect((await post(emulator, "create-booking", first))["status"]).toBe("success");
    expect((await post(emulator, "create-booking", second))["status"]).toBe("failed");
    emulator.control.clearFaults();
    emulator.control.addFault({ kind: "refused", skip: 1 }, (body) => body["eSim_quantity"] === "1");
    expect((await post(emulator, "create-booking", second))["status"]).toBe("success");
    expect((await post(emulator, "create-booking", second))["status"]).toBe("failed");
  });
});
