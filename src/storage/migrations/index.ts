import { Migrator, type Kysely, type Migration } from "kysely";
import type { MigrationContext } from "./context.ts";
import { createCustomers } from "./0001-customers.ts";
import { createOrders } from "./0002-orders.ts";
import { createQueues } from "./0003-queues.ts";
import { createUsage } from "./0010-usage.ts";
import { addTopups } from "./0020-topups.ts";
import { createCare } from "./0030-care.ts";
import { addTopupPrice } from "./0040-topup-price.ts";
import { createPayments } from "./0050-payments.ts";
import { addInvoices } from "./0052-invoices.ts";
import { createIncidents } from "./0070-incidents.ts";
import { createStaff } from "./0060-staff.ts";
import { countLostClaims } from "./0086-lost-claims.ts";
import { addStuckMoney } from "./0088-stuck-money.ts";
import { addShortfalls } from "./0090-shortfalls.ts";

/**
 * Brings the schema up to date, all pending migrations in one transaction under the database's lock; a second process waits
 * and finds nothing to do. Gives the names of those that ran. Throws when one fails (nothing is changed then) or when the
 * database was written by a newer version.
 *
 * A migration that was released is never edited. Expand first (new tables, new nullable columns), contract a version later.
 */
export async function migrate<DB>(db: Kysely<DB>, context: MigrationContext): Promise<readonly string[]> {
  const migrations: Record<string, Migration> = {
    "0001-customers": createCustomers(context),
    "0002-orders": createOrders(context),
    "0003-queues": createQueues(context),
    "0010-usage": createUsage(context),
    "0020-topups": addTopups(context),
    "0030-care": createCare(context),
    "0040-topup-price": addTopupPrice(context),
    "0050-payments": createPayments(context),
    "0052-invoices": addInvoices(context),
    "0060-staff": createStaff(context),
    "0070-incidents": createIncidents(context),
    "0086-lost-claims": countLostClaims(context),
    "0088-stuck-money": addStuckMoney(context),
    "0090-shortfalls": addShortfalls(context),
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await context.dialect.withoutForeignKeys(db, () => migrator.migrateToLatest());
  if (error !== undefined) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new Error(`the database could not be brought up to date: ${reason}`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}
