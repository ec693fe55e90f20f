import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { EsimPackage } from "../../../../src/domain/package.ts";
import type { LogFields, SupplierResult, TopupOffer } from "../../../../src/services/ports/index.ts";
import { aDatabasePath, open, silent } from "../../storage/fixtures.ts";
import { DAY, DOWN, HOUR, left, NOON, topupsAt, usageOf, watchOf } from "./usage-watch-world.ts";

/** The most calls that any second held. */
function busiestSecond(calls: readonly { readonly atMs: number }[]): number {
  const perSecond = new Map<number, number>();
  for (const { atMs } of calls) {
    const second = Math.floor(atMs / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  return Math.max(...perSecond.values());
}

describe("the usage sweeper", () => {
  it("tells each level of a whole life once, and asks nothing more after its end", async () => {
    const watch = await watchOf(1);
    const end = NOON + 200 * DAY;
    const waiting = usageOf({ status: "NOT_ACTIVE", expireAtMs: null });
    const active = (remaining: number) =>
      usageOf({ expireAtMs: end, data: { total: 1000, remaining, isUnlimited: false } });
    const life = [
      [NOON + 160 * DAY, waiting, []],
      [NOON + 167 * DAY, waiting, ["install-14"]],
      [NOON + 177.5 * DAY, waiting, ["install-3"]],
      [NOON + 180 * DAY, active(251), []],
      [NOON + 181 * DAY, active(250), ["data-75"]],
      [NOON + 182 * DAY, active(100), ["data-90"]],
      [end - 2.9 * DAY, active(100), ["days-3"]],
      [end - 0.9 * DAY, active(100), ["days-1"]],
      [end + 0.1 * DAY, active(100), ["expired"]],
      [end + 3 * DAY, active(0), []],
    ] as const;
    const heard: (readonly string[])[] = [];
    for (const [atMs, answer] of life) {
      watch.jumpTo(atMs);
      watch.answers(() => answer);
      await watch.runUntil(atMs + 8 * HOUR);
      heard.push(await watch.told());
    }
    expect(heard).toEqual(life.map(([, , levels]) => levels));
    expect(watch.calls.filter(({ atMs }) => atMs > end + DAY)).toEqual([]);
  });

  it("says of an unlimited plan only when its time ends, whatever figures come", async () => {
    const watch = await watchOf(1, { isUnlimited: true, dataMb: null });
    const data = { total: 1000, remaining: 0, isUnlimited: false };
    const end = NOON + 20 * DAY;
    watch.answers(() => usageOf({ data, expireAtMs: end }));
    await watch.runUntil(NOON + 3 * HOUR);
    expect(await watch.told()).toEqual([]);
    watch.jumpTo(end - 2.9 * DAY);
    await watch.runUntil(end - 2.7 * DAY);
    expect(await watch.told()).toEqual(["days-3"]);
    expect(await watch.storage.usage.listOwned(1001)).toMatchObject([
      { isFinished: false, figures: { data: { isUnlimited: true } } },
    ]);
  });

  it("notes the cheapest top-up for the button of an alert, and none where none is told", async () => {
    const priceAfter = async (plan: Partial<EsimPackage>, topups: SupplierResult<TopupOffer> | null) => {
      const watch = await watchOf(1, plan);
      if (topups) watch.listsTopups(topups);
      watch.answers(() => left(90));
      await watch.runUntil(NOON + 2 * HOUR);
      expect(await watch.told()).toEqual(["data-90"]);
      const [known] = await watch.storage.usage.listOwned(1001);
      return [known?.topupFrom, watch.calls.filter(({ read }) => read === "topups").length];
    };
    expect(await priceAfter({}, null)).toEqual([{ minor: 48900, currency: "BDT" }, 1]);
    expect(await priceAfter({}, topupsAt())).toEqual([null, 1]);
    expect(await priceAfter({}, DOWN)).toEqual([null, 1]);
    expect(await priceAfter({ isRechargeable: false }, null)).toEqual([null, 0]);
  });

  it("keeps to three calls a second where every look brings an alert", async () => {
    const watch = await watchOf(30);
    watch.answers(() => left(90));
    await watch.runUntil(NOON + 2 * HOUR);
    expect(await watch.told()).toHaveLength(30);
    expect(watch.calls.filter(({ read }) => read === "topups")).toHaveLength(30);
    expect(busiestSecond(watch.calls)).toBe(3);
  });

  it("lets eSIMs that were due together drift apart by their hash", async () => {
    const watch = await watchOf(40);
    await watch.runUntil(NOON + HOUR + 30_000);
    const next = (await watch.storage.usage.listOwned(1001)).map(({ nextLookAtMs }) => nextLookAtMs);
    expect(Math.min(...next)).toBeGreaterThanOrEqual(NOON + 2 * HOUR);
    expect(Math.max(...next) - Math.min(...next)).toBeGreaterThan(10 * 60_000);
  });

  it("tells each level once, and anew after a top-up", async () => {
    const watch = await watchOf(1);
    await watch.runUntil(NOON + 2 * HOUR);
    expect(await watch.told()).toEqual([]);
    watch.answers(() => left(240));
    await watch.runUntil(NOON + 6 * HOUR);
    expect(await watch.told()).toEqual(["data-75"]);
    watch.answers(() => left(240, 3000));
    await watch.runUntil(NOON + 8 * HOUR);
    expect(await watch.told()).toEqual(["data-90"]);
    watch.answers(() => left(50, 3000));
    await watch.runUntil(NOON + 9 * HOUR);
    expect(await watch.told()).toEqual([]);
  });

  it("keeps quiet at the destination's night and speaks in its morning", async () => {
    const watch = await watchOf(1);
    // 22:30 in Istanbul.
    const night = NOON + 10.5 * HOUR;
    watch.jumpTo(night);
    watch.answers(() => left(90));
    await watch.runUntil(night + 9 * HOUR);
    expect(await watch.told()).toEqual([]);
    await watch.runUntil(NOON + 21.5 * HOUR);
    expect(await watch.told()).toEqual(["data-90"]);
  });

  it("lives by the destination's clock once in use, and by the shop's before", async () => {
    // 00:30 in Dhaka, where the shop is, and 21:30 in Istanbul.
    const late = NOON + 9.5 * HOUR;
    const there = await watchOf(1);
    there.jumpTo(late);
    there.answers(() => left(90));
    await there.runUntil(late + 0.2 * HOUR);
    expect(await there.told()).toEqual(["data-90"]);

    const here = await watchOf(1, { installWithinDays: 10 });
    here.answers(() => usageOf({ status: "NOT_ACTIVE", expireAtMs: null }));
    here.jumpTo(late + 7 * DAY);
    await here.runUntil(late + 7 * DAY + 7 * HOUR);
    expect(await here.told()).toEqual([]);
    await here.runUntil(late + 7 * DAY + 9 * HOUR);
    expect(await here.told()).toEqual(["install-3"]);
  });

  it("leaves finished eSIMs alone, and those of customers who blocked the bot until they return", async () => {
    const watch = await watchOf(1);
    await watch.storage.customers.update(1001, { hasBlocked: true });
    await watch.runUntil(NOON + 3 * HOUR);
    expect(watch.calls).toHaveLength(0);
    await watch.storage.customers.update(1001, { hasBlocked: false });
    watch.answers(() => left(0));
    await watch.runUntil(NOON + 6 * HOUR);
    expect(await watch.told()).toEqual(["used-up"]);
    expect(watch.calls.map(({ read }) => read)).toEqual(["usage", "topups"]);
  });

  it("does not tell what its owner switched off", async () => {
    const watch = await watchOf(1);
    await watch.storage.customers.update(1001, { mutedAlerts: ["data"] });
    watch.answers(() => usageOf({ expireAtMs: NOON + 30 * HOUR, ...{ data: left90 } }));
    await watch.runUntil(NOON + 3 * HOUR);
    expect(await watch.told()).toEqual(["days-3"]);
  });

  it("backs off while the supplier is down and goes on afterwards", async () => {
    const watch = await watchOf(30);
    watch.answers(() => DOWN);
    await watch.runUntil(NOON + 4 * HOUR);
    const whileDown = watch.calls.length;
    expect(whileDown).toBeLessThan(15);
    watch.answers(() => usageOf());
    await watch.runUntil(NOON + 6 * HOUR);
    const looked = new Set(watch.calls.slice(whileDown).map(({ iccid }) => iccid));
    expect(looked.size).toBe(30);
  });

  it("asks about one that the supplier no longer knows once a day", async () => {
    const watch = await watchOf(1);
    watch.answers(() => GONE);
    await watch.runUntil(NOON + 24 * HOUR);
    expect(watch.calls).toHaveLength(1);
    expect(await watch.storage.usage.listOwned(1001)).toMatchObject([{ isGone: true, figures: null }]);
  });

  it("gives up what was never installed, and what the supplier no longer knows, after 30 days", async () => {
    const isFinished = async (watch: Awaited<ReturnType<typeof watchOf>>) =>
      (await watch.storage.usage.listOwned(1001)).map((each) => each.isFinished);
    const never = await watchOf(1, { installWithinDays: 1 });
    never.answers(() => usageOf({ status: "NOT_ACTIVE", expireAtMs: null }));
    const gone = await watchOf(1);
    gone.answers(() => GONE);
    for (const [watch, day] of [
      [never, 31],
      [gone, 30],
    ] as const) {
      watch.jumpTo(NOON + (day - 1) * DAY);
      await watch.runUntil(NOON + day * DAY - HOUR);
      expect(await isFinished(watch)).toEqual([false]);
      watch.jumpTo(NOON + (day + 1) * DAY);
      await watch.runUntil(NOON + (day + 1) * DAY + HOUR);
      expect(await isFinished(watch)).toEqual([true]);
    }
  });

  it("ends a run within the seconds that a stopping process has", async () => {
    const watch = await watchOf(30);
    watch.answers(() => left(90));
    watch.jumpTo(NOON + 2 * HOUR);
    await watch.sweep();
    expect(watch.now() - NOON - 2 * HOUR).toBeLessThanOrEqual(4_000);
  });

  it("passes over a row that cannot be read for a day, and looks at the others", async () => {
    const lines: (readonly [string, string | undefined])[] = [];
    const path = aDatabasePath();
    const logger = {
      ...silent,
      error: (event: string, fields?: LogFields) => lines.push([event, fields?.error]),
    };
    const watch = await watchOf(2, {}, await open(path, { logger }));
    const raw = new Database(path);
    raw.prepare("update esim_usage set told_json = '{' where esim_id like '%0'").run();
    raw.close();
    await watch.runUntil(NOON + 3 * HOUR);
    expect(new Set(watch.calls.map(({ iccid }) => iccid))).toEqual(new Set([`89${"0".repeat(16)}1`]));
    expect(lines).toEqual([["usage.unreadable", `the usage of eSIM id-89${"0".repeat(17)} is not JSON`]]);
  });

  it("looks at 10,000 active eSIMs with three calls a second at most, each an hour or more apart", async () => {
    const watch = await watchOf(10_000);
    await watch.runUntil(NOON + 2 * HOUR + 2 * 60_000);
    const last = new Map<string, number>();
    for (const { iccid, atMs } of watch.calls) {
      const before = last.get(iccid);
      if (before !== undefined) expect(atMs - before).toBeGreaterThanOrEqual(HOUR);
      last.set(iccid, atMs);
    }
    expect(busiestSecond(watch.calls)).toBeLessThanOrEqual(3);
    // One round takes 56 minutes at this pace: all had their turn.
    expect(last.size).toBe(10_000);
    expect(watch.calls.length).toBeGreaterThanOrEqual(10_000);
  }, 300_000);
});

const GONE = {
  ok: false,
  failure: {
    kind: "refused",
    operation: "dataUsage",
    reason: "no such eSIM",
    isListed: false,
    isPlain: true,
    cause: "other",
  },
} as const;
const left90 = { total: 1000, remaining: 100, isUnlimited: false };
