import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../../src/package-root.ts";

/**
 * A stored dialogue is replayed against the code of today: whenever the order of waits, replies or externals changes, its version must
 * be bumped. This notices a change of the script; bump `version` in the file and put the new pair here.
 */
const KNOWN = [{ file: "conversations/traveller.ts", version: 2, script: "128529" }];

it.each(KNOWN)("bumps the version of $file whenever its script changes", ({ file, version, script }) => {
  const source = readFileSync(join(packageRoot(), file), "utf8");
  const calls =
    source.match(
      /step\.(ask|end)\([^)]*\)|outside\(|conversation\.(wait|external|rewind|halt|checkpoint)\(/g,
    ) ?? [];
  const found = createHash("sha256").update(calls.join("\n")).digest("hex").slice(0, 6);
  expect({ version: Number(/version: (\d+)/.exec(source)?.[1]), script: found }).toEqual({ version, script });
});

it("lets dialogues reach the world in the one way that keeps an error's class", () => {
  const folder = join(packageRoot(), "conversations");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const users = files.filter((name) =>
    readFileSync(join(folder, name), "utf8").includes("conversation.external("),
  );
  expect(users).toEqual([join("steps", "outside.ts")]);
});
