import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A shared machine may hold a child process up for seconds: there, what fails twice has failed. At home nothing is retried.
    retry: process.env["CI"] ? 1 : 0,
  },
});
