import Database from "better-sqlite3";
import type { Shop } from "../../support/shop.ts";
import { waitUntil } from "../../support/wait-until.ts";

type Parameter = string | number;

/** Reads rows of the shop's own database while the shop runs. */
export function readRows<Row>(shop: Shop, sql: string, ...parameters: Parameter[]): Row[] {
  const db = new Database(shop.databaseFile, { readonly: true, timeout: 5_000 });
  try {
    return db.prepare<Parameter[], Row>(sql).all(...parameters);
  } finally {
    db.close();
  }
}

/** Waits until every update that came is handled, and everything that it queued is sent. */
export async function sentAll(shop: Shop): Promise<void> {
  const open = `select seq from inbox where state <> 'done' union all select id from outbox where sent_at_ms is null`;
  await waitUntil(() => readRows(shop, open).length === 0, {
    what: "the shop to have said all it has to say",
  });
}

/** Changes rows of the shop's own database while the shop runs: the time that a test cannot wait for. */
export function changeRows(shop: Shop, sql: string, ...parameters: Parameter[]): void {
  const db = new Database(shop.databaseFile, { timeout: 5_000 });
  try {
    db.prepare<Parameter[]>(sql).run(...parameters);
  } finally {
    db.close();
  }
}

/** What tests look at of an order. */
export interface OrderRow {
  id: string;
  state: string;
  reference: string;
  country_code: string;
  package_json: string;
  quantity: number;
  nonce: string | null;
  source: string | null;
  charged_minor: number | null;
  attempts: number;
  status_message_id: number | null;
}

/** A customer's orders, oldest first. */
export function ordersOf(shop: Shop, customerId: number): OrderRow[] {
  return readRows<OrderRow>(
    shop,
    "select * from orders where customer_id = ? order by created_at_ms, rowid",
    customerId,
  );
}

/** A customer's newest order; throws where there is none. */
export function newestOrder(shop: Shop, customerId: number): OrderRow {
  const order = ordersOf(shop, customerId).at(-1);
  if (order === undefined) throw new Error(`customer ${customerId} has no order`);
  return order;
}

/** The supplier's id of the package that the customer's newest order is for. */
export function chosenPackageId(shop: Shop, customerId: number): string {
  const { packageId } = JSON.parse(newestOrder(shop, customerId).package_json) as { packageId: string };
  return packageId;
}

/** Makes the price of the customer's order look as if it had been given `minutes` earlier. */
export function ageQuote(shop: Shop, customerId: number, minutes: number): void {
  const db = new Database(shop.databaseFile, { timeout: 5_000 });
  try {
    db.prepare("update orders set quoted_at_ms = quoted_at_ms - ? where id = ?").run(
      minutes * 60_000,
      newestOrder(shop, customerId).id,
    );
  } finally {
    db.close();
  }
}
