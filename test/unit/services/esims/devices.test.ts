import { expect, it } from "vitest";
import { createDevices, type DeviceVerdict } from "../../../../src/services/index.ts";
import type { CompatibleDevice, SupplierResult } from "../../../../src/services/ports/index.ts";
import { openNew, silent, T0 } from "../../storage/fixtures.ts";

const HOUR = 3_600_000;
const LIST = `ios|Apple|iPhone 11|iPhone12,1
ios|Apple|iPhone 13|iPhone14,5
ios|Apple|iPhone 13 Pro|iPhone14,2
ios|Apple|iPhone 13 Pro Max|iPhone14,3
ios|Apple|iPhone 15|iPhone15,4
ios|Apple|iPhone 15 |iPhone15,4
ios|Apple|Apple Watch Series 9|Watch7,4
android|Samsung|Galaxy S23 |SM-S911B
android|Samsung|Galaxy S23|SM-S911U
android|Samsung|Galaxy S23 Ultra|SM-S918B
android|Samsung|Galaxy S23+|SM-S916B
android|Xiaomi|Xiaomi 13|2211133G`;

const DEVICES: readonly CompatibleDevice[] = LIST.split("\n").map((line) => {
  const [os = "", brand = "", name = "", model = ""] = line.split("|");
  return { os, brand, name, model };
});
const DOWN: SupplierResult<readonly CompatibleDevice[]> = {
  ok: false,
  failure: { kind: "unavailable", operation: "compatibleDevices", detail: "connection refused" },
};

/** The device check over a store of its own, on a clock that the test moves. */
async function checkOf() {
  const { deviceList: lists } = await openNew();
  const world = { nowMs: T0, reads: 0, answer: { ok: true, value: DEVICES } as typeof DOWN };
  const supplier = {
    compatibleDevices: async () => {
      world.reads += 1;
      return world.answer;
    },
  };
  const start = () => createDevices({ supplier, lists, clock: { now: () => world.nowMs }, logger: silent });
  return { world, start, devices: start() };
}

const TYPED: readonly (readonly [typed: string, verdict: DeviceVerdict])[] = [
  ["iphone 11", { kind: "listed", name: "iPhone 11" }],
  ["আইফোন ১১", { kind: "listed", name: "iPhone 11" }],
  ["s23 ultra", { kind: "listed", name: "Samsung Galaxy S23 Ultra" }],
  ["S23+", { kind: "listed", name: "Samsung Galaxy S23+" }],
  ["এস২৩ আল্ট্রা", { kind: "listed", name: "Samsung Galaxy S23 Ultra" }],
  ["sm-s911b", { kind: "listed", name: "Samsung Galaxy S23" }],
  // Listed twice, told once.
  ["iphone 15", { kind: "listed", name: "iPhone 15" }],
  ["আইফোন১৩ প্রো ম্যাক্স", { kind: "listed", name: "iPhone 13 Pro Max" }],
  // Without the maker it may be another's: which one is it?
  ["১৩ প্রো", { kind: "several", names: ["iPhone 13 Pro", "iPhone 13 Pro Max"], more: 0 }],
  ["iphone 7", { kind: "no" }],
  ["আইফোন ৭", { kind: "no" }],
  ["galaxy s9+", { kind: "no" }],
];

it("understands a model as people type it", async () => {
  const { devices } = await checkOf();
  for (const [typed, verdict] of TYPED) expect((await devices.check(typed)).verdict, typed).toEqual(verdict);
});

it("asks which one where several are meant, and says “not listed” with the nearest, never “no”", async () => {
  const { devices } = await checkOf();
  expect((await devices.check("13")).verdict).toEqual({
    kind: "several",
    names: ["iPhone 13", "iPhone 13 Pro", "iPhone 13 Pro Max", "Xiaomi 13"],
    more: 0,
  });
  expect((await devices.check("s23 fe")).verdict).toMatchObject({
    kind: "not-listed",
    nearest: expect.arrayContaining(["Samsung Galaxy S23"]) as string[],
  });
  expect((await devices.check("apple watch series 9")).verdict.kind).toBe("not-listed");
  for (const odd of ["", "   ", "🙂", "x".repeat(120)])
    expect((await devices.check(odd)).verdict.kind, odd).toBe("not-listed");
});

it("reads the list once a day, once at a time, and not again after a restart", async () => {
  const { world, devices, start } = await checkOf();
  await Promise.all([devices.check("iphone 11"), devices.check("s23")]);
  world.nowMs += 24 * HOUR - 1;
  await devices.check("iphone 11");
  await start().check("iphone 11");
  expect(world.reads).toBe(1);
  world.nowMs += 1;
  await devices.check("iphone 11");
  expect(world.reads).toBe(2);
});

it("keeps an old list, with its date, while the supplier is down or tells nothing, and asks again later", async () => {
  const { world, devices, start } = await checkOf();
  await devices.check("iphone 11");
  world.nowMs += 25 * HOUR;
  for (const [n, answer] of [DOWN, { ok: true as const, value: [] }].entries()) {
    world.answer = answer;
    const check = n === 0 ? devices : start();
    expect(await check.check("iphone 11")).toEqual({
      verdict: { kind: "listed", name: "iPhone 11" },
      asOfMs: T0,
    });
    await check.check("s23");
  }
  // Each of the two asked once: the minute is not over.
  expect(world.reads).toBe(3);
  world.nowMs += 60_000;
  world.answer = { ok: true, value: DEVICES };
  expect((await devices.check("iphone 11")).asOfMs).toBeNull();
  expect(world.reads).toBe(4);
});

it("says so when no list was ever read, and still knows the phones that take no eSIM", async () => {
  const { world, devices } = await checkOf();
  world.answer = DOWN;
  expect((await devices.check("iphone 11")).verdict).toEqual({ kind: "unavailable" });
  expect((await devices.check("iphone 7")).verdict).toEqual({ kind: "no" });
});
