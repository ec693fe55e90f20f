import { describe, expect, it } from "vitest";
import type { IttEmulatorOptions } from "../../../src/sandbox/itt-emulator/index.ts";
import { at, buy, listAt, post, prepareTopUp, startEmulator, textAt } from "./emulator-client.ts";

const START_MS = Date.UTC(2026, 2, 5, 6, 53, 53);

describe("usage", () => {
  it("goes from not active over active to finished as data is used", async () => {
    const emulator = await startEmulator({ now: () => START_MS });
    const { key, iccid } = await buy(emulator);
    const read = async () => post(emulator, "data-usage", key);
    expect(at(await read(), "instructions.status")).toBe("NOT_ACTIVE");
    expect(at(await read(), "instructions.expire_at")).toBeNull();
    emulator.control.setUsage(iccid, { usedMb: 100 });
    expect(at(await read(), "instructions")).toMatchObject({
      status: "ACTIVE",
      expire_at: "2026-03-12 06:53:53",
      data_amount: { total: 1024, remaining: 924, unlimited: false },
    });
    emulator.control.setUsage(iccid, { usedMb: 1024 });
    expect(at(await read(), "instructions.status")).toBe("FINISHED");
  });

  it("expires by the clock and takes any status that control sets", async () => {
    let nowMs = START_MS;
    const emulator = await startEmulator({ now: () => nowMs });
    const { key, iccid } = await buy(emulator);
    emulator.control.setUsage(iccid, { usedMb: 1 });
    nowMs += 8 * 86_400_000;
    expect(at(await post(emulator, "data-usage", key), "instructions.status")).toBe("EXPIRED");
    emulator.control.setUsage(iccid, { status: "RECYCLED" });
    expect(at(await post(emulator, "data-usage", key), "instructions.status")).toBe("RECYCLED");
    expect((await post(emulator, "topup-packages", key))["code"]).toBe(73);
  });

  it("prints zeros for an unlimited plan", async () => {
    const emulator = await startEmulator();
    const unlimited = emulator.control.packages("BD").find((entry) => entry.isUnlimited);
    const { key } = await buy(emulator, {}, unlimited?.packageId);
    const usage = await post(emulator, "data-usage", key);
    expect(at(usage, "instructions.data_amount")).toEqual({ total: 0, remaining: 0, unlimited: true });
  });

  it("stays as old as the cache of the option", async () => {
    let nowMs = START_MS;
    const emulator = await startEmulator({ now: () => nowMs, usageCacheMs: 1_200_000, usagePlace: "data" });
    const { key, iccid } = await buy(emulator);
    await post(emulator, "data-usage", key);
    emulator.control.setUsage(iccid, { usedMb: 500 });
    expect(at(await post(emulator, "data-usage", key), "data.data_amount.remaining")).toBe(1024);
    nowMs += 1_200_000;
    expect(at(await post(emulator, "data-usage", key), "data.data_amount.remaining")).toBe(524);
  });
});

describe("top-ups", () => {
  it("are listed under the ICCID, answer bare, add data and appear in the history", async () => {
    const emulator = await startEmulator();
    const { key, iccid } = await buy(emulator);
    const body = await prepareTopUp(emulator, key);
    expect(body.package_id).toBe(`${iccid}||fatafati-in-7days-1gb-topup`);
    expect(await post(emulator, "create-topup-booking", body)).toEqual({ Status: "Success" });
    expect(at(await post(emulator, "data-usage", key), "instructions.data_amount.total")).toBe(2048);
    const history = await post(emulator, "topup-history", key);
    expect(listAt(history, "data").map((entry) => textAt(entry, "package_id"))).toEqual([body.package_id]);
  });

  it("take effect after the lag of the option and revive a finished eSIM", async () => {
    let nowMs = START_MS;
    const emulator = await startEmulator({
      now: () => nowMs,
      topUpLagMs: 1000,
      topUpHistoryShape: "packages",
    });
    const { key, iccid } = await buy(emulator);
    emulator.control.setUsage(iccid, { usedMb: 1024 });
    await post(emulator, "create-topup-booking", await prepareTopUp(emulator, key));
    expect(at(await post(emulator, "data-usage", key), "instructions.status")).toBe("FINISHED");
    expect(listAt(await post(emulator, "topup-history", key), "packages")).toEqual([]);
    nowMs += 1000;
    expect(at(await post(emulator, "data-usage", key), "instructions.status")).toBe("ACTIVE");
    expect(listAt(await post(emulator, "topup-history", key), "packages")).toHaveLength(1);
  });

  it("do nothing under onlinepayment until they are paid", async () => {
    const emulator = await startEmulator();
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key, "onlinepayment");
    const answer = await post(emulator, "create-topup-booking", body);
    expect(answer["Status"]).toBe("Success");
    expect(listAt(await post(emulator, "topup-history", key), "data")).toEqual([]);
    expect(emulator.control.markPaid(body.topup_tracking_id)).toBe(true);
    expect(listAt(await post(emulator, "topup-history", key), "data")).toHaveLength(1);
  });

  it("are not offered for an eSIM that cannot be recharged", async () => {
    const emulator = await startEmulator();
    const areas = ["TH", "JP", "FR", "US", "GB", "IN", "SG", "AE", "DE", "IT"];
    const fixed = areas
      .flatMap((code) => emulator.control.packages(code))
      .find((entry) => !entry.isRechargeable && entry.packageType === "sim");
    expect(fixed).toBeDefined();
    const { key } = await buy(emulator, {}, fixed?.packageId);
    expect(listAt(await post(emulator, "topup-packages", key), "data")).toEqual([]);
  });

  it("of one eSIM cannot be bought under another booking", async () => {
    const emulator = await startEmulator();
    const mine = await buy(emulator);
    const theirs = await buy(emulator);
    const body = await prepareTopUp(emulator, mine.key);
    const foreign = { ...body, booking_tracking_id: theirs.trackingId };
    expect((await post(emulator, "create-topup-booking", foreign))["status"]).toBe("failed");
    const otherIccid = { ...body, package_id: body.package_id.replace(mine.iccid, theirs.iccid) };
    expect((await post(emulator, "create-topup-booking", otherIccid))["status"]).toBe("failed");
  });
});

describe("installation instructions", () => {
  it("come per platform with steps in the shape of the option", async () => {
    const shapes = { string: "string", list: "object", object: "object" } as const;
    for (const stepsShape of ["string", "list", "object"] as const) {
      const emulator = await startEmulator({ stepsShape, apn: "manual" });
      const { key } = await buy(emulator);
      const answer = await post(emulator, "installation-instructions", key);
      const steps = at(answer, "instructions.platforms.ios.0.installation.via_qr.steps");
      expect(typeof steps).toBe(shapes[stepsShape]);
      expect(Array.isArray(steps)).toBe(stepsShape === "list");
      const network = at(answer, "instructions.platforms.android.0.installation.network_setup");
      expect(network).toMatchObject({ apn_type: "manual", apn_value: "globaldata" });
    }
  });

  it("fall back to English, or refuse a language, or speak it, by option", async () => {
    const cases: [IttEmulatorOptions, string | undefined][] = [
      [{}, "EN"],
      [{ otherLanguages: "refused" }, undefined],
      [{ languages: ["en", "bn"] }, "BN"],
    ];
    for (const [options, language] of cases) {
      const emulator = await startEmulator(options);
      const { key } = await buy(emulator);
      const answer = await post(emulator, "installation-instructions", { ...key, preferred_language: "bn" });
      expect(at(answer, "instructions.language")).toBe(language);
    }
  });
});
