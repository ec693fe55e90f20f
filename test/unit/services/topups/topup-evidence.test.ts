import { describe, expect, it } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import type { TopupSnapshot } from "../../../../src/domain/topup.ts";
import type { DataUsage } from "../../../../src/services/ports/index.ts";
import {
  figuresOf,
  historyKeys,
  judgeTopup,
  type TopupReads,
} from "../../../../src/services/topups/topup-evidence.ts";
import { openNew, orderIn } from "../../storage/fixtures.ts";

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

async function aTopup(ageMs: number, dataMb: number | null): Promise<Order> {
  const storage = await openNew();
  const { id } = await orderIn(storage, "accepted");
  const order = await storage.orders.get(id);
  if (!order) throw new Error("no order");
  const quote = { bookingTrackingId: "tracking-1", packageTrackingId: "TUP-1", quotedAtMs: NOW };
  return { ...order, kind: "topup", quote, sentAtMs: NOW - ageMs, package: { ...order.package, dataMb } };
}

async function judge(
  snapshot: TopupSnapshot,
  reads: TopupReads,
  options: {
    ageMs?: number;
    claimed?: readonly string[];
    isAlone?: boolean;
    dataMb?: number | null;
    /** What earlier top-ups of the plan found before they were sent, whose entries never showed. */
    awaited?: readonly TopupSnapshot[];
  } = {},
) {
  const { ageMs = MINUTE, claimed = [], isAlone = true, dataMb = 1024, awaited = [] } = options;
  const order = await aTopup(ageMs, dataMb);
  const earlier = awaited.map((earlierBefore) => {
    const topup = { esimId: "e", parentOrderId: "o", before: earlierBefore, after: null };
    return { ...order, topup: { ...topup, acknowledgedAtMs: null } };
  });
  const context = { claimed: new Set(claimed), awaited: earlier, isAlone, nowMs: NOW };
  return judgeTopup(order, snapshot, reads, context);
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

describe("a total", () => {
  const late = { ageMs: 60 * MINUTE };
  const grown = (total: number) => ({ history: ok([]), usage: ok(usage(total)) });

  it.each([1025, 1024 + 511])("of %d MB after 1024 says nothing of 1 GB that was bought", async (total) => {
    expect((await judge(before([], 1024), grown(total), late)).found).toBe("unclear");
  });

  it("proves a top-up that the supplier rounds down", async () => {
    expect((await judge(before([], 1024), grown(2000), late)).found).toBe("shown");
  });

  it("beyond reason says nothing", async () => {
    expect((await judge(before([], 1024), grown(9e12), late)).found).toBe("unclear");
    expect(figuresOf(usage(9e12), NOW).dataTotalMb).toBeNull();
  });

  it("tells nothing of a plan whose size is not known: there the history alone does", async () => {
    const unsized = { ...late, dataMb: null };
    expect((await judge(before([], 1024), grown(2048), unsized)).found).toBe("unclear");
    expect((await judge(before([], 1024), grown(1024), unsized)).found).toBe("unclear");
    const reads = { history: ok([entry(1)]), usage: ok(usage(1024)) };
    expect((await judge(before([], 1024), reads, unsized)).found).toBe("shown");
  });
});

describe("an entry of an earlier top-up of the same plan that comes late", () => {
  const usageNow = ok(usage(1024));
  const late = { ageMs: 60 * MINUTE };

  it("proves nothing of this one when it tells another tracking id", async () => {
    const reads = { history: ok([entry(1, { topup_tracking_id: "TUP-0" })]), usage: usageNow };
    expect((await judge(before([], 1024), reads, late)).found).toBe("none");
  });

  it("proves nothing when it tells no id, until one more comes; nor is it silence", async () => {
    const awaited = [before([], 1024)];
    const one = { history: ok([entry(1)]), usage: usageNow };
    expect((await judge(before([], 1024), one, { ...late, awaited })).found).toBe("unclear");
    const two = { history: ok([entry(1), entry(2)]), usage: usageNow };
    expect((await judge(before([], 1024), two, { ...late, awaited })).found).toBe("shown");
  });

  it("is awaited no more once it came before this one was sent", async () => {
    const awaited = [before([], 1024)];
    const reads = { history: ok([entry(1), entry(2)]), usage: usageNow };
    expect((await judge(before([entry(1)], 1024), reads, { ...late, awaited })).found).toBe("shown");
  });

  it("does not stand in the way of an entry that tells this one's own id", async () => {
    const awaited = [before([], 1024)];
    const reads = { history: ok([entry(2, { topup_tracking_id: "TUP-1" })]), usage: usageNow };
    expect((await judge(before([], 1024), reads, { ...late, awaited })).found).toBe("shown");
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
