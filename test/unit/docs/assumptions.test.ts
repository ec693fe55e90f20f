import { expect, it } from "vitest";
import { variablesSchema } from "../../../src/config/variables.ts";
import { faultSchema } from "../../../src/sandbox/itt-emulator/faults/fault.ts";
import { emulatorOptionsSchema } from "../../../src/sandbox/itt-emulator/options.ts";
import { codeWords, tableRows } from "./documents.ts";

const rows = tableRows("docs/assumptions.md");
const options = Object.keys(emulatorOptionsSchema.shape);
const switches: readonly string[] = [...options, ...faultSchema.shape.kind.options];

/** Options that play no assumption: the account, the amount of goods and money, where bookings are kept, notices nobody reads yet. */
const NO_ASSUMPTION = [
  "apiKey",
  "secretCode",
  "memberId",
  "countries",
  "startBalanceMinor",
  "otherBalancesMinor",
  "specialNotice",
  "stateFile",
];

it("has four cells in each row, and names a setting or none", () => {
  expect(rows.length).toBeGreaterThan(30);
  const settings = Object.keys(variablesSchema.shape);
  for (const row of rows) {
    expect(row).toHaveLength(4);
    const named = codeWords(row[2]);
    if (named.length === 0) expect(row[2], row[0]).toBe("—");
    for (const setting of named) expect(settings).toContain(setting);
  }
});

it("names switches that the emulator has", () => {
  for (const row of rows) {
    const named = codeWords(row[3]);
    if (named.length === 0) expect(row[3], row[0]).toBe("—");
    for (const name of named) expect(switches).toContain(name);
  }
});

it("leaves out no option that plays an assumption", () => {
  const named = new Set(rows.flatMap((row) => codeWords(row[3])));
  expect(options.filter((name) => !named.has(name))).toEqual(NO_ASSUMPTION);
});
