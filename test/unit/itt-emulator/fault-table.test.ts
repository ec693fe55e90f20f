import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  DEFAULT_PATHS,
  startIttEmulator,
  type FaultRequest,
  type IttEmulator,
} from "../../../src/sandbox/itt-emulator/index.ts";
import { jsonObjectSchema, type JsonObject } from "../../../src/sandbox/itt-emulator/json.ts";
import { buy, postRaw, prepareBooking, prepareTopUp, textAt } from "./emulator-client.ts";

const SPENDING = ["create-booking", "create-topup-booking"] as const;
const READS = ["booking-details", "topup-history", "data-usage", "topup-packages"] as const;
const SILENCE_MS = 400;
const LATE_MS = 200;

type Fault = Omit<FaultRequest, "operation">;
/** What the caller meets: a cut connection, silence, or an answer of a status that is or is not JSON. */
type Seen = "cut" | "silence" | `${number} JSON` | `${number} no JSON`;

/** Fault, what is seen of it, and whether a purchase is made by it: never, before the caller knows, or later. */
const TABLE: readonly [Fault, Seen, "not done" | "done" | "done later"][] = [
  [{ kind: "resetBeforeCommit" }, "cut", "not done"],
  [{ kind: "resetAfterCommit" }, "cut", "done"],
  [{ kind: "hang" }, "silence", "not done"],
  [{ kind: "hangAfterCommit" }, "silence", "done"],
  [{ kind: "lateCommit", ms: LATE_MS }, "cut", "done later"],
  [{ kind: "lateCommit", ms: LATE_MS, answer: "status500" }, "500 JSON", "done later"],
  [{ kind: "lateCommit", ms: LATE_MS, answer: "hang" }, "silence", "done later"],
  [{ kind: "status500Before" }, "500 JSON", "not done"],
  [{ kind: "status500After" }, "500 JSON", "done"],
  [{ kind: "status400After" }, "400 JSON", "done"],
  [{ kind: "status429" }, "429 JSON", "not done"],
  [{ kind: "malformed" }, "200 no JSON", "done"],
  [{ kind: "truncated" }, "cut", "done"],
  [{ kind: "hugeBody" }, "200 JSON", "done"],
  [{ kind: "slowDrip", ms: 5 }, "200 JSON", "done"],
  [{ kind: "wrongId" }, "200 JSON", "done"],
  [{ kind: "othersAnswer" }, "200 JSON", "done"],
];

function isJson(text: string): boolean {
  try {
    return jsonObjectSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

async function isSilent(url: string, body: JsonObject): Promise<boolean> {
  const headers = { apikey: "demo-api-key", secretecode: "demo-secret-code" };
  const signal = AbortSignal.timeout(SILENCE_MS);
  const call = fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  return call.then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === "TimeoutError",
  );
}

describe.each([...SPENDING, ...READS])("a fault on %s", (operation) => {
  const isSpending = SPENDING.some((name) => name === operation);
  let emulator: IttEmulator;
  let body: JsonObject;
  const purchases = () => emulator.control.truth().length;

  beforeAll(async () => {
    emulator = await startIttEmulator({ countries: ["BD"], topUpAnswer: "full" });
    const own = await buy(emulator);
    await buy(emulator);
    const details = { member_id: "2", tracking_id: own.trackingId, booking_id: "" };
    if (operation === "create-booking") body = await prepareBooking(emulator);
    else if (operation === "create-topup-booking") body = await prepareTopUp(emulator, own.key);
    else body = operation === "booking-details" ? details : own.key;
  });
  afterAll(() => emulator.close());

  async function look(seen: Seen): Promise<{ seen: Seen; text: string }> {
    const url = emulator.url + DEFAULT_PATHS[operation];
    if (seen === "silence") return { seen: (await isSilent(url, body)) ? "silence" : "cut", text: "" };
    const answer = await postRaw(emulator, operation, body).catch(() => null);
    if (answer === null) return { seen: "cut", text: "" };
    return { seen: `${answer.httpStatus} ${isJson(answer.text) ? "JSON" : "no JSON"}`, text: answer.text };
  }

  it.each(TABLE)("%o is seen as %s and is %s", async (fault, seen, doing) => {
    const before = purchases();
    emulator.control.addFault({ ...fault, operation });
    const met = await look(seen);
    expect(met.seen).toBe(seen);
    const made = isSpending && doing !== "not done" ? 1 : 0;
    await vi.waitFor(() => expect(purchases()).toBe(before + made), 10_000);
    if (made === 1) {
      const waitedMs =
        (emulator.control.truth().at(-1)?.committedAtMs ?? 0) - (emulator.control.calls().at(-1)?.atMs ?? 0);
      // A timer may fire a moment early by the wall clock.
      if (doing === "done later") expect(waitedMs).toBeGreaterThan(LATE_MS - 20);
    }
    const ownId = textAt(body, isSpending ? "booking_tracking_id" : "tracking_id");
    if (fault.kind === "wrongId" || fault.kind === "othersAnswer") expect(met.text).not.toContain(ownId);
    if (fault.kind === "hugeBody") expect(met.text.length).toBeGreaterThan(20 * 1024 * 1024);
    const next = await postRaw(emulator, operation, body);
    expect(next).toMatchObject({ httpStatus: 200 });
    expect(purchases()).toBe(before + made + (isSpending ? 1 : 0));
  });
});
