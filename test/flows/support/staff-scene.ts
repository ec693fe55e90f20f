import type { Customer } from "../../support/customer.ts";
import { JASIM, reachConfirm, say } from "../../support/purchase.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { changeRows, newestOrder, readRows, type OrderRow } from "./database.ts";
import { AGENT_ID, startStaffedShop, type StaffedShop } from "./staffed-shop.ts";

const inLast = { inLast: true } as const;

/** A shop in which every act of staff would do something: sold, claimed, owed and lost orders, a letter, and a brake. */
export interface StaffScene extends StaffedShop {
  owner: Customer;
  stranger: Customer;
  sold: OrderRow;
  /** The payment that a customer says they have made, and nobody has judged. */
  claimedPaymentId: string;
  /** Its money is to be handed back. */
  owed: OrderRow;
  /** Its outcome is unknown, and the supplier tells nothing. */
  lost: OrderRow;
  /** The post of a customer's letter in the group. */
  letterId: number;
}

/** Sets the scene. Close its shop in `afterAll`. */
export async function setStaffScene(): Promise<StaffScene> {
  const world = await startStaffedShop({
    environment: { PAYMENT_METHODS: "manual", PAYMENT_TEXT: "bKash 01700-000000" },
  });
  const { shop, admin } = world;
  const there = admin.inGroup(world.groupId);
  const stateOf = (customer: Customer, wanted: string) =>
    waitUntil(() => newestOrder(shop, customer.id).state === wanted, {
      what: `an order that is ${wanted}`,
      timeoutMs: 30_000,
      explain: customer.transcript,
    });
  const paymentOf = (customer: Customer) =>
    readRows<{ id: string }>(shop, "select id from payments where customer_id = ?", customer.id)[0]?.id ?? "";

  async function claim(firstName: string, number: string): Promise<Customer> {
    const customer = shop.customer({ firstName });
    await reachConfirm(customer, { ...JASIM, firstName });
    await customer.tap(/^✅ /, inLast);
    await customer.tap("✅ I have paid");
    await customer.see("What is the transaction number", inLast);
    await say(customer, number, "We are looking for your payment");
    await there.see(number);
    return customer;
  }

  async function pay(firstName: string, number: string, wanted: string): Promise<Customer> {
    const customer = await claim(firstName, number);
    const { message_id } = await there.see(number);
    await there.tapOn(message_id, "✅ Paid, issue");
    await stateOf(customer, wanted);
    return customer;
  }

  for (const each of [admin, world.agent]) {
    await each.start();
    await each.see("Mobile data for");
  }
  await say(admin, `/grant ${AGENT_ID} night shift`, "is an agent from now on");
  const owner = await pay("Nadia", "SOLD000001", "delivered");
  shop.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
  const poor = await pay("Rafiq", "OWED000001", "refunding");
  await there.see("↩️");
  shop.itt.control.clearFaults();
  shop.itt.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
  shop.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
  const patient = await pay("Sadia", "LOST000001", "unknown");
  const claimant = await claim("Tareq", "CLAIM00001");
  await owner.send("/support");
  await owner.see(/write|send/i, inLast);
  await owner.send("My internet is slow");
  const letter = await there.see("My internet is slow");
  changeRows(shop, "insert into settings (name, value) values ('brake:unknowns', '1')");
  await there.see("We have stopped selling", { timeoutMs: 60_000 });
  const stranger = shop.customer({ firstName: "Stranger" });
  return {
    ...world,
    owner,
    stranger,
    sold: newestOrder(shop, owner.id),
    claimedPaymentId: paymentOf(claimant),
    owed: newestOrder(shop, poor.id),
    lost: newestOrder(shop, patient.id),
    letterId: letter.message_id,
  };
}
