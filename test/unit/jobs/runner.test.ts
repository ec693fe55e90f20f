import { afterEach, describe, expect, it, vi } from "vitest";
import { createJobRunner, type JobHandler } from "../../../src/jobs/runner.ts";
import { createLogger } from "../../../src/logger.ts";
import { CLAIM_LEASE_MS } from "../../../src/services/running/poller.ts";
import { createMemoryJobs, createTestClock } from "./memory-jobs.ts";

const done = { done: true } as const;
const never: JobHandler = () => Promise.reject(new Error("not expected"));
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A runner over a table in memory; a long poll interval, so that only `wake` makes it look unless a test says otherwise. */
function startRunner(fulfil: JobHandler, options: { maxConcurrent?: number; pollMs?: number } = {}) {
  const jobs = createMemoryJobs();
  const clock = createTestClock();
  const lines: string[] = [];
  const logger = createLogger({
    level: "debug",
    secrets: [],
    destination: { write: (line) => void lines.push(line) },
  });
  const handlers = {
    fulfil,
    reconcile: fulfil,
    "watch-usage": never,
    "fulfil-topup": never,
    "reconcile-topup": never,
    sweep: never,
    "expire-drafts": never,
    purge: never,
    trip: never,
    refund: never,
    "payment-deadline": never,
    "await-supplier": never,
    "await-topup": never,
    "staff-reminder": never,
    "owed-reminder": never,
    "watch-incidents": never,
    "watch-auto-cancel": never,
  };
  const runner = createJobRunner({ jobs, handlers, clock, logger, owner: "p1", pollMs: 60_000, ...options });
  stops.push(() => runner.stop(100));
  runner.start();
  const enqueue = async (key: string, inMs = 0): Promise<void> => {
    await jobs.enqueue({ kind: "fulfil", key, runAtMs: clock.now() + inMs });
    runner.wake();
  };
  return { jobs, clock, lines, runner, enqueue };
}

/** Handlers that wait until the test lets them go. */
function heldHandler() {
  const started: string[] = [];
  const ended: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const handler: JobHandler = async (job) => {
    started.push(job.key);
    await gate;
    ended.push(job.key);
    return done;
  };
  return { started, ended, handler, release: () => release() };
}

