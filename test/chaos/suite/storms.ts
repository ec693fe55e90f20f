import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { packageRoot } from "../../../src/package-root.ts";
import { lineOf, runStorm, sumOf, type StormFigures, type StormOptions } from "./storm.ts";
import { openWorkshop } from "./workshop.ts";

/** What storms are run with; each seed is a storm of its own. */
export interface StormsOptions extends Omit<StormOptions, "seed" | "onProgress"> {
  readonly seeds: readonly number[];
  /** So many storms at once, each in a process of its own. */
  readonly jobs: number;
  readonly say: (line: string) => void;
}

/** Marks the line by which a process tells its figures to the one that started it. */
const FIGURES = "figures ";

/** Runs a storm for each seed, tells of each on one line, and of all on the last. False where anything is not as promised. */
export async function runStorms(options: StormsOptions): Promise<boolean> {
  const { seeds, say } = options;
  const startedMs = performance.now();
  const waiting = [...seeds];
  const all: StormFigures[] = [];
  async function work(): Promise<void> {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const figures = await (options.jobs > 1 ? runApart(seed, options) : runHere(seed, options));
      if (!figures) throw new Error(`the storm of seed ${seed} ended without figures`);
      all.push(figures);
      say(lineOf(figures));
      say(`  ${endsOf(figures)}`);
      for (const finding of figures.findings.slice(0, 20)) say(`  ${finding}`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.jobs, seeds.length) }, work));
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  if (all.length > 1) say(`all ${all.length} seeds · ${sumOf(all)} · seconds ${seconds}`);
  return all.every(isAsPromised);
}

/** Runs one storm and tells its figures to the process that started this one. */
export async function runWorker(options: StormsOptions): Promise<void> {
  const [seed = 1] = options.seeds;
  options.say(`${FIGURES}${JSON.stringify(await runHere(seed, options))}`);
}

async function runHere(seed: number, options: StormsOptions): Promise<StormFigures> {
  const workshop = await openWorkshop();
  try {
    const world = await workshop.openWorld();
    const figures = await runStorm(world, { ...options, seed, onProgress: options.say });
    await world.close();
    return figures;
  } finally {
    await workshop.close();
  }
}

function runApart(seed: number, options: StormsOptions): Promise<StormFigures | undefined> {
  const figures = ["orders", "kills", "seconds"] as const;
  const numbers = figures.flatMap((name) => [`--${name}`, String(options[name])]);
  const control = options.isCareless ? ["--control"] : [];
  const script = ["--import", "tsx", "test/chaos/suite/run.ts", "--worker", "--seed", String(seed)];
  const worker = spawn(process.execPath, [...script, ...numbers, ...control], {
    cwd: packageRoot(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told: StormFigures | undefined;
  createInterface({ input: worker.stdout }).on("line", (line) => {
    if (line.startsWith(FIGURES)) told = JSON.parse(line.slice(FIGURES.length)) as StormFigures;
    else options.say(line);
  });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("close", () => resolve(told));
  });
}

function isAsPromised({ double, lost, wrongChat, stuck }: StormFigures): boolean {
  return double + lost + wrongChat + stuck === 0;
}

function endsOf({ ends }: StormFigures): string {
  return Object.entries(ends)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
