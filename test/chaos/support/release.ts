import type { Customer } from "../../support/customer.ts";
import type { Shop } from "../../support/shop.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { readRows } from "../../flows/support/database.ts";

/** Waits until so many outcomes are lost at the supplier that the shop stops itself. */
export async function lostEnough(shop: Shop, count: number): Promise<void> {
  const lost = () =>
    readRows(shop, "select id from order_events where from_state = 'sending' and to_state = 'unknown'")
      .length;
  await waitUntil(() => lost() >= count, { what: `${count} unknown outcomes`, timeoutMs: 40_000 });
}

/** The next customer is turned away, and an admin, who has looked at the supplier's portal, has the shop sell again. */
export async function releaseUnknowns(
  admin: Customer,
  next: { readonly customer: Customer; readonly tap: () => Promise<unknown> },
): Promise<void> {
  await next.tap();
  await next.customer.see("The shop is not taking orders right now.", { timeoutMs: 40_000 });
  await admin.send("/release unknowns");
  await admin.see("We sell again.", { timeoutMs: 40_000 });
}
