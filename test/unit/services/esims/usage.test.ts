import { expect, it } from "vitest";
import { createUsage, type OwnedEsim } from "../../../../src/services/index.ts";
import type { DataUsage, Logger, SupplierResult } from "../../../../src/services/ports/index.ts";
import { anEsim, openNew, orderIn, T0 } from "../../storage/fixtures.ts";

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};
const MINUTE = 60_000;
const nothing = { total: null, remaining: null, isUnlimited: false };
const GOOD: SupplierResult<DataUsage> = {
  ok: true,
  value: {
    status: "ACTIVE",
    expireAtMs: T0 + 60 * MINUTE,
    expireAtText: "a text",
    data: { total: 1000, remaining: 400, isUnlimited: false },
    voice: nothing,
    text: nothing,
  },
};
const DOWN: SupplierResult<DataUsage> = {
  ok: false,
  failure: { kind: "unavailable", operation: "dataUsage", detail: "connection refused" },
};
const EMPTY: SupplierResult<DataUsage> = {
  ok: false,
  failure: { kind: "contract", operation: "dataUsage", field: "data_amount" },
};

async function usageOfOne() {
  const storage = await openNew();
  const draft = await orderIn(storage, "sending");
  const esims = [anEsim(draft)];
  const from = ["sending"] as const;
  await storage.orders.transition({ orderId: draft.id, from, to: "issued", detail: "", nowMs: T0, esims });
  const [esim] = await storage.esims.listOwned(draft.customerId);
  const order = await storage.orders.get(draft.id);
  if (!esim || !order) throw new Error("one eSIM was to be issued");
  const owned: OwnedEsim = { esim, order };
  const world = { nowMs: T0, answer: GOOD };
  const usage = createUsage({
    usage: storage.usage,
    supplier: { dataUsage: async () => world.answer },
    clock: { now: () => world.nowMs },
    pause: async () => undefined,
    logger: silent,
  });
  return { storage, usage, owned, world };
}

it("keeps the last known figures with their time while the supplier is down or tells nothing", async () => {
  const { usage, owned, world } = await usageOfOne();
  const nothingKnown = { figures: null, asOfMs: null, triedAtMs: null, trouble: null, topupFrom: null };
  expect(await usage.known(owned)).toEqual(nothingKnown);
  expect(await usage.look(owned)).toMatchObject({ asOfMs: T0, trouble: null });
  world.nowMs += 30 * MINUTE;
  for (const [answer, trouble] of [
    [DOWN, "down"],
    [EMPTY, "unclear"],
  ] as const) {
    world.answer = answer;
    expect(await usage.look(owned)).toMatchObject({
      trouble,
      asOfMs: T0,
      figures: { data: { remaining: 400 } },
    });
  }
});

it("counts figures as fresh for twenty minutes, and lets Refresh ask once a minute", async () => {
  const { usage, owned, world } = await usageOfOne();
  expect(usage.isStale(await usage.known(owned))).toBe(true);
  expect(await usage.refreshWaitMs(owned)).toBe(0);
  await usage.look(owned);
  world.nowMs += 20_000;
  expect(await usage.refreshWaitMs(owned)).toBe(40_000);
  world.nowMs = T0 + 20 * MINUTE - 1;
  expect(usage.isStale(await usage.known(owned))).toBe(false);
  world.nowMs += 1;
  expect(usage.isStale(await usage.known(owned))).toBe(true);
  expect(await usage.refreshWaitMs(owned)).toBe(0);
});

it("lets Refresh ask again soon after a look that brought nothing", async () => {
  const { usage, owned, world } = await usageOfOne();
  await usage.look(owned);
  world.nowMs += 30 * MINUTE;
  world.answer = DOWN;
  await usage.look(owned);
  expect(await usage.refreshWaitMs(owned)).toBe(20_000);
  world.nowMs += 20_000;
  expect(await usage.refreshWaitMs(owned)).toBe(0);
});

it("asks a silent supplier once a minute, and says meanwhile that it is silent", async () => {
  const { usage, owned, world } = await usageOfOne();
  world.answer = DOWN;
  await usage.look(owned);
  const isStale = async () => usage.isStale(await usage.known(owned));
  expect(await usage.known(owned)).toMatchObject({ trouble: "down", asOfMs: null, triedAtMs: T0 });
  world.nowMs += MINUTE - 1;
  expect(await isStale()).toBe(false);
  world.nowMs += 1;
  expect(await isStale()).toBe(true);
  world.answer = GOOD;
  await usage.look(owned);
  expect((await usage.known(owned)).trouble).toBeNull();
  world.nowMs += 30 * MINUTE;
  world.answer = DOWN;
  await usage.look(owned);
  expect(await isStale()).toBe(false);
  expect(await usage.known(owned)).toMatchObject({ trouble: "down", figures: { data: { remaining: 400 } } });
});

it("is known to the owner alone", async () => {
  const { usage, owned, storage } = await usageOfOne();
  await usage.look(owned);
  expect((await usage.allKnown(owned.esim.customerId)).size).toBe(1);
  expect((await usage.allKnown(2002)).size).toBe(0);
  expect(await storage.usage.getOwned(2002, owned.esim.id)).toBeUndefined();
  expect(await storage.esims.setLabel(2002, owned.esim.id, "mine")).toBe(false);
  expect((await storage.esims.get(owned.esim.id))?.label).toBeNull();
});
