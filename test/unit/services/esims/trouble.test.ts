import { describe, expect, it } from "vitest";
import type { Remedy } from "../../../../src/domain/trouble.ts";
import type { UsageFigures } from "../../../../src/domain/usage.ts";
import { createTrouble, createUsage, type OwnedEsim } from "../../../../src/services/index.ts";
import type { DataUsage, SupplierResult } from "../../../../src/services/ports/index.ts";
import { anEsim, openNew, orderIn, silent, somePackage, T0 } from "../../storage/fixtures.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STAFF_CHAT = -100_200_300;
type Answer = SupplierResult<DataUsage>;

function told(overrides: Partial<UsageFigures> = {}): Answer {
  const nothing = { total: null, remaining: null, isUnlimited: false };
  const figures = {
    status: "ACTIVE",
    expireAtMs: T0 + 9 * DAY,
    data: dataOf(1000, 400),
    voice: nothing,
    text: nothing,
  };
  return { ok: true, value: { ...figures, expireAtText: null, ...overrides } };
}
const dataOf = (total: number | null, remaining: number | null) => ({ total, remaining, isUnlimited: false });
const DOWN: Answer = {
  ok: false,
  failure: { kind: "unavailable", operation: "dataUsage", detail: "connection refused" },
};
const VANISHED: Answer = {
  ok: false,
  failure: {
    kind: "refused",
    operation: "dataUsage",
    reason: "no such eSIM",
    isListed: false,
    isPlain: true,
    cause: "other",
  },
};

/** First aid for one eSIM, over the usage service and a store of its own. */
async function troubleOf(options: { supportChatId?: null; isUnlimited?: boolean } = {}) {
  const { supportChatId = STAFF_CHAT, isUnlimited = false } = options;
  const storage = await openNew();
  const draft = await orderIn(storage, "sending", { package: { ...somePackage, isUnlimited } });
  const esims = [anEsim(draft)];
  const move = { orderId: draft.id, from: ["sending"], to: "issued", detail: "", nowMs: T0 } as const;
  await storage.orders.transition({ ...move, esims });
  const [esim] = await storage.esims.listOwned(draft.customerId);
  const order = await storage.orders.get(draft.id);
  if (!esim || !order) throw new Error("one eSIM was to be issued");
  const owned: OwnedEsim = { esim, order };
  const world = { nowMs: T0, calls: 0, answer: told() };
  const clock = { now: () => world.nowMs };
  const supplier = {
    dataUsage: async () => {
      world.calls += 1;
      return world.answer;
    },
  };
  const usage = createUsage({
    usage: storage.usage,
    supplier,
    clock,
    pause: async () => undefined,
    logger: silent,
  });
  const trouble = createTrouble({
    usage,
    reports: storage.troubleReports,
    outbox: storage.outbox,
    supportChatId,
    clock,
    wake: () => undefined,
    logger: silent,
  });
  /** How many messages the staff got since the last look. */
  async function staffHear(): Promise<number> {
    for (let count = 0; ; count += 1) {
      const [intent] = await storage.outbox.claim("test", world.nowMs, world.nowMs + 1, 1);
      if (!intent) return count;
      expect(intent.chatId).toBe(STAFF_CHAT);
      await storage.outbox.markSent(intent.id, "test", world.nowMs);
    }
  }
  return { world, owned, trouble, staffHear };
}

