import { describe, expect, it } from "vitest";
import type { UsageFigures } from "../../../src/domain/usage.ts";
import { createUsageWatch } from "../../../src/services/index.ts";
import type { DataUsage, EsimKey, Logger, SupplierResult } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { anEsim, openNew, orderIn } from "../storage/fixtures.ts";

/** Noon in Dhaka and in Istanbul: nobody sleeps. */
const NOON = Date.UTC(2026, 10, 21, 9);
const HOUR = 3_600_000;
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

function usageOf(overrides: Partial<UsageFigures> = {}): SupplierResult<DataUsage> {
  const nothing = { total: 0, remaining: 0, isUnlimited: false };
  return {
    ok: true,
    value: {
      status: "ACTIVE",
      expireAtMs: NOON + 20 * 24 * HOUR,
      expireAtText: null,
      data: { total: 1000, remaining: 500, isUnlimited: false },
      voice: nothing,
      text: nothing,
      ...overrides,
    },
  };
}
const left = (remaining: number, total = 1000) => usageOf({ data: { total, remaining, isUnlimited: false } });
const DOWN: SupplierResult<DataUsage> = {
  ok: false,
  failure: { kind: "unavailable", operation: "dataUsage", detail: "connection refused" },
};

/** `count` delivered eSIMs of one order, and a sweeper whose clock moves only when it pauses or the test says so. */
async function watchOf(count: number) {
  const storage: Storage = await openNew();
  const order = await orderIn(storage, "sending");
  const esims = Array.from({ length: count }, (_, n) =>
    anEsim(order, { iccid: `89${String(n).padStart(17, "0")}`, position: n + 1 }),
  );
  const from = ["sending"] as const;
  await storage.orders.transition({ orderId: order.id, from, to: "issued", detail: "", nowMs: NOON, esims });
  for (const { id } of esims) await storage.esims.markDelivered(id, NOON);
  let nowMs = NOON;
  const calls: { readonly iccid: string; readonly atMs: number }[] = [];
  let answer: (key: EsimKey) => SupplierResult<DataUsage> = () => usageOf();
  const watch = createUsageWatch({
    usage: storage.usage,
    supplier: {
      dataUsage: async (key) => {
        calls.push({ iccid: key.iccid, atMs: nowMs });
        return answer(key);
      },
    },
    zoneOf: (code) => (code === "TR" ? "Europe/Istanbul" : undefined),
    shopTimeZone: "Asia/Dhaka",
    clock: { now: () => nowMs },
    pause: async (ms) => {
      nowMs += ms;
    },
    wake: () => undefined,
    logger: silent,
  });
  /** Runs the standing job until `untilMs`, as the runner would. */
  async function runUntil(untilMs: number): Promise<void> {
    while (nowMs < untilMs) {
      const next = await watch.sweep();
      if ("again" in next) nowMs = Math.max(nowMs, next.again);
    }
  }
  return {
    storage,
    calls,
    runUntil,
    now: () => nowMs,
    jumpTo: (ms: number) => {
      nowMs = ms;
    },
    answers: (how: typeof answer) => {
      answer = how;
    },
    /** The alerts queued and not sent yet; they are taken as sent. */
    async told(): Promise<readonly string[]> {
      const all: string[] = [];
      for (;;) {
        const [intent] = await storage.outbox.claim("test", nowMs, nowMs + 1, 10);
        if (!intent) return all;
        all.push(intent.subject);
        await storage.outbox.markSent(intent.id, "test", nowMs);
      }
    },
  };
}

describe("the usage sweeper", () => {
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
    const night = NOON + 10.5 * HOUR;
    watch.jumpTo(night);
    watch.answers(() => left(90));
    await watch.runUntil(night + 9 * HOUR);
    expect(await watch.told()).toEqual([]);
    await watch.runUntil(NOON + 21.5 * HOUR);
    expect(await watch.told()).toEqual(["data-90"]);
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
    expect(watch.calls).toHaveLength(1);
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
    watch.answers(() => ({
      ok: false,
      failure: {
        kind: "refused",
        operation: "dataUsage",
        reason: "no such eSIM",
        isListed: false,
        cause: "other",
      },
    }));
    await watch.runUntil(NOON + 24 * HOUR);
    expect(watch.calls).toHaveLength(1);
    expect(await watch.storage.usage.listOwned(1001)).toMatchObject([{ isGone: true, figures: null }]);
  });

  it("looks at 10,000 active eSIMs with three calls a second at most, each an hour or more apart", async () => {
    const watch = await watchOf(10_000);
    await watch.runUntil(NOON + 2 * HOUR + 2 * 60_000);
    const perSecond = new Map<number, number>();
    const last = new Map<string, number>();
    for (const { iccid, atMs } of watch.calls) {
      const second = Math.floor(atMs / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      const before = last.get(iccid);
      if (before !== undefined) expect(atMs - before).toBeGreaterThanOrEqual(HOUR);
      last.set(iccid, atMs);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(3);
    // One round takes 56 minutes at this pace: all had their turn.
    expect(last.size).toBe(10_000);
    expect(watch.calls.length).toBeGreaterThanOrEqual(10_000);
  }, 300_000);
});

const left90 = { total: 1000, remaining: 100, isUnlimited: false };
