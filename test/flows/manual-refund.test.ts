import { describe, expect, it } from "vitest";
import { say } from "../support/purchase.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { changeRows, newestOrder, readRows } from "./support/database.ts";
import { createTransfers } from "./support/transfers.ts";
import { useShop } from "./support/use-shop.ts";

const inLast = { inLast: true } as const;

describe("money that was paid by transfer for an order that came to nothing", () => {
  let room: StaffRoom;
  const shop = useShop({
    environment: { PAYMENT_METHODS: "manual", PAYMENT_TEXT: "bKash 01700-000000 (merchant)" },
    prepare: (telegram) => {
      const made = makeStaffRoom(telegram);
      room = made.room;
      return made.environment;
    },
  });
  const staff = () => room.admin.inGroup(room.groupId);
  const { state, settled, ledgerOf, sum, postsFor, order, claim, press } = createTransfers(shop, staff);

  it("is handed back by staff, who are reminded until it is, and the customer is told at each step", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await claim(nadia, "REFUSED777");
    shop().itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await press(nadia, "✅ Paid, issue");
    const failed = await nadia.see("sold out", { timeoutMs: 30_000 });
    expect(textOf(failed)).toContain("A colleague hands ৳489.41 back to you.");
    await settled(nadia, "refunding");
    // Owed by people is no credit: nobody can spend it meanwhile.
    expect(sum(ledgerOf(nadia))).toBe(0);
    await say(nadia, "/delete", "is not finished, so nothing was deleted");

    await say(nadia, "/orders", "your money goes back");
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("A colleague hands ৳489.41 back to you.", inLast);
    // An hour later, and a day after that, staff are asked again, until the money is back.
    const asked = () => postsFor(nadia).filter((each) => textOf(each).includes("Please hand"));
    expect(asked()).toHaveLength(1);
    expect(asked().map(textOf)[0]).toContain("Transaction number: REFUSED777");
    for (const round of [2, 3]) {
      ageRefund(newestOrder(shop(), nadia.id).id);
      await waitUntil(() => asked().length === round, { what: `post ${round} of what is owed` });
    }
    await staff().see("It has been owed since");

    await press(nadia, "↩️ Hand it back");
    await staff().see("It is still owed.");
    expect(state(nadia)).toBe("refunding");
    await press(nadia, newestYes());
    await nadia.see("We have handed");
    await settled(nadia, "refunded");
    await staff().see(`By Nasrin (${room.admin.id})`);
    // The reminders above still say "please": what is so stands below them.
    const isDoneBelow = () => postsFor(nadia).map(textOf).at(-1)?.includes("handed back") === true;
    await waitUntil(isDoneBelow, { what: "that it is done" });
    expect(ledgerOf(nadia).map(({ kind }) => kind)).toEqual(["payment", "sale", "refund", "payout"]);
    expect(sum(ledgerOf(nadia))).toBe(0);
    const { id } = newestOrder(shop(), nadia.id);
    ageRefund(id);
    await waitUntil(
      () =>
        readRows(shop(), "select key from jobs where kind = 'owed-reminder' and key = ?", id).length === 0,
      {
        what: "no more reminders",
      },
    );
    expect(asked()).toHaveLength(2);
    await say(nadia, "/orders", "your money went back");
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("We have handed ৳489.41 back to you.", inLast);

    /** Makes the job due that reminds staff. */
    function ageRefund(orderId: string): void {
      changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'owed-reminder' and key = ?", orderId);
    }

    function newestYes(): string {
      const labels = staff()
        .buttons()
        .map(({ text }) => text);
      return labels.find((text) => text.startsWith("Yes, ")) ?? "no such button";
    }
  });
});
