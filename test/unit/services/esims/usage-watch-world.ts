import type { UsageFigures } from "../../../../src/domain/usage.ts";
import { createUsageWatch } from "../../../../src/services/index.ts";
import type { EsimPackage } from "../../../../src/domain/package.ts";
import type {
  DataUsage,
  EsimKey,
  Logger,
  SupplierResult,
  TopupOffer,
} from "../../../../src/services/ports/index.ts";
import type { Storage } from "../../../../src/storage/index.ts";
import { anEsim, openNew, orderIn, somePackage } from "../../storage/fixtures.ts";

/** Noon in Dhaka and in Istanbul: nobody sleeps. */
export const NOON = Date.UTC(2026, 10, 21, 9);
/** Milliseconds. */
export const HOUR = 3_600_000;
/** Milliseconds. */
export const DAY = 24 * HOUR;
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Figures of an active eSIM, half used, but for the overrides. */
export function usageOf(overrides: Partial<UsageFigures> = {}): SupplierResult<DataUsage> {
  const nothing = { total: 0, remaining: 0, isUnlimited: false };
  return {
    ok: true,
    value: {
      status: "ACTIVE",
      expireAtMs: NOON + 20 * DAY,
      expireAtText: null,
      data: { total: 1000, remaining: 500, isUnlimited: false },
      voice: nothing,
      text: nothing,
      ...overrides,
    },
  };
}
/** The same with so many megabytes left. */
export const left = (remaining: number, total = 1000) =>
  usageOf({ data: { total, remaining, isUnlimited: false } });
/** The supplier does not answer. */
export const DOWN = {
  ok: false,
  failure: { kind: "unavailable", operation: "dataUsage", detail: "connection refused" },
} as const;

/** A list of top-ups at these prices in minor units. */
export function topupsAt(...minors: readonly number[]): SupplierResult<TopupOffer> {
  const packages = minors.map((minor) => ({
    packageId: `topup-${minor}`,
    title: "1 GB",
    dataMb: 1024,
    isUnlimited: false,
    validityDays: 7,
    price: { minor, currency: "BDT" },
    tax: null,
    fees: null,
    purchase: null,
  }));
  return { ok: true, value: { topupTrackingId: "topup-1", packages } };
}

/** `count` delivered eSIMs of one order, and a sweeper whose clock moves only when it pauses or the test says so. */
export async function watchOf(count: number, plan: Partial<EsimPackage> = {}, opened?: Storage) {
  const storage = opened ?? (await openNew());
  const order = await orderIn(storage, "sending", { package: { ...somePackage, ...plan } });
  const esims = Array.from({ length: count }, (_, n) =>
    anEsim(order, { iccid: `89${String(n).padStart(17, "0")}`, position: n + 1 }),
  );
  const from = ["sending"] as const;
  await storage.orders.transition({ orderId: order.id, from, to: "issued", detail: "", nowMs: NOON, esims });
  for (const { id } of esims) await storage.esims.markDelivered(id, NOON);
  let nowMs = NOON;
  const calls: { readonly read: "usage" | "topups"; readonly iccid: string; readonly atMs: number }[] = [];
  let topups: SupplierResult<TopupOffer> = topupsAt(48900, 99900);
  let answer: (key: EsimKey) => SupplierResult<DataUsage> = () => usageOf();
  const watch = createUsageWatch({
    usage: storage.usage,
    supplier: {
      dataUsage: async (key) => {
        calls.push({ read: "usage", iccid: key.iccid, atMs: nowMs });
        return answer(key);
      },
      topupPackages: async (key) => {
        calls.push({ read: "topups", iccid: key.iccid, atMs: nowMs });
        return topups;
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
    sweep: watch.sweep,
    now: () => nowMs,
    jumpTo: (ms: number) => {
      nowMs = ms;
    },
    answers: (how: typeof answer) => {
      answer = how;
    },
    listsTopups: (how: typeof topups) => {
      topups = how;
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
