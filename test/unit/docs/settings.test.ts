import { expect, it } from "vitest";
import { variablesSchema } from "../../../src/config/variables.ts";
import { validEnvironment } from "../config/environment.ts";
import { codeWords, readDocument, tableRows } from "./documents.ts";

const NAME = /^`([A-Z_]+)`$/;
const rows = tableRows("README.md").flatMap(([first, unset = "", meaning = ""]) => {
  const name = NAME.exec(first ?? "")?.[1];
  return name === undefined ? [] : [{ name, unset, meaning }];
});
const names = Object.keys(variablesSchema.shape);

/** What stands in .env.example above and at a variable; required ones are not commented out. */
const isRequired = (name: string) => new RegExp(`^${name}=`, "m").test(readDocument(".env.example"));

it("lists every variable of the schema once, and no other", () => {
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
});

it("calls required what .env.example asks for, and nothing else", () => {
  for (const { name, unset } of rows) expect(unset === "required", name).toBe(isRequired(name));
});

it("tells the defaults that the schema has", () => {
  const defaults: Readonly<Record<string, unknown>> = variablesSchema.parse(validEnvironment());
  for (const { name, unset } of rows.filter(({ name }) => !isRequired(name))) {
    const words = codeWords(unset).map((word) => word.replace(/^.*\]\(.*$/, ""));
    const value = defaults[name];
    if (words.length === 0) expect(isNothing(value), name).toBe(true);
    else expect(words, name).toEqual(textsOf(value));
  }
});

function isNothing(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function textsOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.values(value).map(String) : [String(value)];
}
