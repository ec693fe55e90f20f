import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const UNITS = "unit";
const MEMORY = "/dev/shm";
/** Of less than this the shop might say that its disk is full. */
const LEAST_FREE_BYTES = 2 * 1024 ** 3;

/**
 * Where databases of tests lie: in memory where the machine has such a folder and room in it. A commit is a millisecond of waiting for a disk,
 * and only a power cut could tell the difference: what a killed process has written is there all the same.
 */
function temporaryFolder(): string {
  if (process.env["TMPDIR"] !== undefined || !existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < LEAST_FREE_BYTES) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    return MEMORY;
  } catch {
    return tmpdir();
  }
}

/** The matrix takes minutes and is a short file, which vitest would begin last: one core would wait for the other. Units end the run, side by side. */
class MatrixFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => turnOf(a) - turnOf(b));
  }
}

function turnOf({ moduleId, project }: TestSpecification): number {
  if (moduleId.endsWith("/crash-matrix.test.ts")) return 0;
  return project.name === UNITS ? 2 : 1;
}

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        // Files of a worker share its modules: reading them anew for each would take half of the time. The units keep nothing in them.
        test: { name: UNITS, include: ["test/unit/**/*.test.ts"], isolate: false },
      },
      {
        extends: true,
        test: {
          name: "whole shop",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/unit/**"],
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: MatrixFirst },
    env: { TMPDIR: temporaryFolder() },
    // A shared machine may hold a child process up for seconds: there, what fails twice has failed. At home nothing is retried.
    retry: process.env["CI"] ? 1 : 0,
  },
});
