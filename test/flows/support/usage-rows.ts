import Database from "better-sqlite3";
import type { Shop } from "../../support/shop.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { readRows } from "./database.ts";

const OF_CUSTOMER = "esim_id in (select id from esims where customer_id = ?)";

function change(shop: Shop, sql: string, ...parameters: number[]): void {
  const db = new Database(shop.databaseFile, { timeout: 5_000 });
  try {
    db.prepare(sql).run(...parameters);
  } finally {
    db.close();
  }
}

/** Makes a customer's eSIMs due for a look of the sweeper. */
export function makeDue(shop: Shop, customerId: number): void {
  const sql = `update esim_usage set next_look_at_ms = 0 where is_finished = 0 and ${OF_CUSTOMER}`;
  change(shop, sql, customerId);
}

/** Has the sweeper come to a customer's eSIMs now, and waits until it has looked at all of them. */
export async function sweepNow(shop: Shop, customerId: number): Promise<void> {
  makeDue(shop, customerId);
  const isDone = () => {
    // While it runs, the job is its runner's.
    change(shop, "update jobs set run_at_ms = 0 where kind = 'watch-usage' and claimed_by is null");
    const sql = `select esim_id from esim_usage where next_look_at_ms = 0 and is_finished = 0 and ${OF_CUSTOMER}`;
    return readRows(shop, sql, customerId).length === 0;
  };
  await waitUntil(isDone, { what: "the sweeper to look", everyMs: 200 });
}

/** Makes what is known of a customer's eSIMs, and the last attempt to know more, look `minutes` older. */
export function ageUsage(shop: Shop, customerId: number, minutes: number): void {
  change(
    shop,
    `update esim_usage set as_of_ms = as_of_ms - ?, tried_at_ms = tried_at_ms - ? where ${OF_CUSTOMER}`,
    minutes * 60_000,
    minutes * 60_000,
    customerId,
  );
}

/** Makes a customer's eSIMs look as if they had been issued `days` earlier. */
export function ageEsims(shop: Shop, customerId: number, days: number): void {
  const sql = "update esims set issued_at_ms = issued_at_ms - ? where customer_id = ?";
  change(shop, sql, days * 86_400_000, customerId);
}

/** Whether the shop knows that a customer blocked the bot. */
export function hasBlocked(shop: Shop, customerId: number): boolean {
  const rows = readRows<{ has_blocked: number }>(
    shop,
    "select has_blocked from customers where id = ?",
    customerId,
  );
  return rows[0]?.has_blocked === 1;
}
