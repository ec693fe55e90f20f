import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createChance } from "./suite/chance.ts";
import { canTrace, watchSyncs } from "./suite/fsync.ts";
import { judge } from "./suite/judge.ts";
import { openSales, type Sale } from "./suite/sales.ts";
import { settle } from "./suite/settle.ts";
import { openWorkshop, type Workshop } from "./suite/workshop.ts";
import type { World } from "./suite/world.ts";

const PATIENCE_MS = 120_000;
let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 120_000);
afterAll(() => workshop?.close());

async function sell(world: World, count: number): Promise<readonly Sale[]> {
  const sales = openSales(world);
  const made: Sale[] = [];
  for (const customer of await world.addCustomers(count)) made.push(await sales.esim(customer));
  await sales.close();
  return made;
}

function tap(world: World, sale: Sale): void {
  sale.isConfirmed = true;
  world.telegram.client.tap(sale.customerId, { messageId: 1_000_000, data: sale.data });
}

it("two processes on one database buy each order once, whichever of them is killed", async () => {
  const world = await workshop.openWorld();
  const made = await sell(world, 16);
  const chance = createChance(8);
  const alive = [await world.boot(), await world.boot()];
  for (const [index, sale] of made.entries()) {
    tap(world, sale);
    tap(world, sale);
    if (index % 4 !== 3) continue;
    await sleep(chance.between(50, 400));
    const [victim] = alive.splice(chance.between(0, 1), 1);
    await victim?.kill();
    alive.push(await world.boot());
  }
  for (const child of alive) await child.ready;
  await sleep(500);
  for (const child of alive) await child.kill();
  world.leap(9_000);
  await settle(world, { untilMs: performance.now() + PATIENCE_MS, isFinal: false });
  expect(judge(world, made, { mayWait: true }).findings).toEqual([]);
  await world.close();
}, 300_000);

it("a database that is locked for seconds loses nothing and doubles nothing", async () => {
  const world = await workshop.openWorld();
  const made = await sell(world, 6);
  const child = await world.boot();
  await child.ready;
  const other = new Database(world.databaseFile);
  for (const sale of made) {
    tap(world, sale);
    await sleep(60);
    other.exec("begin immediate");
    await sleep(900);
    other.exec("rollback");
  }
  other.close();
  await child.kill();
  world.leap(9_000);
  await settle(world, { untilMs: performance.now() + PATIENCE_MS, isFinal: false });
  expect(judge(world, made, { mayWait: true }).findings).toEqual([]);
  await world.close();
}, 300_000);

it("the database is synced before each spending POST", async () => {
  if (!canTrace()) {
    process.stderr.write(
      "\nNOT CHECKED: strace is not installed or may not trace here, so no fsync was seen.\n",
    );
    return;
  }
  const { posts, synced } = await watchSyncs();
  expect(posts).toBeGreaterThanOrEqual(6);
  expect(synced).toBe(posts);
}, 300_000);
