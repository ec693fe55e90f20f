import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { variablesSchema } from "../../../src/config/variables.ts";
import { packageRoot } from "../../../src/package-root.ts";
import { validEnvironment } from "./environment.ts";

const LINE = /^(# )?([A-Z_]+)=(.*)$/;
const lines = readFileSync(join(packageRoot(), ".env.example"), "utf8").split("\n");
const entries = lines.flatMap((line, index) => {
  const [, hash, name, value] = LINE.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value: value ?? "", isOptional: hash !== undefined, index }];
});

describe(".env.example", () => {
  it("lists every variable of the schema once, and no other", () => {
    expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(variablesSchema.shape).sort());
  });

  it("has a comment of one line above each", () => {
    for (const { index } of entries) {
      expect(lines[index - 1]).toMatch(/^# \S/);
      expect(lines[index - 1]).not.toMatch(LINE);
      expect(lines[index - 2] ?? "").not.toMatch(/^# (?![A-Z_]+=)\S/);
    }
  });

  it("puts the required ones first, the only ones that are not commented out", () => {
    const required = Object.keys(validEnvironment());
    expect(
      entries
        .slice(0, required.length)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...required].sort());
    expect(entries.filter(({ isOptional }) => !isOptional)).toHaveLength(required.length);
  });

  it("fills in no required line but ITT's own address, so that what was forgotten is missing", () => {
    const filled = entries.filter(({ value, isOptional }) => !isOptional && value !== "");
    expect(filled.map(({ name }) => name)).toEqual(["ITT_BASE_URL"]);
  });

  it("gives examples that the shop accepts", () => {
    const examples = entries.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]);
    const env = validEnvironment(Object.fromEntries(examples) as Record<string, string>);
    expect(() => loadConfig({ ...env, WEBHOOK_SECRET: "0123456789abcdef" })).not.toThrow();
  });
});
