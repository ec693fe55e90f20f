import { setTimeout as sleep } from "node:timers/promises";
import { createChance, type Chance } from "./chance.ts";
import { armByChance } from "./faults.ts";
import { drawConduct, drawMethod } from "./conduct.ts";
import { judge, type Verdict } from "./judge.ts";
import { openSales, type Sale, type Sales } from "./sales.ts";
import { createBacklog, settle } from "./settle.ts";
import { openTown, type Town } from "./town.ts";
import type { World } from "./world.ts";

/** How long and how hard. */
export interface StormOptions {
  readonly seed: number;
  readonly orders: number;
  readonly kills: number;
  /** The storm itself; what is then left over is given as long again. */
  readonly seconds: number;
  readonly isCareless?: boolean;
  /** Hears twice a minute how far it is. */
  readonly onProgress?: (line: string) => void;
}

/** What a storm came to. */
export interface StormFigures extends Verdict {
  readonly seed: number;
  /** Kills 20–200 ms after the shop took updates. */
  readonly kills: number;
  /** Kills while it was starting, which count among them. */
  readonly bootKills: number;
  readonly seconds: number;
}

/** More orders than this under way, and the shop is left alone for a while before it is killed again. */
const MOST_MOVING = 40;
/** systemd starts the shop again after some seconds; by then what the dead process had claimed is free. */
const DOWN_MS = 9_000;
const LONGEST_BREATHER_MS = 6_000;

/**
 * Many customers buy and top up while the shop is killed over and over, at moments that the seed draws. Taps come two and three times,
 * updates twice and out of order, strangers tap buttons that are not theirs, the supplier and Telegram fail in every way they can.
 */
export async function runStorm(world: World, options: StormOptions): Promise<StormFigures> {
  const startedMs = performance.now();
  const stormEndsMs = startedMs + options.seconds * 1_000;
  const chance = createChance(options.seed);
  const sales = openSales(world);
  const town = openTown(world);
  const { control } = world.telegram;
  control.duplicateUpdates(true);
  control.reorderUpdates({ window: 5, seed: options.seed });
  const customers = await world.addCustomers(Math.ceil(options.orders * 0.75) + 10);
  const killed = { kills: 0, bootKills: 0 };
  const backlog = createBacklog(world);
  const isFull = () => backlog().moving + backlog().updates > MOST_MOVING;
  const confirmed = world.raw.prepare("select count(*) from orders").pluck();
  const begun = () => Number(confirmed.get());
  const isOver = () => performance.now() > stormEndsMs;

  const shopping = shop({
    world,
    sales,
    town,
    seed: options.seed,
    chance: createChance(options.seed * 7 + 1),
    customers,
    orders: options.orders,
    isWelcome: (made) =>
      !isFull() && made < 20 + (options.orders * (killed.kills + 1)) / Math.max(options.kills, 1),
    isOver: () => isOver(),
  });
  const progress = setInterval(() => {
    const { updates, moving, unknown, waiting } = backlog();
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    options.onProgress?.(
      `… seed ${options.seed} after ${seconds} s: kills ${killed.kills}, orders ${begun()}, updates ${updates}, moving ${moving}, unknown ${unknown}, to be paid ${waiting}`,
    );
  }, 30_000);
  let hasShopped = false;
  void shopping.then(() => (hasShopped = true));

  while (killed.kills < options.kills && !isOver()) {
    if (!hasShopped && isFull()) await breathe();
    await killOne();
  }
  while (!hasShopped && !isOver()) await breathe();
  const made = await shopping;
  control.reset();
  await settle(world, { untilMs: performance.now() + options.seconds * 1_000, isFinal: true });
  await town.close();
  clearInterval(progress);
  const verdict = judge(world, made);
  await sales.close();
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  return { ...verdict, seed: options.seed, ...killed, seconds };

  async function killOne(): Promise<void> {
    const plan = { isCareless: options.isCareless };
    const child = await world.boot(plan);
    if (chance.percent(10)) {
      await sleep(chance.between(0, 150));
      killed.bootKills += 1;
    } else {
      if (!(await child.ready)) throw new Error("the shop ended by itself");
      await sleep(chance.between(20, 200));
    }
    await child.kill();
    killed.kills += 1;
    world.leap(DOWN_MS);
  }

  /** A longer life, so that orders get on; it too ends with a kill, which is not counted. */
  async function breathe(): Promise<void> {
    const child = await world.boot({ isCareless: options.isCareless });
    const endMs = performance.now() + LONGEST_BREATHER_MS;
    await child.ready;
    const isCrowded = () => backlog().moving + backlog().updates > MOST_MOVING / 4;
    while (isCrowded() && performance.now() < endMs) await sleep(30);
    await sleep(100);
    await child.kill();
    world.leap(DOWN_MS);
  }
}