describe("reading the eSIM", () => {
  const CASES: readonly (readonly [about: string, answer: Answer, remedy: Remedy])[] = [
    // First, since later it goes by what was told before.
    ["a supplier that does not answer", DOWN, "no-figures"],
    ["an eSIM that vanished at the supplier", VANISHED, "no-figures"],
    [
      "nothing left under a status nobody knows",
      told({ status: "SLEEPING", data: dataOf(1000, 0) }),
      "data-over",
    ],
    ["an end in the past", told({ expireAtMs: T0 - 1 }), "validity-over"],
    ["more left than there is in all", told({ data: dataOf(10, 400) }), "figures"],
    ["a negative rest", told({ data: dataOf(1000, -5) }), "no-figures"],
    ["a rest beyond reason", told({ data: dataOf(null, 1e12) }), "no-figures"],
    ["no figures at all", told({ data: dataOf(null, null) }), "no-figures"],
    ["no status", told({ status: null }), "figures"],
    ["a withdrawn eSIM", told({ status: "RECYCLED" }), "no-longer-there"],
  ];

  it("makes of every answer what can be said of it", async () => {
    const { world, owned, trouble } = await troubleOf();
    for (const [about, answer, remedy] of CASES) {
      world.nowMs += HOUR;
      world.answer = answer;
      expect((await trouble.diagnose(owned, "used-up", true)).remedies[0], about).toBe(remedy);
    }
  });

  it("says nothing of what is left of an unlimited plan", async () => {
    const { owned, trouble } = await troubleOf({ isUnlimited: true });
    expect((await trouble.diagnose(owned, "used-up", true)).remedies).toEqual(["no-figures"]);
  });

  it("asks the supplier once in twenty minutes, and goes by the last figures, with their time, while it is down", async () => {
    const { world, owned, trouble } = await troubleOf();
    expect(await trouble.isKept(owned)).toBe(false);
    await trouble.diagnose(owned, "slow", true);
    expect(await trouble.isKept(owned)).toBe(true);
    await trouble.diagnose(owned, "used-up", true);
    expect(world.calls).toBe(1);
    world.nowMs += HOUR;
    world.answer = DOWN;
    const { usage, remedies } = await trouble.diagnose(owned, "used-up", true);
    expect(usage).toMatchObject({ asOfMs: T0, trouble: "down", figures: { status: "ACTIVE" } });
    expect(remedies).toEqual(["figures"]);
  });

  it("counts the days by which the eSIM must be installed", async () => {
    const { world, owned, trouble } = await troubleOf();
    world.answer = told({ status: "NOT_ACTIVE", expireAtMs: null });
    const first = async () => (await trouble.diagnose(owned, "not-installed", false)).remedies[0];
    expect(await first()).toBe("use-wifi");
    world.nowMs = T0 + 180 * DAY;
    expect(await first()).toBe("install-window-over");
  });
});

describe("calling a person", () => {
  it("tells the staff once a day of the same tries, anew of others, and reports what was tried", async () => {
    const { world, owned, trouble, staffHear } = await troubleOf();
    const tried = trouble.noteTried(trouble.noteTried("-", "restart"), "roaming-on");
    expect(await trouble.callPerson(owned, true, tried)).toBe(true);
    expect(await trouble.callPerson(owned, true, trouble.noteTried(tried, "restart"))).toBe(true);
    expect(await staffHear()).toBe(1);
    await trouble.callPerson(owned, true, trouble.noteTried(tried, "apn-set"));
    world.nowMs += DAY;
    await trouble.callPerson(owned, true, tried);
    world.nowMs += DAY;
    await trouble.callPerson(owned, true, tried);
    expect(await staffHear()).toBe(3);
  });

  it("needs no staff chat", async () => {
    const { owned, trouble, staffHear } = await troubleOf({ supportChatId: null });
    expect(await trouble.callPerson(owned, true, "-")).toBe(false);
    expect(await staffHear()).toBe(0);
  });

  it("carries along the newest dozen tries, which is what a button holds", async () => {
    const { trouble } = await troubleOf();
    const all = [
      "use-wifi",
      "type-codes",
      "update-phone",
      "line-on",
      "line-for-data",
      "roaming-on",
      "apn-set",
    ] as const;
    const more = ["choose-network", "restart", "fair-use", "figures", "no-figures", "data-over"] as const;
    const tried = [...all, ...more].reduce((sum, remedy) => trouble.noteTried(sum, remedy), "-");
    expect(tried).toBe("culdransqghf");
  });
});
