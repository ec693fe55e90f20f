import { setTimeout as sleep } from "node:timers/promises";
import { createCustomer } from "../../support/customer.ts";
import { createBuyer } from "../support/buyer.ts";
import { ORDER_STATES } from "../../../src/domain/order.ts";
import type { Plan } from "./child/protocol.ts";
import { armSupplier, type FaultName } from "./faults.ts";
import { judge } from "./judge.ts";
import type { Scenario } from "./labels.ts";
import type { Child } from "./pool.ts";
import { openSales, type Sale, type Sales } from "./sales.ts";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import { createAtWork, createBacklog, settle } from "./settle.ts";
import { openTown } from "./town.ts";
import type { Workshop } from "./workshop.ts";
import type { World } from "./world.ts";

/** One cell of the crash matrix: what is bought, what the supplier does, and where the process ends. */
export interface Cell {
  readonly scenario: Scenario;
  readonly fault: FaultName;
  /** Dies at this point, the n-th time it is met. */
  readonly kill?: { readonly label: string; readonly hit: number };
  /** Or so many writes are refused, from the n-th on. */
  readonly failWrite?: Plan["failWrite"];
  /** Only a stranger taps the buttons: nothing may come of it. */
  readonly isForeign?: boolean;
}

/** What a cell came to. */
export interface CellResult {
  readonly cell: Cell;
  /** Whether the process met the point, or a write was refused. */
  readonly isReached: boolean;
  /** Nothing, where all is as promised. */
  readonly findings: readonly string[];
}

const METHODS: Readonly<Partial<Record<Scenario, PaymentMethod>>> = {
  stars: "telegram",
  manual: "manual",
  credit: "credit",
  page: "supplier_page",
};
/** As many as the hits that a cell may wait for. */
const SALES = 3;
const LONGEST_LIFE_MS = 4_000;
const SETTLE_MS = 60_000;
const DOWN_MS = 9_000;

/** Names a cell in one line. */
export function describeCell({ scenario, fault, kill, failWrite }: Cell): string {
  const where = kill
    ? `killed ${kill.label} (${kill.hit}.)`
    : failWrite
      ? `write ${failWrite.nth} refused ${failWrite.count}×`
      : "left alone";
  return `${scenario} · ${fault} · ${where}`;
}

/** Plays a cell in a world of its own. */
export async function runCell(workshop: Workshop, cell: Cell): Promise<CellResult> {
  const world = await workshop.openWorld();
  try {
    return await (cell.scenario === "talk" ? runTalk(world, cell) : runSales(world, cell));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { cell, isReached: true, findings: [words] };
  } finally {
    await world.close();
  }
}

async function runSales(world: World, cell: Cell): Promise<CellResult> {
  const sales = openSales(world);
  const { made, stranger } = await prepare(world, sales, cell);
  const town = openTown(world);
  for (const sale of made) town.welcome(sale);
  try {
    return await runUntilSettled(world, cell, made, stranger);
  } finally {
    await town.close();
    await sales.close();
  }
}

async function runUntilSettled(
  world: World,
  cell: Cell,
  made: readonly Sale[],
  stranger: number,
): Promise<CellResult> {
  const child = await bootWith(world, cell);
  // A point on the way of every boot may end it before it takes updates; refused writes may keep it from starting, and then it says so.
  await child.ready.catch((error: unknown) => {
    if (!cell.failWrite) throw error;
  });
  world.telegram.control.duplicateUpdates(true);
  const tapAll = (): void => {
    for (const sale of made) {
      sale.isConfirmed = !cell.isForeign;
      const who = cell.isForeign ? stranger : sale.customerId;
      world.telegram.client.tap(who, { messageId: 1_000_000, data: sale.data });
    }
  };
  tapAll();
  tapAll();
  const backlog = createBacklog(world);
  const endMs = performance.now() + LONGEST_LIFE_MS;
  const isAtWork = createAtWork(world);
  while (!child.isGone() && performance.now() < endMs) {
    await sleep(50);
    const { updates, messages, moving, unknown, waiting } = backlog();
    if (updates + messages + moving + unknown + waiting === 0) break;
    if (updates > 0 || isAtWork()) continue;
    // What is looked for again has its time, too.
    world.leap(DOWN_MS);
    await sleep(100);
  }
  // The card is still there, and is tapped once more when all is done or lost.
  tapAll();
  const isReached = cell.failWrite ? child.refusals() > 0 : child.isGone();
  await child.kill();
  world.leap(DOWN_MS);
  const isForStaff = cell.fault === "duplicate ICCID";
  const calmTicks = cell.fault === "late commit" ? 12 : 3;
  await settle(world, {
    untilMs: performance.now() + SETTLE_MS,
    isFinal: false,
    isForStaff,
    calmTicks,
    hungTicks: 30,
  });
  const { findings } = judge(world, made, { mayWait: true, readEvery: 3 });
  const again = sentAgain(world, made, cell);
  // The supplier gave one eSIM to two customers: it goes to the first alone, and a person must settle the other's order.
  const isOurs = (finding: string) => !isForStaff || !/^(lost|stuck)/.test(finding);
  return { cell, isReached, findings: [...findings, ...again].filter(isOurs) };
}

