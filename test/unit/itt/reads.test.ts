import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IttConfig, IttSupplier } from "../../../src/itt/index.ts";
import {
  answerJson,
  hang,
  inTurn,
  reset,
  startFakeSupplier,
  type FakeSupplier,
} from "./support/fake-supplier.ts";
import { testClient } from "./support/client.ts";
import { golden, goldenObject, KEY, TRAVELLER } from "./support/samples.ts";

const SEARCH = { countryCode: "BD", language: "en", shortRef: "x" };

const usage = answerJson(golden("sane", "data-usage"));

describe("a read", () => {
  let server: FakeSupplier;
  const clients: IttSupplier[] = [];
  const client = (overrides: Partial<IttConfig> = {}) => {
    const { supplier } = testClient(server.url, overrides);
    clients.push(supplier);
    return supplier;
  };
  beforeEach(async () => {
    server = await startFakeSupplier();
  });
  afterEach(async () => {
    await server.close();
    await Promise.all(clients.splice(0).map((each) => each.close()));
  });

  it.each([
    ["429", answerJson("", 429)],
    ["500", answerJson("", 500)],
    ["503", answerJson("", 503)],
    ["a reset", reset],
  ])("is tried again after %s", async (_name, failure) => {
    server.answer(inTurn(failure, failure, usage));
    expect(await client().dataUsage(KEY)).toMatchObject({ ok: true, value: { status: "ACTIVE" } });
    expect(server.calls).toHaveLength(3);
  });

  it("gives up as unavailable after its tries", async () => {
    server.answer(answerJson("", 502));
    expect(await client().dataUsage(KEY)).toEqual({
      ok: false,
      failure: { kind: "unavailable", operation: "dataUsage", detail: "HTTP 502" },
    });
    expect(server.calls).toHaveLength(3);
  });

  it.each([
    ["404", answerJson({ status: "failed", reason: "gone" }, 404), "unknown"],
    ["a redirect", answerJson("", 302, { location: "/elsewhere" }), "unknown"],
    ["malformed JSON", answerJson("{"), "unknown"],
    ["a refusal", answerJson({ status: "failed", reason: "No such eSIM" }), "refused"],
    ["an answer without figures", answerJson({ status: "success" }), "contract"],
  ])("is not tried again after %s", async (_name, answer, kind) => {
    server.answer(answer);
    expect(await client().dataUsage(KEY)).toMatchObject({ ok: false, failure: { kind } });
    expect(server.calls).toHaveLength(1);
  });

  it("waits as long as Retry-After asks", async () => {
    server.answer(inTurn(answerJson("", 429, { "retry-after": "1" }), usage));
    const started = Date.now();
    expect(await client().dataUsage(KEY)).toMatchObject({ ok: true });
    expect(Date.now() - started).toBeGreaterThanOrEqual(990);
  });

  it("ends at its total deadline, retries and waits included", async () => {
    server.answer(inTurn(answerJson("", 503, { "retry-after": "4" }), hang));
    const started = Date.now();
    const result = await client({ readTimeoutMs: 200 }).dataUsage(KEY);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unavailable", detail: "time-out" } });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it("ends at its deadline when the supplier never answers", async () => {
    server.answer(hang);
    const result = await client({ readTimeoutMs: 100 }).dataUsage(KEY);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unavailable", detail: "time-out" } });
    expect(server.calls).toHaveLength(1);
  });

  it("is unavailable when nobody listens", async () => {
    await server.close();
    const result = await client().dataUsage(KEY);
    expect(result).toMatchObject({
      failure: { kind: "unavailable", detail: "not connected: connection refused (ECONNREFUSED)" },
    });
  });

  it("opens the breaker after failures in a row, for that operation only, and closes it again", async () => {
    const supplier = client({ retryDelaysMs: [], breaker: { failures: 3, halfOpenAfterMs: 50 } });
    server.answer(answerJson("", 500));
    for (let call = 0; call < 3; call += 1) await supplier.dataUsage(KEY);
    expect(await supplier.dataUsage(KEY)).toMatchObject({
      failure: { kind: "unavailable", detail: "breaker open" },
    });
    expect(server.calls).toHaveLength(3);

    server.answer(answerJson(golden("sane", "compatible-devices")));
    expect(await supplier.compatibleDevices()).toMatchObject({ ok: true });

    server.answer(usage);
    await expect.poll(() => supplier.dataUsage(KEY), { timeout: 5_000 }).toMatchObject({ ok: true });
  });

  it("does not open the breaker for being too fast", async () => {
    const supplier = client({ retryDelaysMs: [], breaker: { failures: 2, halfOpenAfterMs: 60_000 } });
    server.answer(answerJson("", 429));
    for (let call = 0; call < 4; call += 1) await supplier.dataUsage(KEY);
    expect(server.calls).toHaveLength(4);
  });

  it("keeps to its number of calls at once", async () => {
    let open = 0;
    let most = 0;
    server.answer((res, call, nth) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        usage(res, call, nth);
      });
    });
    const supplier = client({ maxConcurrentReads: 2 });
    const results = await Promise.all(Array.from({ length: 10 }, () => supplier.dataUsage(KEY)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(most).toBeLessThanOrEqual(2);
  });

  it.each([
    ["announced", { "content-length": String(3 * 1024 * 1024) }],
    ["chunked", {}],
  ])("refuses more than 1 MiB, %s", async (_name, headers) => {
    server.answer((res) => {
      res.writeHead(200, headers);
      res.end(`{"status":"success","pad":"${"x".repeat(3 * 1024 * 1024)}"}`.slice(0, 3 * 1024 * 1024));
    });
    const result = await client().dataUsage(KEY);
    expect(result).toMatchObject({ failure: { kind: "unknown", detail: "the answer is above 1 MiB" } });
    expect(server.calls).toHaveLength(1);
  });

  it("inflates nothing", async () => {
    server.answer(answerJson(golden("sane", "data-usage"), 200, { "content-encoding": "gzip" }));
    await client().dataUsage(KEY);
    expect(server.calls[0]?.headers["accept-encoding"]).toBe("identity");
  });

  it("reuses its connection", async () => {
    const supplier = client();
    server.answer(usage);
    await supplier.dataUsage(KEY);
    await supplier.dataUsage(KEY);
    expect(server.calls[0]?.headers.connection).toBe("keep-alive");
  });
});

