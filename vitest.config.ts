import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

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

/** The matrix takes minutes and is a short file, which vitest would begin last: one core would wait for the other. */
class MatrixFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isMatrix = ({ moduleId }: TestSpecification) => moduleId.endsWith("/crash-matrix.test.ts");
    return [...sorted.filter(isMatrix), ...sorted.filter((file) => !isMatrix(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: MatrixFirst },
    env: { TMPDIR: temporaryFolder() },
    // A shared machine may hold a child process up for seconds: there, what fails twice has failed. At home nothing is retried.
    retry: process.env["CI"] ? 1 : 0,
  },
});
