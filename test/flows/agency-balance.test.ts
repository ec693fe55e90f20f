import { expect, it } from "vitest";
import { reachConfirm, say } from "../support/purchase.ts";
import { startShop, type Shop, type ShopOptions } from "../support/shop.ts";
import { waitUntil } from "../support/wait-until.ts";
import { changeRows, newestOrder, ordersOf, readRows } from "./support/database.ts";

const inLast = { inLast: true } as const;

async function inShop(options: ShopOptions, run: (shop: Shop) => Promise<void>): Promise<void> {
  const shop = await startShop(options);
  try {
    await run(shop);
  } finally {
    await shop.close();
  }
}

const ledger = (shop: Shop, customerId: number) =>
  readRows<{ kind: string; amount_minor: number }>(
    shop,
    "select kind, amount_minor from ledger where customer_id = ? order by id",
    customerId,
  );

it(
  "sells nothing on the agency's account to a customer who is not on its list",
  () =>
    inShop({ environment: { AGENCY_BALANCE_CUSTOMERS: "4242" } }, async (shop) => {
      const nadia = shop.customer();
      await say(nadia, "/buy", "Where are you going");
      await nadia.send("Thailand");
      await nadia.tap("Show all", inLast);
      await nadia.tap(/ · .* · ৳/, inLast);
      await nadia.tap("Continue", inLast);
      await nadia.see("This shop sells to registered customers only", inLast);
      expect(ordersOf(shop, nadia.id)).toEqual([]);
      expect(shop.itt.control.ledger()).toEqual([]);
    }),
  60_000,
);

it(
  "sells nothing to a customer who was taken off the list between the card and the tap",
  () =>
    inShop({}, async (shop) => {
      const nadia = shop.customer();
      await reachConfirm(nadia);
      shop.environment["AGENCY_BALANCE_CUSTOMERS"] = "4242";
      await shop.restart();
      await nadia.tap(/^✅ Confirm/, inLast);
      await nadia.see("no way to pay for this order right now");
      expect(newestOrder(shop, nadia.id).state).toBe("ready");
      expect(ledger(shop, nadia.id)).toEqual([]);
    }),
  60_000,
);

it(
  "takes nothing and owes nothing where the supplier refuses",
  () =>
    inShop({}, async (shop) => {
      const nadia = shop.customer();
      await reachConfirm(nadia);
      shop.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
      await nadia.tap(/^✅ Confirm/, inLast);
      await nadia.see("sold out at the operator. Nothing was charged.", { timeoutMs: 30_000 });
      await waitUntil(() => newestOrder(shop, nadia.id).state === "failed", { what: "it failed" });
      expect(ledger(shop, nadia.id)).toEqual([]);
      expect(shop.itt.control.ledger()).toEqual([]);
    }),
  60_000,
);

it(
  "an order that could not be sent for half an hour ends, and nothing is charged",
  () =>
    inShop({}, async (shop) => {
      const nadia = shop.customer();
      await reachConfirm(nadia);
      shop.itt.control.addFault({ kind: "status500Before", times: "always" });
      await nadia.tap(/^✅ Confirm/, inLast);
      const { id } = newestOrder(shop, nadia.id);
      await waitUntil(() => newestOrder(shop, nadia.id).state === "accepted", { what: "it accepted" });
      changeRows(shop, "update orders set accepted_at_ms = accepted_at_ms - 2400000 where id = ?", id);
      await nadia.see("Nothing was charged", { timeoutMs: 40_000 });
      expect(newestOrder(shop, nadia.id)).toMatchObject({ state: "failed", attempts: 0 });
      expect(shop.itt.control.ledger()).toEqual([]);
    }),
  90_000,
);
