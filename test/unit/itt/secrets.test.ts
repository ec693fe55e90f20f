import { describe, expect, it } from "vitest";
import type { IttSupplier } from "../../../src/itt/index.ts";
import { answerJson, reset, type Answer } from "./support/fake-supplier.ts";
import { API_KEY, SECRET_CODE } from "./support/client.ts";
import { useBench } from "./support/with-client.ts";
import {
  BOOKING_ID,
  BOOKING_REQUEST,
  CHOSEN,
  golden,
  ICCID,
  KEY,
  LPA,
  TOPUP_REQUEST,
  TRACKING_ID,
  TRAVELLER,
} from "./support/samples.ts";

const SECRETS = [
  API_KEY,
  SECRET_CODE,
  ICCID,
  LPA,
  "12345",
  TRACKING_ID,
  "Jasim",
  "Karimm",
  "1966330000",
  "example.com",
];

const calls: readonly ((supplier: IttSupplier) => Promise<unknown>)[] = [
  (s) => s.search({ countryCode: "BD", language: "bn", shortRef: "r" }),
  (s) => s.quote(CHOSEN),
  (s) => s.compatibleDevices(),
  (s) => s.updateCustomer(TRACKING_ID, TRAVELLER),
  (s) => s.createBooking(BOOKING_REQUEST),
  (s) => s.readBooking(TRACKING_ID, null),
  (s) => s.readBooking(TRACKING_ID, BOOKING_ID),
  (s) => s.installationInstructions(KEY, "bn"),
  (s) => s.dataUsage(KEY),
  (s) => s.topupPackages(KEY),
  (s) => s.createTopup(TOPUP_REQUEST),
  (s) => s.topupHistory(KEY),
];

const chatter = `Mr JASIM Karimm (jasim@example.com, +880 1966330000): ${ICCID} ${LPA} ${API_KEY} ${SECRET_CODE} ${TRACKING_ID} failed`;

const answers: readonly [string, Answer][] = [
  ["a success", answerJson(golden("sane", "create-booking"))],
  ["a refusal that repeats everything", answerJson({ status: "failed", reason: chatter })],
  ["HTTP 500 with everything in it", answerJson({ reason: chatter }, 500)],
  ["malformed JSON with everything in it", answerJson(`{"reason": "${chatter}`)],
  ["a success that lacks what is needed", answerJson({ status: "success", reason: chatter })],
  ["a reset", reset],
];

describe("logs and failures", () => {
  const bench = useBench();

  it.each(answers)("hold no secret and nothing personal after %s", async (_name, answer) => {
    const { server, supplier, lines } = bench();
    server.answer(answer);
    const failures: unknown[] = [];
    for (const call of calls) {
      const result = await call(supplier);
      const isFailure =
        typeof result === "object" && result !== null && ("failure" in result || "detail" in result);
      if (isFailure) failures.push(result);
    }
    const told = JSON.stringify([lines, failures]).toLowerCase();
    expect(lines.length).toBeGreaterThanOrEqual(calls.length);
    // A traveller's name is known to be one only in the calls that carry the traveller.
    const carriesTraveller = new Set(["updateCustomer", "createBooking"]);
    const personal = JSON.stringify(
      lines.filter((line) => carriesTraveller.has(line.fields?.operation ?? "")),
    );
    expect(personal.toLowerCase()).not.toMatch(/jasim|karimm/);
    for (const secret of SECRETS.filter((word) => !["Jasim", "Karimm"].includes(word)))
      expect(told).not.toContain(secret.toLowerCase());
  });

  it("tell the operation, how long it took, and why", async () => {
    const { server, supplier, lines } = bench();
    server.answer(answerJson({ status: "failed", reason: "Insufficient balance" }));
    await supplier.createBooking(BOOKING_REQUEST);
    expect(lines).toMatchObject([
      {
        level: "warn",
        event: "supplier.failed",
        fields: { operation: "createBooking", state: "refused", reason: "Insufficient balance" },
      },
    ]);
    expect(lines[0]?.fields?.durationMs).toBeGreaterThanOrEqual(0);
  });
});
