import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Where `npm run mutants` says which file reads how: `{ "path": …, "source": … }`. */
const mutant = JSON.parse(readFileSync(process.env["MUTANT"] ?? "", "utf8")) as {
  path: string;
  source: string;
};

export default defineConfig({
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      load: (id) => (id.split("?")[0] === mutant.path ? mutant.source : undefined),
    },
  ],
  test: { include: ["test/unit/**/*.test.ts"], testTimeout: 60_000, maxWorkers: 2, isolate: false, bail: 1 },
});
