import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { choosePlan, fillTraveller, JASIM, say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openAlarmRoom, type AlarmRoom } from "./support/alarm-room.ts";
import { changeRows, newestOrder, readRows } from "./support/database.ts";
import { AGENT_ID, startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";
import { createTransfers } from "./support/transfers.ts";

const inLast = { inLast: true } as const;
const slowly = { timeoutMs: 20_000 } as const;

// Word by word what docs/operations.md tells staff to do about an order of which fewer eSIMs came than were bought.
describe("an order of which fewer eSIMs came than were bought is closed", () => {
  let world: StaffedShop;
  let room: AlarmRoom;
  let there: Customer;
  const shop = () => world.shop;
  const control = () => world.shop.itt.control;
  const { ledgerOf, sum, claim, press, postsFor } = createTransfers(shop, () => there);

  beforeAll(async () => {
    world = await startStaffedShop({
      itt: { paymentStatusAfterBalance: "paid" },
      environment: { PAYMENT_METHODS: "credit,manual", PAYMENT_TEXT: "bKash 01700-000000" },
    });
    room = openAlarmRoom(world);
    ({ there } = room);
  }, 60_000);
  afterAll(() => world?.shop.close());

  /** Up to the confirm card of three eSIMs, of which the supplier is going to issue two. */
  async function reachThree(customer: Customer, firstName: string): Promise<void> {
    await choosePlan(customer);
    for (const quantity of [2, 3]) {
      await customer.tap("➕");
      await customer.see(`${quantity} × ৳`);
    }
    await fillTraveller(customer, { ...JASIM, firstName });
    control().addFault({ kind: "shortIssue", operation: "create-booking" });
  }

  const pictures = (customer: Customer) => customer.messages().filter(({ photo }) => photo !== undefined);
  const arrived = (customer: Customer, count: number) =>
    waitUntil(() => pictures(customer).length === count, {
      ...{ what: `${count} eSIMs in the chat`, timeoutMs: 30_000, explain: customer.transcript },
    });
  const bookingOf = (name: string) => control().portalBookings(name)[0]?.bookingId ?? "";

  it("by the only one of the staff, typed twice: credit has the share back, and a late rest is delivered with an alarm", async () => {
    const nadia = shop().customer();
    await nadia.start();
    await nadia.see("Travel eSIMs by Test Travel");
    await say(world.admin, `/credit ${nadia.id} 2000 prepaid`, "Entered");
    await reachThree(nadia, "Nadia");
    await nadia.tap("✅ From my account · ৳1,468.23", inLast);
    await arrived(nadia, 2);
    await nadia.see("2 of your 3 eSIMs came.");
    const { reference, id } = newestOrder(shop(), nadia.id);

    const card = await say(there, `/order ${reference}`, `${reference} ES`);
    expect(textOf(card).split("\n").slice(0, 2)).toEqual([
      "2 of 3 eSIMs came; the rest has not come.",
      "Ask the supplier for the rest; what comes is delivered by itself. If it will never come, tap “Close short…”: the customer keeps what came.",
    ]);
    const labels = there.buttons().map(({ text }) => text);
    expect(labels).toContain("✂️ Close short…");
    expect(labels).not.toContain("🚫 Void…");
    await say(
      there,
      `/resolve ${reference} void nothing comes`,
      `${reference}: a part of its eSIMs came, so it cannot be void.`,
    );

    control().addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    const short = `/resolve ${reference} short the supplier cancelled the rest`;
    await say(there, short, `${reference}: the supplier cannot be read now, and that proves nothing`);
    control().clearFaults();
    await say(there, `/resolve ${reference} short`, "This is how it goes:");
    await there.tapOn(card.message_id, "✂️ Close short…");
    await there.see(`You are the only one here, so please type it: /resolve ${reference} short why`, inLast);
    await say(there, short, "so say it once more after");
    await say(there, short, "so say it once more after");
    expect(newestOrder(shop(), nadia.id).state).toBe("unknown");
    const back = "update void_proposals set at_ms = at_ms - ? where order_id = ?";
    // The first word is from after the eSIMs that came.
    changeRows(shop(), "update esims set issued_at_ms = issued_at_ms - ? where order_id = ?", 3_600_000, id);
    changeRows(shop(), back, 30 * 60_000, id);
    const closed = await say(there, short, `✂️ ${reference} is closed with what came.`);
    expect(textOf(closed)).toContain("৳489.41 for the rest is back on the customer's account.");
    const told = await nadia.see("2 of your 3 eSIMs came, and the rest will not come.", slowly);
    expect(textOf(told)).toContain("৳489.41 for the rest is back on your account with us.");
    await room.settled(nadia, "delivered");
    await say(there, `/find ${reference}`, "closed, 2 of 3 eSIMs came");
    expect(ledgerOf(nadia).map(({ kind, amount_minor }) => `${kind} ${amount_minor}`)).toEqual([
      "grant 200000",
      "sale -146823",
      "refund 48941",
    ]);
    const statement = await say(nadia, "/statement", "Your account with us");
    expect(textOf(statement)).toContain(`+৳489.41 · back from order ${reference}`);

    // A week of daily reads follows; the supplier issues it after all.
    control().completeBooking(bookingOf("Nadia"));
    changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'reconcile' and key = ?", id);
    await arrived(nadia, 3);
    await there.see(`Order ${reference} had ended, and now the supplier has what it lacked.`, slowly);
    expect(sum(ledgerOf(nadia))).toBe(200_000 - 146_823 + 48_941);
    await say(nadia, "/orders", `${reference}`);
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("The rest came later all the same. Before that, ৳489.41 had gone back to you.", inLast);
    const late = await say(there, `/order ${reference}`, `${reference} ES`);
    expect(textOf(late)).toContain("the customer has all 3 eSIMs");
    expect(control().ledger()).toHaveLength(1);
  });

  it("by two people: what was paid by hand is handed back at the desk, in its share", async () => {
    await say(world.admin, `/grant ${AGENT_ID} night shift`, "is an agent from now on");
    const sadia = shop().customer({ firstName: "Sadia" });
    await reachThree(sadia, "Sadia");
    await sadia.tap(/^✅ Confirm/, inLast);
    await sadia.see("Please pay for order");
    await claim(sadia, "SHORT00003");
    await press(sadia, "✅ Paid, issue");
    await arrived(sadia, 2);
    const { reference } = newestOrder(shop(), sadia.id);
    await say(there, `/order ${reference}`, `${reference} ES`);
    const card = there.lastMessage();
    await there.tap("✂️ Close short…", inLast);
    await there.see(`${reference}: one says that the rest will not come.`, { ...inLast, ...slowly });
    const colleague = world.agent.inGroup(world.groupId);
    await colleague.tapOn(card.message_id, "✂️ Close short…");
    await colleague.see(`✂️ ${reference} is closed with what came.`, slowly);
    await sadia.see("A colleague hands ৳489.41 for the rest back to you.", slowly);
    await room.settled(sadia, "delivered");
    expect(ledgerOf(sadia).map(({ kind }) => kind)).toEqual(["payment", "sale"]);

    const asked = () =>
      postsFor(sadia)
        .map(textOf)
        .filter((text) => text.includes("Please hand ৳489.41 back"));
    await waitUntil(() => asked().length === 1, { what: "the post of what is owed" });
    expect(asked()[0]).toContain("2 of 3 eSIMs came, and this is the share of the rest.");
    await say(sadia, "/delete", "is not finished, so nothing was deleted");
    await press(sadia, "↩️ Hand it back");
    await there.see("It is still owed.");
    await press(sadia, "Yes, ৳489.41 went back");
    await sadia.see("We have handed ৳489.41 back to you for the eSIMs that did not come.");
    await there.see(/By Ayesha/);
    expect(ledgerOf(sadia).map(({ kind }) => kind)).toEqual(["payment", "sale", "refund", "payout"]);
    expect(sum(ledgerOf(sadia))).toBe(0);
    await say(there, `/refund ${reference} once more`, `${reference}: the money went back before.`);

    await say(sadia, "/orders", "closed, 2 of 3 eSIMs came");
    await sadia.tap(/^1\. /, inLast);
    await sadia.tap("🧾 Receipt", inLast);
    const receipt = await sadia.see("Given back for the rest: ৳489.41", inLast);
    expect(textOf(receipt)).toContain("Total: ৳1,468.23\nDelivered: 2 of 3");
    const audit = readRows<{ outcome: string }>(
      shop(),
      "select outcome from audit where action = 'resolve short' and subject_id = ? order by id",
      sadia.id,
    );
    expect(audit.map(({ outcome }) => outcome)).toEqual(["second-person", "closed"]);
  });
});
