import { expect, it } from "vitest";
import type { InboxEntry } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { MINUTE, T0, aDatabasePath, aDraft, open, openNew, orderIn } from "./fixtures.ts";
import Database from "better-sqlite3";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOTHING = { kind: "none" } as const;

const update = (updateId: number, lane = "1001") => ({ updateId, lane, body: `{"update_id":${updateId}}` });

const claim = (storage: Storage, nowMs = T0, owner = "w", limit = 10) =>
  storage.inbox.claim(owner, nowMs, nowMs + MINUTE, limit);

async function claimOne(storage: Storage, nowMs = T0, owner = "w"): Promise<InboxEntry> {
  const [entry] = await claim(storage, nowMs, owner, 1);
  if (!entry) throw new Error("an entry was to be free");
  return entry;
}

const ids = (entries: readonly InboxEntry[]) => entries.map((entry) => entry.updateId);

it("counts what is new and ignores known update ids, also within one call", async () => {
  const { inbox } = await openNew();
  expect(await inbox.add([update(1), update(2), update(2)], T0)).toBe(2);
  expect(await inbox.add([update(2), update(3)], T0)).toBe(1);
  expect(await inbox.add([], T0)).toBe(0);
});

it("answers each of many concurrent inserts with its own count", async () => {
  const storage = await openNew();
  const calls = Array.from({ length: 300 }, (_, index) =>
    storage.inbox.add([update(index % 200, `${index}`)], T0),
  );
  const counts = await Promise.all(calls);
  expect(counts.slice(0, 200).every((count) => count === 1)).toBe(true);
  expect(counts.slice(200).every((count) => count === 0)).toBe(true);
  expect(await claim(storage, T0, "w", 999)).toHaveLength(200);
});

it("lets only the broken one of several concurrent inserts fail", async () => {
  const storage = await openNew();
  const calls = [update(1, "a"), { ...update(2, "b"), updateId: 0.5 }, update(3, "c")];
  const results = await Promise.allSettled(calls.map((entry) => storage.inbox.add([entry], T0)));
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(ids(await claim(storage))).toEqual([1, 3]);
});

it("takes a batch beyond one statement's size in order", async () => {
  const storage = await openNew();
  expect(
    await storage.inbox.add(
      Array.from({ length: 1_200 }, (_, id) => update(id, `${id}`)),
      T0,
    ),
  ).toBe(1_200);
  expect(ids(await claim(storage, T0, "w", 2_000))).toEqual(Array.from({ length: 1_200 }, (_, id) => id));
});

it("gives of each free lane the undone update that Telegram numbered first, whatever came in first", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(9, "a")], T0);
  await storage.inbox.add([update(3, "a"), update(7, "b")], T0);
  expect(await claim(storage)).toEqual([
    { ...update(3, "a"), attempts: 1, lostClaims: 0 },
    { ...update(7, "b"), attempts: 1, lostClaims: 0 },
  ]);
  expect(await claim(storage)).toEqual([]);
});

it("gives nothing of a lane in which an update is under way, though an earlier one comes in late", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(9)], T0);
  const later = await claimOne(storage);
  await storage.inbox.add([update(3)], T0);
  expect(await claim(storage)).toEqual([]);
  // A process that died over the later one has perhaps answered it: that is finished first.
  expect(ids(await claim(storage, T0 + MINUTE, "second"))).toEqual([9]);
  expect(await storage.inbox.finish(later, "w", NOTHING, T0)).toBe(false);
  const again = await claimOne(storage, T0 + 2 * MINUTE);
  expect(await storage.inbox.finish(again, "w", NOTHING, T0)).toBe(true);
  expect(ids(await claim(storage))).toEqual([3]);
});

