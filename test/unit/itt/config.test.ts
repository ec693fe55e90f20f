import { describe, expect, it } from "vitest";
import {
  createIttSupplier,
  DEFAULT_ITT_PATHS,
  ittHeadersSchema,
  ittPathsSchema,
  ittSearchSchema,
} from "../../../src/itt/index.ts";
import { SUPPLIER_OPERATIONS } from "../../../src/services/ports/index.ts";
import { recordingLogger, testConfig } from "./support/client.ts";

describe("the settings", () => {
  it("have a default path for each operation", () => {
    expect(Object.keys(DEFAULT_ITT_PATHS).sort()).toEqual([...SUPPLIER_OPERATIONS].sort());
  });

  it("let single paths be overridden", () => {
    expect(ittPathsSchema.parse({ dataUsage: "/v2/usage" })).toEqual({ dataUsage: "/v2/usage" });
  });

  it.each([
    ["an unknown operation", { usage: "/v2/usage" }],
    ["a path without slash", { dataUsage: "v2/usage" }],
    ["another host", { dataUsage: "//evil.example/x" }],
    ["a query", { dataUsage: "/usage?x=1" }],
    ["a step upwards", { dataUsage: "/../usage" }],
  ])("refuse %s as a path", (_name, value) => {
    expect(ittPathsSchema.safeParse(value).success).toBe(false);
  });

  it("have the header names seen in ITT's other APIs", () => {
    expect(ittHeadersSchema.parse({})).toEqual({ apiKey: "apikey", secretCode: "secretecode" });
  });

  it.each([
    ["a name with a space", { apiKey: "api key" }],
    ["twice the same header", { apiKey: "x-key", secretCode: "X-Key" }],
    ["a header of the transport", { apiKey: "Content-Length" }],
  ])("refuse %s", (_name, value) => {
    expect(ittHeadersSchema.safeParse(value).success).toBe(false);
  });

  it("search for what the page shows, unless told otherwise", () => {
    expect(ittSearchSchema.parse({})).toEqual({
      region_type: "local",
      plan_type: "data",
      topup_included: "yes",
    });
    expect(ittSearchSchema.parse({ region_type: ["local", "global"] })).toMatchObject({
      region_type: ["local", "global"],
    });
    expect(ittSearchSchema.safeParse({ region_type: [] }).success).toBe(false);
    expect(ittSearchSchema.safeParse({ region: "local" }).success).toBe(false);
  });

  it.each([
    ["baseUrl", { baseUrl: "supplier.example" }],
    ["apiKey", { apiKey: "two\r\nlines" }],
    ["secretCode", { secretCode: "" }],
  ])("stop a client whose %s could never be sent, without showing it", (name, overrides) => {
    const config = testConfig("http://127.0.0.1:1", overrides);
    const make = () => createIttSupplier({ config, logger: recordingLogger(), clock: { now: () => 0 } });
    expect(make).toThrow(name);
    expect(make).not.toThrow(/two|supplier\.example/);
  });
});
