import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IttSupplier } from "../../../src/itt/index.ts";
import {
  answerJson,
  hang,
  reset,
  startFakeSupplier,
  type Answer,
  type FakeSupplier,
} from "./support/fake-supplier.ts";
import { testClient } from "./support/client.ts";
import { BOOKING_REQUEST, golden, goldenObject, TOPUP_REQUEST } from "./support/samples.ts";

const spends = [
  ["createBooking", (supplier: IttSupplier) => supplier.createBooking(BOOKING_REQUEST)],
  ["createTopup", (supplier: IttSupplier) => supplier.createTopup(TOPUP_REQUEST)],
] as const;

const cutAnswer: Answer = (res) => {
  res.writeHead(200, { "content-length": "5000" });
  res.write('{"status":"success","tracking_id":');
  setImmediate(() => res.socket?.destroy());
};

const hugeAnswer: Answer = (res) => {
  res.writeHead(200);
  const piece = "x".repeat(64 * 1024);
  for (let sent = 0; sent < 40; sent += 1) res.write(piece);
  res.end();
};

const doubtful: readonly [string, Answer, RegExp][] = [
  ["500", answerJson({ status: "failed", reason: "Out of stock" }, 500), /HTTP 500/],
  ["503", answerJson("down", 503, { "retry-after": "0" }), /HTTP 503/],
  ["429", answerJson({ status: "failed", reason: "slow down" }, 429, { "retry-after": "0" }), /HTTP 429/],
  ["400 with a listed refusal", answerJson({ status: "failed", reason: "Out of stock" }, 400), /HTTP 400/],
  ["201", answerJson(golden("sane", "create-booking"), 201), /HTTP 201/],
  ["a reset", reset, /^connection reset \([A-Z_]+\)$/],
  ["an answer cut short", cutAnswer, /^(answer cut short|connection reset) \([A-Z_]+\)$/],
  ["a hang", hang, /time-out/],
  ["a redirect", answerJson("", 307, { location: "/esim/elsewhere" }), /HTTP 307/],
  ["more than 1 MiB", hugeAnswer, /1 MiB/],
  ["text that is not JSON", answerJson("<html>ok</html>"), /not a JSON object/],
  ["truncated JSON", answerJson('{"status":"success","tracking_id":"1117'), /not a JSON object/],
  ["no status", answerJson({ reason: "fine" }), /no status/],
  ["two statuses that contradict", answerJson({ status: "failed", Status: "Success" }), /contradict/],
  ["“pending”", answerJson({ status: "pending", reason: "Out of stock", code: 33 }), /“pending”/],
  ["“processing” without a reason", answerJson({ Status: "Processing" }), /“processing”/],
  [
    "“confirmed” with all that a success has",
    answerJson({ ...goldenObject("sane", "create-booking"), status: "confirmed" }),
    /neither success nor failure: “confirmed”/,
  ],
  ["two words of which one is success", answerJson({ status: "pending", Status: "Success" }), /“pending”/],
  ["a whole sentence for a status", answerJson({ status: "Paid by Nadia, 017" }), /not told/],
  ["a failure without a reason", answerJson({ status: "failed" }), /without a reason/],
  [
    "another booking's tracking id",
    answerJson({ ...goldenObject("sane", "create-booking"), tracking_id: "11100000000" }),
    /another tracking id/,
  ],
  [
    "a refusal that bears another tracking id",
    answerJson({ status: "failed", reason: "Out of stock", tracking_id: "11100000000" }),
    /another tracking id/,
  ],
  [
    "a refusal that shows a booking id",
    answerJson({ status: "failed", reason: "Out of stock", general: { booking_id: "ES26" } }),
    /shows a booking/,
  ],
];

describe.each(spends)("%s", (operation, spend) => {
  let server: FakeSupplier;
  let supplier: IttSupplier;
  beforeEach(async () => {
    server = await startFakeSupplier();
    supplier = testClient(server.url, { spendTimeoutMs: 300 }).supplier;
  });
  afterEach(async () => {
    await server.close();
    await supplier.close();
  });

  it.each(doubtful)("is sent exactly once and unknown after %s", async (_name, answer, detail) => {
    server.answer(answer);
    const result = await spend(supplier);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unknown", operation } });
    expect(!result.ok && result.failure.kind === "unknown" && result.failure.detail).toMatch(detail);
    // A read over the same client proves that nothing was queued behind the lost call.
    server.answer(answerJson({ status: "success", compatible_devices: [] }));
    await supplier.compatibleDevices();
    expect(server.calls.filter((call) => call.path !== "/esim/compatible-devices")).toHaveLength(1);
  });

  it("is refused, with its cause, on a listed refusal", async () => {
    server.answer(answerJson({ status: "failed", reason: "Insufficient balance", code: 11 }));
    expect(await spend(supplier)).toEqual({
      ok: false,
      failure: {
        kind: "refused",
        operation,
        reason: "Insufficient balance",
        isListed: true,
        isPlain: true,
        cause: "agency_balance",
      },
    });
  });

  it("is refused, but not as listed, on words the table does not hold", async () => {
    server.answer(answerJson({ status: "failed", reason: "Something went wrong" }));
    const result = await spend(supplier);
    expect(result).toMatchObject({ failure: { kind: "refused", isListed: false, cause: "other" } });
  });

  it("is sent over a fresh connection each time", async () => {
    server.answer(answerJson({ status: "failed", reason: "no" }));
    await spend(supplier);
    await spend(supplier);
    expect(server.calls.map((call) => call.headers.connection)).toEqual(["close", "close"]);
  });

  it("is unavailable when the connection is refused", async () => {
    const { url } = server;
    await server.close();
    const refused = testClient(url).supplier;
    const result = await spend(refused);
    expect(result).toEqual({
      ok: false,
      failure: { kind: "unavailable", operation, detail: "not connected: connection refused (ECONNREFUSED)" },
    });
    await refused.close();
  });

  it("is unavailable when the name does not resolve", async () => {
    const lost = testClient("http://supplier.invalid").supplier;
    const result = await spend(lost);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unavailable", operation } });
    await lost.close();
  });

  it("is unavailable when TLS fails before anything is sent", async () => {
    const plain = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const { port } = plain.address() as AddressInfo;
    const secure = testClient(`https://127.0.0.1:${port}`).supplier;
    const result = await spend(secure);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unavailable", operation } });
    await secure.close();
    await new Promise((resolve) => plain.close(resolve));
  });
});