it("counts the claims that were never ended, and not those that were given back", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1)], T0);
  const first = await claimOne(storage, T0);
  await storage.inbox.release(first, "w", T0, "boom");
  expect(await claimOne(storage, T0)).toMatchObject({ attempts: 2, lostClaims: 0 });
  expect(await claimOne(storage, T0 + MINUTE)).toMatchObject({ attempts: 3, lostClaims: 1 });
  expect(await claimOne(storage, T0 + 2 * MINUTE)).toMatchObject({ attempts: 4, lostClaims: 2 });
});

it("gives out one at a time what was under way at two ends of a process, and everything else beside it", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1, "a"), update(2, "b"), update(3, "c")], T0);
  expect(await claim(storage, T0)).toHaveLength(3);
  expect(await claim(storage, T0 + MINUTE)).toHaveLength(3);
  await storage.inbox.add([update(4, "d"), update(5, "a")], T0);
  const nowMs = T0 + 2 * MINUTE;
  const [suspect, ...others] = await claim(storage, nowMs);
  expect(suspect).toMatchObject({ updateId: 1, lostClaims: 2 });
  expect(ids(others)).toEqual([4]);
  expect(await claim(storage, nowMs)).toEqual([]);
  if (!suspect) throw new Error("an entry was to be free");
  await storage.inbox.finish(suspect, "w", NOTHING, nowMs);
  expect(ids(await claim(storage, nowMs))).toEqual([2, 5]);
});

it("gives an update whose stored bytes do not open without its body, and all others as they are", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await storage.inbox.add([update(1, "a"), update(2, "b"), update(3, "c")], T0);
  const raw = new Database(path);
  const { body } = raw.prepare("select body from inbox where update_id = 2").get() as { body: string };
  raw.prepare("update inbox set body = ? where update_id = 1").run(body);
  raw.prepare("update inbox set body = 'v1.00000000.AAAA' where update_id = 3").run();
  const [damaged, whole, foreign] = await claim(storage);
  expect(damaged).toMatchObject({ updateId: 1, body: null });
  expect(whole).toMatchObject(update(2, "b"));
  expect(foreign).toMatchObject({ updateId: 3, body: null });
  if (!damaged) throw new Error("three entries were to be claimed");
  expect(await storage.inbox.bury(damaged, "w", "it does not open", null, T0)).toBe(true);
  expect(raw.prepare("select update_id from dead_letters").pluck().all()).toEqual([1]);
  raw.close();
});

it("gives the lane's next update once the first is done", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1), update(2)], T0);
  const first = await claimOne(storage);
  expect(await storage.inbox.finish(first, "w", NOTHING, T0)).toBe(true);
  expect(ids(await claim(storage))).toEqual([2]);
  expect(await storage.inbox.add([update(1)], T0)).toBe(0);
});

it("keeps a lane closed while its first update waits for another try", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1), update(2), update(3, "other")], T0);
  const [first] = await claim(storage);
  if (!first) throw new Error("an entry was to be free");
  expect(await storage.inbox.release(first, "w", T0 + 5_000, "boom")).toBe(true);
  expect(await claim(storage, T0 + 4_999)).toEqual([]);
  expect(await claimOne(storage, T0 + 5_000)).toEqual({ ...update(1), attempts: 2, lostClaims: 0 });
});

it("frees an entry whose lease ran out; the lost claim writes nothing, not even its dialogue", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1)], T0);
  const lost = await claimOne(storage, T0, "first");
  expect(await claim(storage, T0 + MINUTE - 1, "second")).toEqual([]);
  const taken = await claimOne(storage, T0 + MINUTE, "second");
  const write = { kind: "write", key: "1001", version: "1", state: "late" } as const;
  const intent = { chatId: 1001, kind: "update-failed", subject: "1", dedupeKey: "failed:1" } as const;
  expect(await storage.inbox.finish(lost, "first", write, T0)).toBe(false);
  expect(await storage.inbox.bury(lost, "first", "late", intent, T0)).toBe(false);
  expect(await storage.inbox.release(lost, "first", T0, "late")).toBe(false);
  expect(await storage.dialogues.read("1001")).toBeUndefined();
  expect(await storage.outbox.claim("w", T0 + HOUR, T0 + DAY, 1)).toEqual([]);
  expect(await storage.inbox.finish(taken, "second", NOTHING, T0)).toBe(true);
});

