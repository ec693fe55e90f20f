import { expect, it } from "vitest";
import { ittHeadersSchema, ittPathsSchema } from "../../../src/itt/index.ts";

it.each(["dataUsage", "data-usage", "DATA_USAGE", "/esim/data-usage"])(
  "understands %s as the operation it names",
  (name) => {
    expect(ittPathsSchema.parse({ [name]: "/v2/usage" })).toEqual({ dataUsage: "/v2/usage" });
  },
);

it("refuses a name that is no operation's", () => {
  expect(ittPathsSchema.safeParse({ usages: "/v2/usage" }).success).toBe(false);
});

it.each([
  { apiKey: "x-key", secretCode: "x-secret" },
  { apikey: "x-key", secretecode: "x-secret" },
  { api_key: "x-key", secret_code: "x-secret" },
])("understands the credentials' names in %j", (names) => {
  expect(ittHeadersSchema.parse(names)).toEqual({ apiKey: "x-key", secretCode: "x-secret" });
});
