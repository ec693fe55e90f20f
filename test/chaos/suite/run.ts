/** `npm run chaos`: see docs/reliability.md. One line of figures for each seed; the exit code says whether all of them are as promised. */
import { parseArgs } from "node:util";
import { describeCell, type Cell } from "./cell.ts";
import { GUARDS, tryGuards } from "./guards.ts";
import { listCells, listPart, runMatrix, sampleCells } from "./matrix.ts";
import { runStorms, runWorker, type StormsOptions } from "./storms.ts";
import { openWorkshop } from "./workshop.ts";

const USAGE = [
  "npm run chaos                            sells 1000 orders and kills the shop 200 times meanwhile",
  "  -- --seed 1,2,3                        one storm for each seed",
  "  -- --orders 1000 --kills 200           how much is sold, how often it is killed",
  "  -- --seconds 1500 --jobs 2             the most that a storm may take; storms at once",
  "  -- --control                           a careless shop, which books twice: shows that the judge notices",
  "npm run chaos -- --matrix [--cells 100]  each kind of kill at each step, or so many of them by the seed",
  "                 [--part 3/8]            the third of eight parts of them: all eight together are every cell",
  "                 [--slow]                names the cells that take long, and those whose point is not met",
  "npm run chaos -- --guards [--only word]  takes each guard away in turn: every loss must be noticed",
  "The exit code is 0 when all is as promised. docs/reliability.md says what that is.",
];

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h", default: false },
    /** Comma-separated. */
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "1000" },
    kills: { type: "string", default: "200" },
    /** The most that a storm may take, and what is left over afterwards once more. */
    seconds: { type: "string", default: "1500" },
    /** So many storms at once, each in a process of its own. */
    jobs: { type: "string", default: "1" },
    /** Set by a run with jobs: tells figures to the process that started it. */
    worker: { type: "boolean", default: false },
    control: { type: "boolean", default: false },
    matrix: { type: "boolean", default: false },
    /** Of the matrix: so many cells, drawn by the seed; all of them unless given. */
    cells: { type: "string" },
    /** Of the matrix: one of so many equal parts, `3/8`. */
    part: { type: "string" },
    guards: { type: "boolean", default: false },
    /** Of the matrix: names cells that take long, and those whose point is not met. */
    slow: { type: "boolean", default: false },
    /** Of the guards: those whose name has this. */
    only: { type: "string", default: "" },
  },
});

const SLOW_MS = 8_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const storm: StormsOptions = {
  seeds: values.seed.split(",").map(Number),
  orders: Number(values.orders),
  kills: Number(values.kills),
  seconds: Number(values.seconds),
  jobs: Number(values.jobs),
  isCareless: values.control,
  say,
};

function chooseCells(seed: number): readonly Cell[] {
  if (values.part === undefined)
    return values.cells === undefined ? listCells() : sampleCells(seed, Number(values.cells));
  const [part, parts] = values.part.split("/").map(Number);
  if (!part || !parts || part > parts) throw new Error(`--part ${values.part} is none: say 1/8, 2/8, … 8/8`);
  return listPart(part, parts);
}

async function matrix(): Promise<boolean> {
  const seed = Number(values.seed.split(",")[0]);
  const cells = chooseCells(seed);
  const startedMs = performance.now();
  const workshop = await openWorkshop({ standby: 3 });
  try {
    const figures = await runMatrix(workshop, cells, {
      sideBySide: 3,
      onFailure: (line) => say(`  ${line}`),
      onCell: ({ cell, isReached }, tookMs) => {
        if (values.slow && (tookMs > SLOW_MS || !isReached))
          say(`  ${Math.round(tookMs)} ms${isReached ? "" : ", not reached"}: ${describeCell(cell)}`);
      },
    });
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    const { reached, failures } = figures;
    const which = values.part === undefined ? `seed ${seed}` : `part ${values.part}`;
    say(
      `matrix ${which} · cells ${figures.cells} · reached ${reached} · failed ${failures.length} · seconds ${seconds}`,
    );
    return failures.length === 0;
  } finally {
    await workshop.close();
  }
}

async function guards(): Promise<boolean> {
  let isBiting = true;
  const chosen = GUARDS.filter(({ name }) => name.includes(values.only));
  await tryGuards(chosen, ({ name, whole, without }) => {
    const isNoticed = whole.length === 0 && without.length > 0;
    isBiting &&= isNoticed;
    say(`${isNoticed ? "noticed" : "NOT NOTICED"} · ${name}`);
    for (const line of whole) say(`  with it: ${line}`);
    say(`  without it: ${without[0]?.slice(0, 200) ?? "all is green"}`);
  });
  return isBiting;
}

function choose(): Promise<boolean> {
  if (values.matrix) return matrix();
  return values.guards ? guards() : runStorms(storm);
}

if (values.help) for (const line of USAGE) say(line);
else if (values.worker) await runWorker(storm);
else process.exitCode = (await choose()) ? 0 : 1;
