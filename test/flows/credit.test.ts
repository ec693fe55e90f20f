import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { reachConfirm, say } from "../support/purchase.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder, ordersOf, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const inLast = { inLast: true } as const;

describe("credit with the shop", () => {
  let room: StaffRoom;
  const shop = useShop({
    environment: {
      PAYMENT_METHODS: "credit,manual",
      PAYMENT_TEXT: "bKash 01700-000000",
    },
    prepare: (telegram) => {
      const made = makeStaffRoom(telegram);
      room = made.room;
      return made.environment;
    },
  });
  const balanceOf = (customer: Customer) =>
    readRows<{ sum: number | null }>(
      shop(),
      "select sum(amount_minor) as sum from ledger where customer_id = ?",
      customer.id,
    )[0]?.sum ?? 0;
  const kindsOf = (customer: Customer) =>
    readRows<{ kind: string }>(
      shop(),
      "select kind from ledger where customer_id = ? order by id",
      customer.id,
    ).map(({ kind }) => kind);
  const settled = (customer: Customer, wanted: string) =>
    waitUntil(() => newestOrder(shop(), customer.id).state === wanted, {
      what: `the order ${wanted}`,
      timeoutMs: 30_000,
      explain: customer.transcript,
    });

  async function newCustomer(): Promise<Customer> {
    const customer = shop().customer();
    await customer.start();
    await customer.see("Travel eSIMs by Test Travel");
    return customer;
  }

  it("is granted by an admin, spent without waiting, and told in words on both sides", async () => {
    const nadia = await newCustomer();
    const { admin } = room;
    const staff = admin.inGroup(room.groupId);
    await say(staff, `/credit ${nadia.id} 1,000 cash at the desk`, `Entered for ${nadia.id}`);
    await staff.see("Balance: ৳1,000.00");
    const told = await nadia.see("We have added ৳1,000.00 to your account with us.");
    expect(textOf(told)).toContain("Balance: ৳1,000.00");
    expect(textOf(told)).not.toContain("cash at the desk");

    await reachConfirm(nadia);
    await nadia.see("How would you like to pay?", inLast);
    await nadia.tap("✅ From my account · ৳489.41", inLast);
    await settled(nadia, "delivered");
    const { reference } = newestOrder(shop(), nadia.id);
    const own = await say(nadia, "/statement", "Your account with us");
    expect(textOf(own)).toContain("Balance: ৳510.59");
    expect(textOf(own)).toContain(`−৳489.41 · order ${reference}`);
    expect(textOf(own)).toContain("+৳1,000.00 · added by the shop");
    expect(textOf(own)).not.toContain("cash at the desk");

    const theirs = await say(admin, `/statement ${reference}`, `Account of ${nadia.id}`);
    expect(textOf(theirs)).toContain(`by ${admin.id}: cash at the desk`);
    // The books outlive the customer, and what staff typed about them must not.
    expect(readRows(shop(), "select distinct note from ledger where order_id is null")).toEqual([
      { note: "" },
    ]);
    await say(admin, `/credit ${reference} -510.59 BDT handed out`, "Taken off");
    const taken = await nadia.see("We have taken ৳510.59 off your account with us.");
    expect(textOf(taken)).toContain("Balance: ৳0.00");
    await say(admin, `/credit ${reference} -0.01 more`, "Nothing was entered");
    expect(nadia.messages().filter((each) => textOf(each).includes("off your account"))).toHaveLength(1);
    expect(balanceOf(nadia)).toBe(0);
    expect(kindsOf(nadia)).toEqual(["grant", "sale", "withdrawal"]);
    const audit = readRows<{ action: string; outcome: string }>(
      shop(),
      "select action, outcome from audit where subject_id = ? order by id",
      nadia.id,
    );
    expect(audit.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "credit granted",
      "statement shown",
      "credit withdrawn",
      "credit refused: beyond",
    ]);
  });

  it("lets a trusted customer owe up to their limit, and offers nothing beyond it", async () => {
    const nadia = await newCustomer();
    await say(room.admin, `/credit ${nadia.id} limit 500`, "Limit set");
    const told = await nadia.see("We have changed your credit limit.");
    expect(textOf(told)).toContain("Credit limit: ৳500.00 · free to use: ৳500.00");
    await reachConfirm(nadia);
    await nadia.tap(/^✅ From my account/, inLast);
    await settled(nadia, "delivered");
    expect(balanceOf(nadia)).toBe(-48_941);
    const own = await say(nadia, "/statement", "Owed to the shop: ৳489.41");
    expect(textOf(own)).toContain("Credit limit: ৳500.00 · free to use: ৳10.59");
    await reachConfirm(nadia);
    // Only the transfer is left, and then its button simply confirms.
    expect(nadia.buttons().map(({ text }) => text)).not.toContain("✅ From my account · ৳489.41");
    await nadia.see("You pay by transfer", inLast);
    await say(nadia, "/delete", "Your account with us is still open");
    await nadia.see("Owed to the shop: ৳489.41", inLast);
    expect(readRows(shop(), "select id from customers where id = ?", nadia.id)).toHaveLength(1);
  });

  it("comes back where the supplier refuses, and the customer is told", async () => {
    const nadia = await newCustomer();
    await say(room.admin, `/credit ${nadia.id} 500 prepaid`, "Entered");
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await nadia.tap(/^✅ From my account/, inLast);
    await nadia.see("৳489.41 is back on your account with us.", { timeoutMs: 30_000 });
    await settled(nadia, "refunded");
    expect(balanceOf(nadia)).toBe(50_000);
    expect(kindsOf(nadia)).toEqual(["grant", "sale", "refund"]);
  });

  it("gone between the card and the tap orders nothing, and the other ways are offered", async () => {
    const nadia = await newCustomer();
    await say(room.admin, `/credit ${nadia.id} 500 prepaid`, "Entered");
    await reachConfirm(nadia);
    await nadia.see("How would you like to pay?", inLast);
    const card = nadia.lastMessage();
    await say(room.admin, `/credit ${nadia.id} -500 a mistake`, "Taken off");
    await nadia.tapOn(card.message_id, /^✅ From my account/);
    await nadia.see("That way to pay is not open for this order any more. Nothing was charged.");
    expect(newestOrder(shop(), nadia.id).state).toBe("ready");
    expect(kindsOf(nadia)).toEqual(["grant", "withdrawal"]);
    await nadia.tap(/৳489.41$/);
    await nadia.see("Please pay for order");
  });

  it("is spent once by two taps at the same moment", async () => {
    const nadia = await newCustomer();
    await say(room.admin, `/credit ${nadia.id} 489.41 prepaid`, "Entered");
    await reachConfirm(nadia);
    const card = nadia.lastMessage();
    await Promise.all([
      nadia.tapOn(card.message_id, /^✅ From my account/),
      nadia.tapOn(card.message_id, /^✅ From my account/),
    ]);
    await settled(nadia, "delivered");
    expect(balanceOf(nadia)).toBe(0);
    expect(ordersOf(shop(), nadia.id)).toHaveLength(1);
  });

  it("speaks Bengali", async () => {
    const nadia = await newCustomer();
    await say(room.admin, `/credit ${nadia.id} 500 prepaid`, "Entered");
    await reachConfirm(nadia);
    await nadia.tap(/^✅ From my account/, inLast);
    await settled(nadia, "delivered");
    await say(nadia, "/language", "Which language");
    await nadia.tap("বাংলা", inLast);
    const own = await say(nadia, "/statement", "আমাদের কাছে আপনার হিসাব");
    expect(textOf(own)).toContain("দোকান যোগ করেছে");
    await say(nadia, "/delete", "আপনার হিসাব এখনো মেটেনি");
    await say(room.admin, `/credit ${nadia.id} 20 prepaid`, "Entered");
    await nadia.see("আমাদের কাছে আপনার হিসাবে ৳২০.০০ যোগ করা হয়েছে।");
  });

  it("tells staff what a command lacks, and nobody else that there is one", async () => {
    const nadia = await newCustomer();
    const { admin, stranger } = room;
    await say(admin, "/credit", "I could not read that.");
    await say(admin, "/credit 424242 50 prepaid", "No such customer.");
    await say(admin, `/credit ${nadia.id} fifty prepaid`, "I cannot read that amount.");
    await say(admin, `/credit ${nadia.id} 50`, "A reason is missing.");
    await say(nadia, `/credit ${nadia.id} 50 prepaid`, "I don't know /credit.");
    await say(nadia, `/statement ${admin.id}`, "Your account with us");
    const { control } = shop().telegram;
    for (const sender of [
      { kind: "anonymous-admin" },
      { kind: "channel" },
      { kind: "forward", userId: admin.id, origin: admin.id },
      { kind: "via-bot", userId: admin.id },
      { kind: "user", userId: stranger.id },
    ] as const)
      control.speak(sender, room.groupId, `/credit ${nadia.id} 50 prepaid`);
    await waitUntil(
      () =>
        readRows<{ n: number }>(shop(), "select count(*) as n from inbox where done_at_ms is null")[0]?.n ===
        0,
      { what: "every update handled" },
    );
    expect(kindsOf(nadia)).toEqual([]);
  });
});