function bootWith(world: World, { kill, failWrite }: Cell): Promise<Child> {
  return world.boot({ kill, failWrite });
}

async function prepare(
  world: World,
  sales: Sales,
  { scenario, fault }: Cell,
): Promise<{ readonly made: readonly Sale[]; readonly stranger: number }> {
  const customers = await world.addCustomers(SALES + 1);
  const [stranger = 0, ...buyers] = customers;
  // Whose eSIM a duplicate is a duplicate of.
  if (fault === "duplicate ICCID") await sales.ownedEsim(stranger);
  const made: Sale[] = [];
  for (const customer of buyers) {
    const quantity = fault === "short issue" ? 2 : 1;
    const sale =
      scenario === "topup"
        ? await sales.topup(customer, await sales.ownedEsim(customer))
        : await sales.esim(customer, quantity, METHODS[scenario]);
    if (!sale) throw new Error("nothing can be topped up");
    armSupplier(world, sale, fault);
    made.push(sale);
  }
  return { made, stranger };
}

/** A picture comes once; twice where the process died, or could not write, between sending and noting so. */
function sentAgain(world: World, made: readonly Sale[], cell: Cell): readonly string[] {
  const most = cell.kill || cell.failWrite ? 2 : 1;
  return made.flatMap(({ customerId }) => {
    const captions = world.telegram.client
      .chat(customerId)
      .messages.flatMap(({ photo, caption, reply_markup }) =>
        photo ? [`${caption ?? ""} ${JSON.stringify(reply_markup?.inline_keyboard ?? [])}`] : [],
      );
    const times = captions.map((each) => captions.filter((other) => other === each).length);
    return times.some((count) => count > most) ? [`an eSIM came ${Math.max(...times)} times`] : [];
  });
}

const TYPED = { firstName: "Jasim", lastName: "Karim", title: "MR", age: 30, phone: "+8801966330000" };

/** Somebody answers the questions before a purchase, and buys; the process dies on the way, and no answer may be taken twice. */
async function runTalk(world: World, cell: Cell): Promise<CellResult> {
  const count = (source: string) => {
    const statement = world.raw.prepare(source).pluck();
    return (of: number | string) => Number(statement.get(of));
  };
  const undone = count("select count(*) from inbox where lane = ? and done_at_ms is null");
  const books = {
    orders: async (id: number) => (await world.storage.orders.list(id, ORDER_STATES, 50)).toReversed(),
    undone: (id: number) => undone(`user ${id}`),
    unsent: count("select count(*) from outbox where chat_id = ? and sent_at_ms is null"),
  };
  const customer = () =>
    createCustomer(world.telegram, { firstName: "Nadia", languageCode: "en", phone: "+8801966330000" });
  const buyer = createBuyer({ telegram: world.telegram, customer }, books, "Nadia", 1);
  world.telegram.control.duplicateUpdates(true);
  let child = await bootWith(world, cell);
  let isOver = false;
  let deaths = 0;
  const restarting = (async () => {
    while (!isOver) {
      await sleep(20);
      if (!child.isGone()) continue;
      deaths += 1;
      world.leap(DOWN_MS);
      child = await world.boot();
    }
  })();
  try {
    await buyer.walkTo("confirm card");
    await buyer.buy();
  } finally {
    isOver = true;
    await restarting;
  }
  const orders = await books.orders(buyer.customer.id);
  const findings: string[] = [];
  const said = { ...TYPED, email: buyer.email };
  for (const [name, value] of Object.entries(said)) {
    const stored = orders.at(-1)?.traveller[name as keyof typeof said];
    if (stored !== value) findings.push(`stuck: ${name} was answered ${value}, and is ${String(stored)}`);
  }
  if (orders.length !== 1) findings.push(`stuck: ${orders.length} orders of one purchase`);
  if (world.itt.control.ledger().length !== 1)
    findings.push(`double: ${world.itt.control.ledger().length} charges`);
  return { cell, isReached: deaths > 0, findings };
}
