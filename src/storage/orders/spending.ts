import { sql, type Kysely } from "kysely";
import { SpendLimitReached, type SpendLimit } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** States in which what was sent has cost the agency something, or may have. */
const SPENT = ["sending", "unknown", "staff", "issued", "delivered"] as const;
/** Confirmed, and sent next. Orders that still wait for the customer's money hold nothing up. */
const ON_THE_WAY = ["accepted", "paid"] as const;

/**
 * Throws `SpendLimitReached` when the purchases of the day, the order that was just moved among them, cost more than a limit. In the
 * transaction that moves it, which holds the write lock: two orders at once cannot both pass.
 */
export async function assertWithinSpend(
  trx: Kysely<Database>,
  orderId: string,
  to: string,
  limits: readonly SpendLimit[],
): Promise<void> {
  if (await passesSpend(trx, orderId, to, limits))
    throw new SpendLimitReached(`order ${orderId}: the day's purchases reach their limit`);
}

/**
 * Whether the purchases of the day and this order, wherever it stands, cost more than a limit.
 *
 * A purchase price that is not told counts as the selling price. What the customer pays at the supplier's own page costs the agency
 * nothing. When an order is sent only what was sent counts, or two orders could hold each other back for ever.
 */
export async function passesSpend(
  db: Kysely<Database>,
  orderId: string,
  to: string,
  limits: readonly SpendLimit[],
): Promise<boolean> {
  for (const { currency, minor, sinceMs } of limits) {
    const { rows } = await sql<{ total: number | null; own: number | null }>`
      select sum(amount) as total, max(case when id = ${orderId} then 1 end) as own from (
        select id, coalesce(purchase_minor, sell_minor, charged_minor) as amount from orders
        where coalesce(purchase_currency, sell_currency, charged_currency) = ${currency}
          and payment_method <> 'supplier_page'
          and (id = ${orderId} or state in (${sql.join(SPENT)}) and sent_at_ms >= ${sinceMs}
            ${to === "accepted" ? sql`or state in (${sql.join(ON_THE_WAY)})` : sql``})
      ) as spent`.execute(db);
    const [sums] = rows;
    if (sums?.own === 1 && (sums.total ?? 0) > minor) return true;
  }
  return false;
}