describe("a read under a status that is neither success nor failure", () => {
  let server: FakeSupplier;
  let supplier: IttSupplier;
  beforeEach(async () => {
    server = await startFakeSupplier();
    supplier = testClient(server.url).supplier;
  });
  afterEach(async () => {
    await server.close();
    await supplier.close();
  });
  const under = (status: string, name: Parameters<typeof goldenObject>[1]) =>
    answerJson({ ...goldenObject("sane", name), status });

  it("is believed where it shows all that was asked for", async () => {
    server.answer(under("ACTIVE", "data-usage"));
    expect(await supplier.dataUsage(KEY)).toMatchObject({ ok: true, value: { status: "ACTIVE" } });
    server.answer(under("ok", "search"));
    const found = await supplier.search(SEARCH);
    expect(found.ok && found.value.length).toBeGreaterThan(0);
    server.answer(under("completed", "update-customer"));
    expect(await supplier.updateCustomer("1", TRAVELLER)).toEqual({ ok: true, value: null });
    server.answer(under("confirmed", "topup-packages"));
    expect(await supplier.topupPackages(KEY)).toMatchObject({ ok: true });
  });

  it.each([
    ["an empty search", (client: IttSupplier) => client.search(SEARCH), { data: [] }],
    [
      "an empty list of devices",
      (client: IttSupplier) => client.compatibleDevices(),
      { compatible_devices: [] },
    ],
    ["an empty history", (client: IttSupplier) => client.topupHistory(KEY), { data: [] }],
    ["no top-ups", (client: IttSupplier) => client.topupPackages(KEY), { data: [] }],
    ["no figures", (client: IttSupplier) => client.dataUsage(KEY), { reason: "please wait" }],
    ["no passenger", (client: IttSupplier) => client.updateCustomer("1", TRAVELLER), { reason: "queued" }],
  ])("proves nothing by %s, and is no refusal either", async (_name, read, answer) => {
    server.answer(answerJson({ status: "processing", ...answer }));
    const result = await read(supplier);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  });

  it("shows a booking under our tracking id, and its absence only under a word for failure", async () => {
    const { tracking_id: id } = goldenObject("sane", "booking-details");
    server.answer(under("pending", "booking-details"));
    expect(await supplier.readBooking(String(id), null)).toMatchObject({ found: "booking" });
    server.answer(answerJson({ status: "pending", reason: "Booking not found" }));
    expect(await supplier.readBooking(String(id), null)).toMatchObject({ found: "unclear" });
  });
});