describe("createJobRunner", () => {
  it("runs a due job when woken and removes it when done", async () => {
    const seen: string[] = [];
    const { jobs, enqueue } = startRunner(async (job) => {
      seen.push(`${job.kind}:${job.key}:${job.attempts}`);
      return done;
    });
    await enqueue("o1");
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
    expect(seen).toEqual(["fulfil:o1:1"]);
  });

  it("looks by itself each poll interval", async () => {
    const { jobs, clock } = startRunner(async () => done, { pollMs: 5 });
    await jobs.enqueue({ kind: "fulfil", key: "o1", runAtMs: clock.now() });
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
  });

  it("leaves a job that is not due alone", async () => {
    const { jobs, clock, runner, enqueue } = startRunner(async () => done);
    await enqueue("o1", 5_000);
    await vi.waitFor(() => expect(jobs.claims).toBeGreaterThan(0));
    expect(jobs.rows()).toHaveLength(1);
    clock.advance(5_000);
    runner.wake();
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
  });

  it("postpones a job that wants to run again, without an error", async () => {
    const { jobs, enqueue } = startRunner(async () => ({ again: 9_000_000 }));
    await enqueue("o1");
    await vi.waitFor(() =>
      expect(jobs.rows()[0]).toMatchObject({ dueAtMs: 9_000_000, owner: null, error: null }),
    );
  });

  it("tells no log line who paid a charge that belongs to no order", async () => {
    let tries = 0;
    const { lines, jobs, enqueue } = startRunner(
      async () => {
        tries += 1;
        if (tries === 1) throw new Error("database is busy");
        return done;
      },
      { pollMs: 5 },
    );
    await enqueue("charge 4400123 stx-of-a-customer");
    await vi.waitFor(() => expect(lines.some((line) => line.includes('"job.failed"'))).toBe(true));
    expect(jobs.rows()).toHaveLength(1);
    expect(lines.filter((line) => line.includes("fulfil:charge"))).not.toEqual([]);
    expect(lines.join()).not.toMatch(/4400123|stx-of/);
  });

  it("retries a job that throws after 5 s, doubled up to 10 minutes, and forgets the failures once it succeeds", async () => {
    let hasRecovered = false;
    const { jobs, clock, lines, runner, enqueue } = startRunner(async () => {
      if (hasRecovered) return { again: clock.now() };
      throw new Error("database is busy");
    });
    const nextDelayMs = async (attempts: number): Promise<number> => {
      await vi.waitFor(() => expect(jobs.rows()[0]).toMatchObject({ attempts, owner: null }));
      const delayMs = (jobs.rows()[0]?.dueAtMs ?? 0) - clock.now();
      clock.advance(delayMs);
      return delayMs;
    };
    await enqueue("o1");
    const delays = [await nextDelayMs(1)];
    for (let attempts = 2; attempts <= 9; attempts++) {
      runner.wake();
      delays.push(await nextDelayMs(attempts));
    }
    expect(delays.map((ms) => ms / 1_000)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
    expect(jobs.rows()[0]?.error).toBe("Error: database is busy");
    expect(lines.filter((line) => line.includes('"job.failed"'))).toHaveLength(9);
    hasRecovered = true;
    runner.wake();
    await vi.waitFor(() => expect(jobs.rows()[0]?.attempts).toBeGreaterThan(9));
    hasRecovered = false;
    await vi.waitFor(() => expect(jobs.rows()[0]?.dueAtMs).toBe(clock.now() + 5_000));
  });

  it("runs jobs at once, but no more than it may", async () => {
    const held = heldHandler();
    const { jobs, enqueue } = startRunner(held.handler, { maxConcurrent: 2 });
    for (const key of ["o1", "o2", "o3"]) await enqueue(key);
    await vi.waitFor(() => expect(held.started).toEqual(["o1", "o2"]));
    expect(jobs.rows().map((row) => row.attempts)).toEqual([1, 1, 0]);
    held.release();
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
    expect(held.started).toEqual(["o1", "o2", "o3"]);
  });

  it("does not run a job twice at a time when its lease runs out, and settles it by its newest claim", async () => {
    const held = heldHandler();
    const { jobs, clock, runner, enqueue } = startRunner(held.handler);
    await enqueue("o1");
    await vi.waitFor(() => expect(held.started).toEqual(["o1"]));
    clock.advance(CLAIM_LEASE_MS + 1);
    runner.wake();
    await vi.waitFor(() => expect(jobs.rows()[0]?.attempts).toBe(2));
    held.release();
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
    expect(held.started).toEqual(["o1"]);
  });

  it("keeps its claim on a job for as long as it runs", async () => {
    const held = heldHandler();
    const { jobs, clock, enqueue } = startRunner(held.handler);
    await enqueue("o1");
    await vi.waitFor(() => expect(held.started).toEqual(["o1"]));
    clock.advance(CLAIM_LEASE_MS - 1);
    await vi.waitFor(() => expect(jobs.renewals).toBe(1), { timeout: 10_000 });
    expect(jobs.rows()[0]).toMatchObject({ attempts: 1, leaseUntilMs: clock.now() + CLAIM_LEASE_MS });
    held.release();
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
  });

  it("survives a claim that fails", async () => {
    const { jobs, clock, lines } = startRunner(async () => done, { pollMs: 5 });
    jobs.failNext(new Error("database is busy"));
    await vi.waitFor(() => expect(lines.join("")).toContain("poller.claim-failed"));
    await jobs.enqueue({ kind: "fulfil", key: "o1", runAtMs: clock.now() });
    await vi.waitFor(() => expect(jobs.rows()).toEqual([]));
  });

  it("waits for running jobs when stopped, and claims nothing more", async () => {
    const held = heldHandler();
    const { jobs, runner, enqueue } = startRunner(held.handler);
    await enqueue("o1");
    await vi.waitFor(() => expect(held.started).toEqual(["o1"]));
    const stopped = runner.stop(10_000);
    await enqueue("o2");
    held.release();
    await stopped;
    expect(held.ended).toEqual(["o1"]);
    expect(jobs.rows().map((row) => row.job.key)).toEqual(["o2"]);
    expect(held.started).toEqual(["o1"]);
  });

  it("gives back what it claimed while it was being stopped", async () => {
    const { jobs, clock, runner } = startRunner(never);
    await vi.waitFor(() => expect(jobs.claims).toBe(1));
    await jobs.enqueue({ kind: "fulfil", key: "o1", runAtMs: clock.now() });
    runner.wake();
    await runner.stop(1_000);
    expect(jobs.rows()[0]?.attempts).toBe(1);
    expect(jobs.rows()[0]).toMatchObject({ owner: null, error: null });
  });

  it("stops waiting for a job that hangs, and says so", async () => {
    const held = heldHandler();
    const { lines, runner, enqueue } = startRunner(held.handler);
    await enqueue("o1");
    await vi.waitFor(() => expect(held.started).toEqual(["o1"]));
    await runner.stop(20);
    expect(held.ended).toEqual([]);
    expect(lines.join("")).toContain("poller.drain-timed-out");
    held.release();
  });
});
