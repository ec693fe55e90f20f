import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../../../src/package-root.ts";

/** Every document of the product, by its path from the root. */
export function listDocuments(): readonly string[] {
  const inRoot = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
  const inDocs = readdirSync(join(packageRoot(), "docs"), { recursive: true, encoding: "utf8" });
  return [...inRoot, ...inDocs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
}

/** A document's text, by its path from the root. */
export function readDocument(path: string): string {
  return readFileSync(join(packageRoot(), path), "utf8");
}

/** Whether a path from the root is there. */
export function hasPath(path: string): boolean {
  return existsSync(join(packageRoot(), path));
}

/** The targets of a document's links and pictures that lead into the repository, as paths from the root. */
export function localTargets(path: string): readonly string[] {
  const text = readDocument(path);
  const found = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return found
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => join(dirname(path), target.replace(/#.*$/, "")));
}

/** What a document writes as code and looks like a path of this repository: `src/app.ts`, `test/flows/`. */
export function codePaths(path: string): readonly string[] {
  const pattern = /`((?:src|test|conversations|data|docs|deploy|scripts|\.ci)\/[^`\s*<>…]*)`/g;
  return [...readDocument(path).matchAll(pattern)]
    .map((match) => match[1] ?? "")
    .filter((target) => !target.startsWith("data/var/"));
}

/** The rows of all tables of a document: the texts of their cells, heads and rulers left out. */
export function tableRows(path: string): readonly (readonly string[])[] {
  const lines = readDocument(path).split("\n");
  const isRuler = (line: string | undefined) => /^\|[\s|:-]+\|$/.test(line ?? "");
  return lines
    .filter((line, index) => line.startsWith("|") && !isRuler(line) && !isRuler(lines[index + 1]))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** What stands in a cell between backticks. */
export function codeWords(cell: string | undefined): readonly string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}
