import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/order.ts";
import type { TopupSnapshot } from "../../../src/domain/topup.ts";
import type { DataUsage } from "../../../src/services/ports/index.ts";
import { figuresOf, historyKeys, judgeTopup, type TopupReads } from "../../../src/services/topup-evidence.ts";
import { openNew, orderIn } from "../storage/fixtures.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const ICCID = "8990011234567890123";

function usage(total: number | null, overrides: Partial<DataUsage["data"]> = {}): DataUsage {
  const none = { total: null, remaining: null, isUnlimited: false };
  return {
    status: "ACTIVE",
    expireAtText: null,
    expireAtMs: null,
    data: { total, remaining: total, isUnlimited: false, ...overrides },
    voice: none,
    text: none,
  };
}

const entry = (id: number, overrides: Record<string, unknown> = {}) => ({
  id,
  package_id: `${ICCID}||pkg-1`,
  status: "NOT_ACTIVE",
  ...overrides,
});

function before(history: readonly Record<string, unknown>[], total: number | null): TopupSnapshot {
  return { ...figuresOf(usage(total), NOW), historyKeys: historyKeys(history), pendingMb: 0 };
}

const ok = <T>(value: T) => ({ ok: true as const, value });
const down = {
  ok: false as const,
  failure: { kind: "unavailable" as const, operation: "topupHistory" as const, detail: "reset" },
};

async function aTopup(ageMs: number): Promise<Order> {
  const storage = await openNew();
  const { id } = await orderIn(storage, "accepted");
  const order = await storage.orders.get(id);
  if (!order) throw new Error("no order");
  const quote = { bookingTrackingId: "tracking-1", packageTrackingId: "TUP-1", quotedAtMs: NOW };
  return { ...order, kind: "topup", quote, sentAtMs: NOW - ageMs };
}

async function judge(
  snapshot: TopupSnapshot,
  reads: TopupReads,
  options: { ageMs?: number; claimed?: readonly string[]; isAlone?: boolean } = {},
) {
  const order = await aTopup(options.ageMs ?? MINUTE);
  const claimed = new Set(options.claimed ?? []);
  return judgeTopup(order, snapshot, reads, { claimed, isAlone: options.isAlone ?? true, nowMs: NOW });
}

describe("a top-up is there", () => {
  it("when the history has an entry that was not there before", async () => {
    const reads = { history: ok([entry(1), entry(2)]), usage: ok(usage(1024)) };
    const reading = await judge(before([entry(1)], 1024), reads);
    expect(reading).toMatchObject({ found: "shown", supplierId: "2", figures: null });
  });

  it("when the total has grown, though the history says nothing", async () => {
    const reading = await judge(before([], 1024), { history: ok([]), usage: ok(usage(2048)) });
    expect(reading).toMatchObject({ found: "shown", historyKey: null, figures: { dataTotalMb: 2048 } });
  });

  it("when the total has grown and the history cannot be read", async () => {
    const reading = await judge(before([], 1024), { history: down, usage: ok(usage(2048)) });
    expect(reading.found).toBe("shown");
  });

  it("when an equal entry without any id came on top of the old one", async () => {
    const bare = { title: "1 GB" };
    const reads = { history: ok([bare, bare]), usage: ok(usage(1024)) };
    expect((await judge(before([bare], 1024), reads)).found).toBe("shown");
  });
});

describe("nothing is proved", () => {
  it("by an old entry whose status changed", async () => {
    const reads = { history: ok([entry(1, { status: "ACTIVE" })]), usage: ok(usage(1024)) };
    expect((await judge(before([entry(1)], 1024), reads)).found).toBe("unclear");
  });

  it.each([
    ["an entry of another package", entry(2, { package_id: `${ICCID}||other` })],
    ["an entry that failed", entry(2, { status: "failed" })],
  ])("by %s", async (_name, other) => {
    const reads = { history: ok([other]), usage: ok(usage(1024)) };
    expect((await judge(before([], 1024), reads)).found).toBe("unclear");
  });

  it("by an entry that proves another top-up", async () => {
    const reads = { history: ok([entry(2)]), usage: ok(usage(1024)) };
    const [claimed = ""] = historyKeys([entry(2)]);
    expect((await judge(before([], 1024), reads, { claimed: [claimed] })).found).toBe("unclear");
  });

  it("by a growth that an earlier top-up was still to bring, or that a later one brought", async () => {
    const reads = { history: ok([]), usage: ok(usage(2048)) };
    const pending = { ...before([], 1024), pendingMb: 1024 };
    expect((await judge(pending, reads)).found).toBe("unclear");
    expect((await judge(before([], 1024), reads, { isAlone: false })).found).toBe("unclear");
  });

  it("by figures of an unlimited plan, or figures that cannot be", async () => {
    const unlimited = { history: ok([]), usage: ok(usage(4096, { isUnlimited: true })) };
    expect((await judge(before([], 1024), unlimited, { ageMs: 60 * MINUTE })).found).toBe("unclear");
    const negative = { history: ok([]), usage: ok(usage(-5)) };
    expect((await judge(before([], 1024), negative, { ageMs: 60 * MINUTE })).found).toBe("unclear");
  });
});

describe("a silence", () => {
  const silent = { history: ok([]), usage: ok(usage(1024)) };

  it("counts once the upstream cache of 20 minutes is over", async () => {
    expect((await judge(before([], 1024), silent, { ageMs: 19 * MINUTE })).found).toBe("unclear");
    expect((await judge(before([], 1024), silent, { ageMs: 21 * MINUTE })).found).toBe("none");
  });

  it("does not count while one of both sources is mute", async () => {
    const late = { ageMs: 60 * MINUTE };
    expect((await judge(before([], 1024), { ...silent, history: down }, late)).found).toBe("unclear");
    expect((await judge(before([], null), silent, late)).found).toBe("unclear");
  });
});

it("never shows more left than there is", () => {
  expect(figuresOf(usage(1024, { remaining: 5000 }), NOW)).toMatchObject({ dataRemainingMb: 1024 });
});