interface Shopping {
  readonly world: World;
  readonly sales: Sales;
  readonly town: Town;
  readonly seed: number;
  readonly chance: Chance;
  readonly customers: readonly number[];
  readonly orders: number;
  /** Whether one more order may be begun, `made` being there. */
  readonly isWelcome: (made: number) => boolean;
  readonly isOver: () => boolean;
}

/** Every order comes from a customer who taps, often more than once; some who have an eSIM top it up. */
async function shop({
  world,
  sales,
  town,
  seed,
  chance,
  customers,
  orders,
  isWelcome,
  isOver,
}: Shopping): Promise<Sale[]> {
  const made: Sale[] = [];
  let next = 0;
  const delivered = world.raw.prepare(
    `select esims.id as esim, esims.customer_id as customer from esims join orders on orders.id = esims.order_id
     where orders.state = 'delivered' and not exists (select 1 from orders as other where other.esim_id = esims.id
       and other.state not in ('delivered', 'failed', 'void', 'cancelled', 'expired', 'refunded'))
     order by random() limit 1`,
  );
  const newSale = async (): Promise<Sale | undefined> => {
    const known = chance.percent(35) || next >= customers.length ? delivered.get() : undefined;
    if (known) {
      const { esim, customer } = known as { esim: string; customer: number };
      return sales.topup(customer, esim, drawMethod(seed, made.length, "topup"));
    }
    const customer = customers[next];
    next += 1;
    return customer === undefined
      ? undefined
      : sales.esim(customer, chance.percent(8) ? 2 : 1, drawMethod(seed, made.length, "esim"));
  };
  while (made.length < orders && !isOver()) {
    if (!isWelcome(made.length)) {
      await sleep(10);
      continue;
    }
    const sale = await newSale();
    if (!sale) {
      await sleep(10);
      continue;
    }
    town.welcome(sale, drawConduct(seed, made.length));
    made.push(sale);
    armByChance(world, sale, chance);
    tapByChance(world, sale, chance, customers);
  }
  return made;
}

function tapByChance(world: World, sale: Sale, chance: Chance, customers: readonly number[]): void {
  const tap = (customerId: number): void => {
    world.telegram.client.tap(customerId, { messageId: 1_000_000, data: sale.data });
  };
  const stranger = chance.pick(customers);
  const isForeign = chance.percent(6) && stranger !== sale.customerId;
  if (isForeign) tap(stranger);
  // Of some cards only a stranger taps the button: nothing may come of it.
  if (isForeign && chance.percent(50)) return;
  sale.isConfirmed = true;
  tap(sale.customerId);
  if (chance.percent(30)) tap(sale.customerId);
  if (chance.percent(10)) tap(sale.customerId);
}

type Counts = Pick<
  StormFigures,
  "kills" | "orders" | "double" | "lost" | "wrongChat" | "stuck" | "turnedAway"
>;

/** The one line of figures. */
export function lineOf(figures: StormFigures): string {
  return `seed ${figures.seed} · ${wordsOf(figures)} · seconds ${figures.seconds}`;
}

/** The figures of several storms together. */
export function sumOf(all: readonly StormFigures[]): string {
  const sum = (name: keyof Counts) => all.reduce((total, figures) => total + figures[name], 0);
  return wordsOf({
    kills: sum("kills"),
    orders: sum("orders"),
    double: sum("double"),
    lost: sum("lost"),
    wrongChat: sum("wrongChat"),
    stuck: sum("stuck"),
    turnedAway: sum("turnedAway"),
  });
}

function wordsOf({ kills, orders, double, lost, wrongChat, stuck, turnedAway }: Counts): string {
  return [
    `kills ${kills}`,
    `orders ${orders}`,
    `double ${double}`,
    `lost ${lost}`,
    `wrong chat ${wrongChat}`,
    `stuck ${stuck}`,
    `turned away ${turnedAway}`,
  ].join(" · ");
}
