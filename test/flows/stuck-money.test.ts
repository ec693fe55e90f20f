import { afterEach, describe, expect, it } from "vitest";
import { reachConfirm } from "../support/purchase.ts";
import type { ShopOptions } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { hurried, openAlarmRoom, type AlarmRoom } from "./support/alarm-room.ts";
import { changeRows, newestOrder, readRows } from "./support/database.ts";
import { startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

const inLast = { inLast: true } as const;
const MINUTES_11 = 11 * 60_000;

let world: StaffedShop;
let room: AlarmRoom;
afterEach(() => world?.shop.close());

async function open(options: ShopOptions): Promise<void> {
  world = await startStaffedShop(options);
  room = openAlarmRoom(world);
}

describe("staff hear once, and once when it is over, of money that stands still:", () => {
  it("an order is paid on the supplier's page, and its eSIM does not come", async () => {
    let aheadMs = 0;
    await open({
      environment: { PAYMENT_METHODS: "supplier_page", SUPPLIER_PAGE_HOSTS: "pay.demo.example" },
      itt: { issueLagMs: 10 * 60_000, now: () => Date.now() + aheadMs },
    });
    const { shop } = world;
    const nadia = shop.customer();
    await reachConfirm(nadia);
    await nadia.tap(/^💳 /, inLast);
    const linkOf = () => nadia.buttons().find(({ url }) => url?.includes("/pay/"))?.url;
    const link = await waitUntil(linkOf, { what: "the link to the page" });
    const { id, reference } = newestOrder(shop, nadia.id);
    const read = () =>
      changeRows(shop, "update jobs set run_at_ms = 0 where kind = 'await-supplier' and key = ?", id);
    const paid = await fetch(`${link.replace("https://pay.demo.example", shop.itt.url)}/pay`, {
      method: "POST",
    });
    expect(paid.ok).toBe(true);
    read();
    await nadia.see("Your payment is here. The operator has not issued the eSIM yet", { timeoutMs: 30_000 });
    await waitUntil(() => linkOf() === undefined, { what: "the link to go", explain: nadia.transcript });

    // As if the first such read had been so long ago.
    changeRows(
      shop,
      `insert into order_events (order_id, from_state, to_state, detail, at_ms)
       select order_id, from_state, to_state, detail, at_ms - ? from order_events
       where order_id = ? and detail = 'paid, its eSIM is not there yet'`,
      MINUTES_11,
      id,
    );
    const alarm = `Order ${reference} is paid on the supplier's page, and its eSIM does not come.`;
    await room.alarm(alarm);
    await room.there.tap(`🔎 ${reference}`);
    const card = await room.there.see("With the supplier", inLast);
    expect(textOf(card)).toMatch(/^The customer has paid on the supplier's page, and .* not issued the eSIM/);
    // The supplier's clock alone: it issues now.
    aheadMs = 10 * 60_000;
    await waitUntil(
      () => {
        read();
        return newestOrder(shop, nadia.id).state === "delivered";
      },
      { what: "the eSIM to come", timeoutMs: 90_000, everyMs: 500, explain: nadia.transcript },
    );
    await nadia.seePhoto();
    await room.over(alarm, `Order ${reference} no longer waits for its eSIM`);
  }, 180_000);

  it("Telegram does not give Stars back, of an order and of none", async () => {
    await open({ environment: { PAYMENT_METHODS: "telegram", STARS_RATE: "BDT:0.55" } });
    const { shop } = world;
    const { control } = shop.telegram;
    const pay = async (firstName: string) => {
      const customer = shop.customer({ firstName });
      control.setStarBalance(customer.id, 100_000);
      await reachConfirm(customer);
      await customer.tap(/^⭐ /, inLast);
      await customer.pay();
      return customer;
    };
    const fault = { kind: "refuse", code: 400, description: "Bad Request: BALANCE_TOO_LOW" } as const;
    const allow = control.failNext({ method: "refundStarPayment", times: 1_000, fault });
    shop.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    const nadia = await pay("Nadia");
    await nadia.see("Your money is on its way back");
    const { reference } = newestOrder(shop, nadia.id);
    const release = control.holdSuccessfulPayments();
    const rafiq = await pay("Rafiq");
    changeRows(shop, "update orders set nonce = 'gone' where customer_id = ?", rafiq.id);
    release();
    await rafiq.see("We know no order for this payment");
    await waitUntil(() => readRows(shop, "select id from payments where state = 'returning'").length === 1, {
      what: "the first refusal",
    });
    expect(JSON.stringify(readRows(shop, "select key from jobs"))).not.toContain(String(rafiq.id));

    changeRows(shop, "update payments set decided_at_ms = decided_at_ms - ?", MINUTES_11);
    changeRows(shop, "update stray_charges set received_at_ms = received_at_ms - ?", MINUTES_11);
    const ofOrder = `Telegram does not give the Stars of order ${reference} back.`;
    const ofNone = "Telegram does not give back Stars that came for no order that we know.";
    await room.alarm(ofOrder);
    const stray = await hurried(shop, room.there.see(ofNone, { timeoutMs: 30_000 }));
    expect(textOf(stray)).toContain(String(rafiq.id));

    allow();
    changeRows(shop, "update jobs set run_at_ms = 0 where kind = 'refund' and claimed_by is null");
    await room.over(ofOrder, `The Stars of order ${reference} went back.`);
    await room.over(ofNone, "The Stars that came for no order went back.");
    for (const { id } of [nadia, rafiq]) expect(control.starBalance(id)).toBe(100_000);
  }, 120_000);
});