it("tells a claim from a later one of the same owner", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1)], T0);
  const lost = await claimOne(storage, T0);
  const taken = await claimOne(storage, T0 + MINUTE);
  expect(await storage.inbox.finish(lost, "w", NOTHING, T0)).toBe(false);
  expect(await storage.inbox.finish(taken, "w", NOTHING, T0)).toBe(true);
  expect(await storage.inbox.finish(taken, "w", NOTHING, T0)).toBe(false);
});

it("writes, replaces and removes a dialogue together with its update", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1), update(2), update(3), update(4)], T0);
  const finish = async (change: Parameters<typeof storage.inbox.finish>[2]) => {
    expect(await storage.inbox.finish(await claimOne(storage), "w", change, T0)).toBe(true);
    return storage.dialogues.read("1001");
  };
  expect(await finish({ kind: "write", key: "1001", version: "1", state: "{}" })).toEqual({
    version: "1",
    state: "{}",
  });
  expect(await finish(NOTHING)).toEqual({ version: "1", state: "{}" });
  expect(await finish({ kind: "write", key: "1001", version: "2", state: '{"a":"ü"}' })).toEqual({
    version: "2",
    state: '{"a":"ü"}',
  });
  expect(await finish({ kind: "delete", key: "1001" })).toBeUndefined();
});

it("buries a poison update with a polite word, and the lane goes on", async () => {
  const storage = await openNew();
  await storage.inbox.add([update(1), update(2)], T0);
  const poison = await claimOne(storage);
  const intent = { chatId: 1001, kind: "update-failed", subject: "1", dedupeKey: "failed:1" } as const;
  expect(await storage.inbox.bury(poison, "w", "boom", intent, T0)).toBe(true);
  expect(await storage.outbox.claim("w", T0, T0 + MINUTE, 1)).toMatchObject([intent]);
  expect(ids(await claim(storage))).toEqual([2]);
});

it("empties the body of a done update, and removes old things by the retention rules", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const cancelled = await orderIn(storage, "quoted");
  await storage.orders.createDraft(aDraft(), T0);
  await storage.inbox.add([update(1, "a"), update(2, "b"), update(3, "c")], T0);
  const [done, poison] = await claim(storage, T0, "w", 2);
  if (!done || !poison) throw new Error("two entries were to be free");
  await storage.inbox.finish(done, "w", { kind: "write", key: "a", version: "1", state: "{}" }, T0);
  await storage.inbox.bury(poison, "w", "boom", null, T0);

  const raw = new Database(path, { readonly: true });
  const count = (table: string) => raw.prepare(`select count(*) from ${table}`).pluck().get();
  expect(raw.prepare("select body from inbox where update_id = 1").pluck().get()).toBe("");
  const left: unknown[] = [];
  for (const nowMs of [T0 + 48 * HOUR, T0 + 48 * HOUR + 1, T0 + 7 * DAY + 1, T0 + 14 * DAY + 1]) {
    await storage.inbox.purge(nowMs);
    left.push([count("inbox"), count("dialogues"), count("dead_letters")]);
  }
  expect(left).toEqual([
    [3, 1, 1],
    [1, 1, 1],
    [1, 0, 1],
    [1, 0, 0],
  ]);
  raw.close();

  expect((await storage.orders.get(cancelled.id))?.traveller).not.toEqual({});
  await storage.inbox.purge(T0 + 30 * DAY + 10);
  expect((await storage.orders.get(cancelled.id))?.traveller).toEqual({});
  expect((await storage.orders.getOpenDraft(1001))?.traveller).not.toEqual({});
});
