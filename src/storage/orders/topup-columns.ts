import type { Selectable } from "kysely";
import type { Order } from "../../domain/order.ts";
import type { OrdersTable } from "../schema.ts";
import { parseTopupProof, parseTopupSnapshot } from "../stored-json.ts";

/** What a row says of a top-up; null for an order of another kind. Throws when a stored value has another shape. */
export function toTopup(row: Selectable<OrdersTable>): Order["topup"] {
  if (row.esim_id === null || row.parent_order_id === null) return null;
  const { topup_before, topup_after } = row;
  return {
    esimId: row.esim_id,
    parentOrderId: row.parent_order_id,
    before: topup_before === null ? null : parseTopupSnapshot(topup_before, `orders:topup_before:${row.id}`),
    after: topup_after === null ? null : parseTopupProof(topup_after, `orders:topup_after:${row.id}`),
    acknowledgedAtMs: row.acknowledged_at_ms,
  };
}

/** The columns that hold `topup`; undefined and null leave them alone: an order never stops being a top-up. */
export function toTopupColumns(
  topup: Order["topup"] | undefined,
): Partial<
  Pick<OrdersTable, "esim_id" | "parent_order_id" | "topup_before" | "topup_after" | "acknowledged_at_ms">
> {
  if (!topup) return {};
  return {
    esim_id: topup.esimId,
    parent_order_id: topup.parentOrderId,
    topup_before: topup.before && JSON.stringify(topup.before),
    topup_after: topup.after && JSON.stringify(topup.after),
    acknowledged_at_ms: topup.acknowledgedAtMs,
  };
}
