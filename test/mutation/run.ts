/** `npm run mutants`: changes the order machine and its store in small ways, one at a time, and looks whether a test notices. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ORDER_STATES } from "../../src/domain/order.ts";
import { packageRoot } from "../../src/package-root.ts";
import { createChance } from "../chaos/suite/chance.ts";
import { applyMutant, listMutants, type Mutant } from "./mutants.ts";
import { createTypeCheck } from "./type-check.ts";

const TARGETS: Readonly<Record<string, readonly string[]>> = {
  "src/domain/order.ts": ["test/unit/domain/order.test.ts", "test/unit/domain/order-table.test.ts"],
  "src/storage/orders/move-order.ts": [],
  "src/storage/orders/order-store.ts": [],
  "src/storage/orders/create-draft.ts": [],
  "src/storage/orders/spending.ts": [
    "test/unit/storage/spending.test.ts",
    "test/unit/services/running/brakes.test.ts",
  ],
};
/** What every change to the store is tried on; the model test last, since it takes longest. */
const STORE_TESTS = [
  "test/unit/storage/transition.test.ts",
  "test/unit/storage/orders.test.ts",
  "test/unit/storage/topups.test.ts",
  "test/unit/services/payments/manual-payment.test.ts",
  "test/unit/services/orders/order-model.test.ts",
];

const { values } = parseArgs({
  options: {
    /** Of the files: those whose path has this. */
    only: { type: "string", default: "" },
    /** So many of the mutants, drawn by the seed; all of them unless given. */
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "1" },
  },
});

const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), "esim-mutants-"));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function run(mutant: Mutant, source: string, nth: number): Promise<"killed" | "survived"> {
  const path = join(folder, `${nth}.json`);
  writeFileSync(path, JSON.stringify({ path: join(root, mutant.file), source }));
  const own = TARGETS[mutant.file] ?? [];
  const tests = mutant.file.startsWith("src/domain") ? own : [...own, ...STORE_TESTS];
  const args = ["node_modules/vitest/vitest.mjs", "run", "--root", root];
  const config = ["--config", "vitest.mutants.config.ts", "--reporter", "dot"];
  const environment = { ...process.env, MUTANT: path, MODEL_RUNS: "12" };
  const child = spawn(process.execPath, [...args, ...config, ...tests], {
    cwd: root,
    env: environment,
    stdio: "ignore",
    // What never ends has been noticed, too.
    timeout: 240_000,
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve(code === 0 ? "survived" : "killed"));
  });
}

async function tryAll(): Promise<void> {
  const compiles = createTypeCheck(root);
  const all = Object.keys(TARGETS)
    .filter((file) => file.includes(values.only))
    .flatMap((file) => listMutants(file, readFileSync(join(root, file), "utf8"), ORDER_STATES));
  const chosen = createChance(Number(values.seed))
    .shuffle(all)
    .slice(0, Number(values.sample ?? all.length));
  const counts = { killed: 0, survived: 0, "does not compile": 0 };
  const [first] = chosen;
  // Unchanged, everything must pass: or each mutant would seem to be noticed.
  if (first && (await run(first, readFileSync(join(root, first.file), "utf8"), -1)) === "killed")
    throw new Error("the tests fail without any change");
  const waiting = [...chosen.entries()];
  const startedMs = performance.now();
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [nth, mutant] = next;
      const source = applyMutant(readFileSync(join(root, mutant.file), "utf8"), mutant);
      const outcome = compiles(mutant.file, source) ? await run(mutant, source, nth) : "does not compile";
      counts[outcome] += 1;
      if (outcome === "survived") say(`survived · ${mutant.file}:${mutant.line} · ${mutant.what}`);
      if ((nth + 1) % 20 === 0) say(`… ${nth + 1} of ${chosen.length}`);
    }
  }
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const figures = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  say(`mutants ${chosen.length} · ${figures.join(" · ")} · seconds ${seconds}`);
}

try {
  await tryAll();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
