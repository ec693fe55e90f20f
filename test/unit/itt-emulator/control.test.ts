import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { packageRoot } from "../../../src/package-root.ts";
import { buy, post, prepareBooking, searchBody, startEmulator } from "./emulator-client.ts";

async function control(url: string, method: string, name: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${url}/_control/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

describe("control", () => {
  it("shows calls without credentials, and forgets all on reset", async () => {
    const emulator = await startEmulator();
    await buy(emulator);
    const calls = emulator.control.calls();
    expect(calls.map((call) => `${call.operation} ${call.outcome}`)).toEqual([
      "search success",
      "single-package success",
      "update-customer success",
      "create-booking success",
    ]);
    expect(JSON.stringify(calls)).not.toContain("demo-secret-code");
    emulator.control.reset();
    expect(emulator.control.calls()).toEqual([]);
    expect(emulator.control.ledger()).toEqual([]);
  });

  it("is the same over HTTP", async () => {
    const emulator = await startEmulator();
    const { url } = emulator;
    await control(url, "POST", "faults", { kind: "refused", operation: "search" });
    expect((await post(emulator, "search", searchBody()))["status"]).toBe("failed");
    const { iccid, trackingId, booked } = await buy(emulator);
    await control(url, "POST", "usage", { iccid, usedMb: 7 });
    expect(emulator.control.bookings()[0]?.eSims[0]).toMatchObject({ usedMb: 7, status: "ACTIVE" });
    expect(await control(url, "GET", "ledger")).toMatchObject([{ trackingId }]);
    expect(await control(url, "GET", "bookings")).toMatchObject([{ bookingId: booked["booking_id"] }]);
    expect(await control(url, "POST", "paid", { id: trackingId })).toEqual({ ok: true });
    await control(url, "POST", "balance", { balanceMinor: 5 });
    expect(await control(url, "GET", "balance")).toEqual({ balanceMinor: 5 });
    await control(url, "POST", "reset");
    expect(await control(url, "GET", "calls")).toEqual([]);
    expect(await control(url, "POST", "faults", { kind: "unheard-of" })).toMatchObject({ status: "failed" });
  });

  it("drops a late commit when the server closes", async () => {
    const emulator = await startEmulator();
    const body = await prepareBooking(emulator);
    emulator.control.addFault({ kind: "lateCommit", operation: "create-booking", ms: 50 });
    await post(emulator, "create-booking", body).catch(() => null);
    await emulator.close();
    expect(emulator.control.bookings()).toEqual([]);
  });
});

describe("the state file", () => {
  it("keeps bookings, balance and eSIMs across runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "itt-state-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "state.json");
    const before = await startEmulator({ stateFile });
    const { key } = await buy(before);
    await before.close();
    expect(existsSync(stateFile)).toBe(true);
    const after = await startEmulator({ stateFile });
    expect(after.control.bookings()).toEqual(before.control.bookings());
    expect(after.control.balanceMinor()).toBe(before.control.balanceMinor());
    expect((await post(after, "data-usage", key))["status"]).toBe("success");
    const { iccid } = await buy(after);
    expect(iccid).not.toBe(key.eSim_iccid);
  });
});

describe("the emulator as a program", () => {
  it("prints one line with its URL and ends on a signal", async () => {
    const main = join(packageRoot(), "src/sandbox/itt-emulator/main.ts");
    const child = spawn(process.execPath, ["--import", "tsx", main, "--seed", "x"], { cwd: packageRoot() });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const url = /http:\S+/.exec(line)?.[0] ?? "";
    expect(await control(url, "GET", "ledger")).toEqual([]);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
  });
});
