import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSales, type Sale } from "./sales.ts";
import { createBacklog } from "./settle.ts";
import { openWorkshop } from "./workshop.ts";

/** What the system calls of a shop that sold showed. */
export interface SyncFigures {
  /** Spending POSTs that left. */
  readonly posts: number;
  /** Of these: with a synced log of the database, and something synced since the POST before. */
  readonly synced: number;
}

/** Whether the check can run here. */
export function canTrace(): boolean {
  return spawnSync("strace", ["-e", "trace=none", "true"]).status === 0;
}

const ORDERS = 5;

/** Has the shop sell a few eSIMs and top-ups with strace looking on. */
export async function watchSyncs(): Promise<SyncFigures> {
  const output = join(tmpdir(), `esim-chaos-${process.pid}.strace`);
  const calls = "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg";
  const wrapper = ["strace", "-f", "-y", "-s", "200", "-e", calls, "-o", output];
  const workshop = await openWorkshop({ standby: 0, wrapper });
  try {
    const world = await workshop.openWorld();
    const sales = openSales(world);
    const child = await world.boot();
    await child.ready;
    const [other = 0, ...customers] = await world.addCustomers(ORDERS + 1);
    const backlog = createBacklog(world);
    // One after the other: two orders might be synced together, and then post together.
    const sell = async (sale: Sale | undefined): Promise<void> => {
      if (!sale) throw new Error("nothing can be topped up");
      const before = spent();
      world.telegram.client.tap(sale.customerId, { messageId: 1_000_000, data: sale.data });
      const endMs = performance.now() + 30_000;
      while (spent() === before && performance.now() < endMs) await sleep(50);
      while (backlog().moving + backlog().messages > 0 && performance.now() < endMs) await sleep(50);
    };
    const spent = () => world.itt.control.ledger().length;
    for (const customer of customers) await sell(await sales.esim(customer));
    await sell(await sales.topup(other, await sales.ownedEsim(other)));
    await child.kill();
    await sales.close();
    await world.close();
  } finally {
    await workshop.close();
  }
  return readTrace(readFileSync(output, "utf8"));
}

/** Reads strace's lines: at each spending POST nothing that was written to the database's log may be unsynced. */
export function readTrace(text: string): SyncFigures {
  let isDirty = false;
  let hasSynced = false;
  const figures = { posts: 0, synced: 0 };
  const syncing = new Set<string>();
  for (const line of text.split("\n")) {
    const pid = line.split(" ")[0] ?? "";
    const isSync = /\b(fsync|fdatasync)\(\d+<[^>]*-wal>/.test(line);
    if (/\b(pwrite64|write)\(\d+<[^>]*-wal>/.test(line)) isDirty = true;
    else if (isSync && line.includes("unfinished")) syncing.add(pid);
    else if (isSync || (/<\.\.\. f(data)?sync resumed>/.test(line) && syncing.delete(pid))) {
      isDirty = false;
      hasSynced = true;
    } else if (/"POST \/esim\/create-(topup-)?booking /.test(line)) {
      figures.posts += 1;
      if (!isDirty && hasSynced) figures.synced += 1;
      hasSynced = false;
    }
  }
  return figures;
}
