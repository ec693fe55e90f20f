import { describe, expect, it } from "vitest";
import { codePaths, hasPath, listDocuments, localTargets, readDocument } from "./documents.ts";

describe.each(listDocuments())("%s", (document) => {
  it("links to what is there", () => {
    expect(localTargets(document).filter((target) => !hasPath(target))).toEqual([]);
  });

  it("names files and folders that are there", () => {
    expect(codePaths(document).filter((target) => !hasPath(target))).toEqual([]);
  });
});

it("backs every promise of the README with a test", () => {
  const promises = readDocument("README.md")
    .split("\n")
    .filter((line) => line.startsWith("| **"));
  expect(promises).toHaveLength(8);
  for (const promise of promises) expect(promise).toMatch(/\(test\/[\w/-]+\.test\.ts\)/);
});

it("shows commands that package.json has", () => {
  const { scripts } = JSON.parse(readDocument("package.json")) as { scripts: Record<string, string> };
  const named = listDocuments().flatMap((document) =>
    [...readDocument(document).matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? ""),
  );
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
