import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { InboxEntry, Job, NewInboxEntry } from "../../../src/services/ports/index.ts";
import { T0, aDatabasePath, open, openNew } from "./fixtures.ts";

const LEASE_MS = 10;
const NOTHING = { kind: "none" } as const;

/** What a worker may do next: claim, end one of its claims somehow, or let time pass (a crash is a claim never ended). */
const step = fc.record({
  act: fc.constantFrom("add", "claim", "finish", "release", "crash", "wait"),
  lane: fc.constantFrom("a", "b", "c"),
  pick: fc.nat(9),
  limit: fc.integer({ min: 1, max: 4 }),
});

it("handles every update, in order per lane, never two of one lane at a time", async () => {
  const storage = await openNew();
  let nowMs = T0;
  let nextId = 1;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
      const added: NewInboxEntry[] = [];
      const done: InboxEntry[] = [];
      let live: { entry: InboxEntry; untilMs: number }[] = [];
      const take = (pick: number) => live.splice(pick % Math.max(live.length, 1), 1)[0];

      const claim = async (limit: number) => {
        const entries = await storage.inbox.claim("w", nowMs, nowMs + LEASE_MS, limit);
        live = live.filter((claimed) => claimed.untilMs > nowMs);
        live.push(...entries.map((entry) => ({ entry, untilMs: nowMs + LEASE_MS })));
        const lanes = live.map((claimed) => claimed.entry.lane);
        expect(new Set(lanes).size, "two claims in one lane").toBe(lanes.length);
      };
      const finish = async (entry: InboxEntry) => {
        if (await storage.inbox.finish(entry, "w", NOTHING, nowMs)) done.push(entry);
      };

      for (const { act, lane, pick, limit } of steps) {
        if (act === "wait") nowMs += pick;
        if (act === "claim") await claim(limit);
        if (act === "crash") take(pick);
        if (act === "add") {
          const entry = { updateId: nextId, lane, body: `${nextId}` };
          nextId += 1;
          await storage.inbox.add([entry], nowMs);
          added.push(entry);
        }
        if (act !== "finish" && act !== "release") continue;
        const claimed = take(pick);
        if (!claimed) continue;
        if (act === "finish") await finish(claimed.entry);
        else await storage.inbox.release(claimed.entry, "w", nowMs + pick, "try again");
      }
      // Whatever happened, a worker that goes on gets to the end.
      for (let round = 0; round < 50 && done.length < added.length; round += 1) {
        nowMs += LEASE_MS;
        await claim(10);
        for (const claimed of live.splice(0)) await finish(claimed.entry);
      }
      for (const lane of ["a", "b", "c"]) {
        const inLane = (entries: readonly Pick<InboxEntry, "updateId" | "lane">[]) =>
          entries.filter((entry) => entry.lane === lane).map((entry) => entry.updateId);
        expect(inLane(done)).toEqual(inLane(added));
      }
    }),
    { numRuns: 60 },
  );
});

it("never loses a job that was asked for, and never has two live claims on one", async () => {
  const storage = await openNew();
  let nowMs = T0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
      /** When (in ticks) each key was last asked for, and when its last finished run began: later than that. */
      const asked = new Map<string, number>();
      const ranFrom = new Map<string, number>();
      let live: { job: Job; startedAt: number }[] = [];
      const leases = new Map<string, number>();
      let tick = 0;
      const take = (pick: number) => live.splice(pick % Math.max(live.length, 1), 1)[0];

      const claim = async (limit: number) => {
        const jobs = await storage.jobs.claim("w", nowMs, nowMs + LEASE_MS, limit);
        for (const { key } of jobs) {
          expect(leases.get(key) ?? 0, `two live claims on ${key}`).toBeLessThanOrEqual(nowMs);
          leases.set(key, nowMs + LEASE_MS);
        }
        live = live.filter(({ job }) => !jobs.some((claimed) => claimed.key === job.key));
        tick += 1;
        live.push(...jobs.map((job) => ({ job, startedAt: tick })));
      };
      const finish = async ({ job, startedAt }: { job: Job; startedAt: number }) => {
        if (!(await storage.jobs.finish(job, "w"))) return;
        ranFrom.set(job.key, startedAt);
        leases.delete(job.key);
      };

      for (const { act, lane, pick, limit } of steps) {
        if (act === "wait") nowMs += pick;
        if (act === "claim") await claim(limit);
        if (act === "crash") take(pick);
        if (act === "add") {
          tick += 1;
          await storage.jobs.enqueue({ kind: "fulfil", key: lane, runAtMs: nowMs + pick });
          asked.set(lane, tick);
        }
        if (act !== "finish" && act !== "release") continue;
        const claimed = take(pick);
        if (!claimed) continue;
        if (act === "finish") await finish(claimed);
        else if (await storage.jobs.postpone(claimed.job, "w", nowMs + pick, "try again"))
          leases.delete(claimed.job.key);
      }
      for (let round = 0; round < 10; round += 1) {
        nowMs += LEASE_MS;
        await claim(10);
        for (const claimed of live.splice(0)) await finish(claimed);
      }
      for (const [key, at] of asked) expect(ranFrom.get(key), key).toBeGreaterThan(at);
      expect(await storage.jobs.claim("w", nowMs + 1_000, nowMs + 1_001, 10)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("never gives two connections the same entry, job or intent", async () => {
  const path = aDatabasePath();
  const workers = [await open(path), await open(path)];
  const [first] = workers;
  if (!first) throw new Error("two connections were to be open");
  const lanes = Array.from({ length: 40 }, (_, index) => index + 1);
  await first.inbox.add(
    lanes.map((id) => ({ updateId: id, lane: `${id}`, body: "{}" })),
    T0,
  );
  for (const id of lanes) {
    await first.jobs.enqueue({ kind: "fulfil", key: `${id}`, runAtMs: T0 });
    await first.outbox.add({ chatId: id, kind: "esim", subject: "o", dedupeKey: `${id}` }, T0);
  }
  const taken: string[] = [];
  const work = workers.map(async (storage, index) => {
    const claimArgs = [`worker-${index}`, T0, T0 + 1_000, 7] as const;
    for (;;) {
      const entries = await storage.inbox.claim(...claimArgs);
      const jobs = await storage.jobs.claim(...claimArgs);
      const intents = await storage.outbox.claim(...claimArgs);
      if (entries.length + jobs.length + intents.length === 0) return;
      taken.push(...entries.map((entry) => `entry ${entry.updateId}`));
      taken.push(...jobs.map((job) => `job ${job.key}`));
      taken.push(...intents.map((intent) => `intent ${intent.chatId}`));
    }
  });
  await Promise.all(work);
  const all = lanes.flatMap((id) => [`entry ${id}`, `intent ${id}`, `job ${id}`]);
  expect(taken.sort()).toEqual(all.sort());
});
