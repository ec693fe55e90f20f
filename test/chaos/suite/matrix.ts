import { describeCell, runCell, type Cell, type CellResult } from "./cell.ts";
import { createChance } from "./chance.ts";
import { FAULT_NAMES, OF_PAID, OF_TOPUPS } from "./faults.ts";
import { LABELS, type Scenario } from "./labels.ts";
import type { Workshop } from "./workshop.ts";

const SCENARIOS = ["esim", "topup", "talk", "stars", "manual", "credit", "page"] as const;
const HITS = [1, 2, 3];
/** Refused writes: of the first so many, each one, and each with the two after it. */
const WRITES = 60;

/** Every cell: each labelled point × each fault × first, second and third hit, and each of the first writes refused. */
export function listCells(): readonly Cell[] {
  const cells: Cell[] = [];
  for (const scenario of SCENARIOS)
    for (const fault of faultsOf(scenario))
      for (const label of LABELS[scenario])
        for (const hit of HITS) cells.push({ scenario, fault, kill: { label, hit } });
  for (const scenario of ["esim", "topup"] as const)
    for (let nth = 1; nth <= WRITES; nth += 1)
      for (const count of [1, 3]) cells.push({ scenario, fault: "none", failWrite: { nth, count } });
  for (const fault of FAULT_NAMES) cells.push({ scenario: "esim", fault });
  for (const fault of OF_TOPUPS) cells.push({ scenario: "topup", fault });
  return cells;
}

function faultsOf(scenario: Scenario) {
  switch (scenario) {
    case "talk":
      return ["none"] as const;
    case "esim":
      return FAULT_NAMES;
    case "topup":
      return OF_TOPUPS;
    default:
      return OF_PAID;
  }
}

/** So many of them, drawn by `seed`. */
export function sampleCells(seed: number, count: number): readonly Cell[] {
  return createChance(seed).shuffle(listCells()).slice(0, count);
}

/** One of `parts` equal parts, the first being 1, with cells of every kind; all parts together are every cell, each once. */
export function listPart(part: number, parts: number): readonly Cell[] {
  const shuffled = createChance(1).shuffle(listCells());
  return shuffled.filter((_, index) => index % parts === part - 1);
}

/** What a matrix came to. */
export interface MatrixFigures {
  readonly cells: number;
  /** Cells whose point was met: a fault may keep an order from ever coming there. */
  readonly reached: number;
  readonly failures: readonly string[];
}

/** Plays cells, a few side by side. `onFailure` hears of each at once. */
export async function runMatrix(
  workshop: Workshop,
  cells: readonly Cell[],
  options: {
    readonly sideBySide: number;
    readonly onFailure?: (line: string) => void;
    readonly onCell?: (result: CellResult, tookMs: number) => void;
  },
): Promise<MatrixFigures> {
  const waiting = [...cells];
  const results: CellResult[] = [];
  async function work(): Promise<void> {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const startedMs = performance.now();
      const result = await runCell(workshop, cell);
      options.onCell?.(result, performance.now() - startedMs);
      results.push(result);
      if (result.findings.length > 0) options.onFailure?.(lineOf(result));
    }
  }
  await Promise.all(Array.from({ length: options.sideBySide }, work));
  return {
    cells: results.length,
    reached: results.filter(({ isReached }) => isReached).length,
    failures: results.filter(({ findings }) => findings.length > 0).map(lineOf),
  };
}

function lineOf({ cell, findings }: CellResult): string {
  return `${describeCell(cell)}: ${findings.join("; ")}`;
}
