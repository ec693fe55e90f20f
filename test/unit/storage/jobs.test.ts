import { expect, it } from "vitest";
import type { Job, JobStore } from "../../../src/services/ports/index.ts";
import { MINUTE, T0, openNew } from "./fixtures.ts";

const job = { kind: "fulfil", key: "order-1", runAtMs: T0 } as const;

async function claimOne(jobs: JobStore, nowMs: number, owner = "w"): Promise<Job> {
  const [claimed] = await jobs.claim(owner, nowMs, nowMs + MINUTE, 1);
  if (!claimed) throw new Error("a job was to be due");
  return claimed;
}

it("gives due jobs only, the longest due first, up to the limit", async () => {
  const { jobs } = await openNew();
  for (const [key, delay] of Object.entries({ c: 3, a: 1, b: 2, later: 50 }))
    await jobs.enqueue({ kind: "fulfil", key, runAtMs: T0 + delay });
  expect((await jobs.claim("w", T0 + 10, T0 + MINUTE, 2)).map(({ key }) => key)).toEqual(["a", "b"]);
  expect((await jobs.claim("w", T0 + 10, T0 + MINUTE, 9)).map(({ key }) => key)).toEqual(["c"]);
  expect(await jobs.claim("w", T0 + 10, T0 + MINUTE, 9)).toEqual([]);
});

it("queues a kind and key once, at the earlier of both times", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue({ ...job, runAtMs: T0 + 20 });
  await jobs.enqueue({ ...job, runAtMs: T0 + 10 });
  await jobs.enqueue({ ...job, runAtMs: T0 + 30 });
  await jobs.enqueue({ ...job, kind: "reconcile", runAtMs: T0 + 99 });
  expect(await jobs.claim("w", T0 + 10, T0 + MINUTE, 9)).toEqual([{ ...job, runAtMs: T0 + 10, attempts: 1 }]);
});

it("forgets a finished job, which may then be queued anew", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  expect(await jobs.finish(await claimOne(jobs, T0), "w")).toBe(true);
  expect(await jobs.claim("w", T0 + MINUTE * 9, T0 + MINUTE * 10, 9)).toEqual([]);
  await jobs.enqueue({ ...job, runAtMs: T0 + 1 });
  expect((await claimOne(jobs, T0 + 1)).attempts).toBe(1);
});

it("counts tries over postponements and keeps the back-off's time", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  expect(await jobs.postpone(await claimOne(jobs, T0), "w", T0 + 5_000, "connection reset")).toBe(true);
  expect(await jobs.claim("w", T0 + 4_999, T0 + MINUTE, 1)).toEqual([]);
  expect(await claimOne(jobs, T0 + 5_000)).toEqual({ ...job, runAtMs: T0 + 5_000, attempts: 2 });
});

it("runs a job once more that was asked for during its run", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  const running = await claimOne(jobs, T0);
  await jobs.enqueue({ ...job, runAtMs: T0 + 700 });
  await jobs.enqueue({ ...job, runAtMs: T0 + 500 });
  await jobs.enqueue({ ...job, runAtMs: T0 + 900 });
  expect(await jobs.claim("other", T0 + 1_000, T0 + MINUTE, 9)).toEqual([]);
  expect(await jobs.finish(running, "w")).toBe(true);
  expect(await jobs.claim("w", T0 + 499, T0 + MINUTE, 9)).toEqual([]);
  const again = await claimOne(jobs, T0 + 500);
  expect(again).toEqual({ ...job, runAtMs: T0 + 500, attempts: 1 });
  // The ended claim must not end the new one, though owner and attempts are the same.
  expect(await jobs.finish(running, "w")).toBe(false);
  expect(await jobs.finish(again, "w")).toBe(true);
  expect(await jobs.claim("w", T0 + MINUTE, T0 + 2 * MINUTE, 9)).toEqual([]);
});

it("runs a postponed job at the earlier time when it was asked for during its run", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  const first = await claimOne(jobs, T0);
  await jobs.enqueue({ ...job, runAtMs: T0 + 500 });
  await jobs.postpone(first, "w", T0 + 5_000, null);
  const second = await claimOne(jobs, T0 + 500);
  await jobs.enqueue({ ...job, runAtMs: T0 + 9_000 });
  await jobs.postpone(second, "w", T0 + 6_000, null);
  expect((await claimOne(jobs, T0 + 6_000)).runAtMs).toBe(T0 + 6_000);
});

it("gives a job whose lease ran out to another, and the first owner writes nothing any more", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  const lost = await claimOne(jobs, T0, "first");
  expect(await jobs.claim("second", T0 + MINUTE - 1, T0 + 2 * MINUTE, 1)).toEqual([]);
  const taken = await claimOne(jobs, T0 + MINUTE, "second");
  expect(taken.attempts).toBe(2);
  expect(await jobs.finish(lost, "first")).toBe(false);
  expect(await jobs.postpone(lost, "first", T0, "late")).toBe(false);
  expect(await jobs.finish(taken, "second")).toBe(true);
});

it("tells a claim from a later one of the same owner", async () => {
  const { jobs } = await openNew();
  await jobs.enqueue(job);
  const lost = await claimOne(jobs, T0);
  const taken = await claimOne(jobs, T0 + MINUTE);
  expect(await jobs.finish(lost, "w")).toBe(false);
  expect(await jobs.finish(taken, "w")).toBe(true);
});
