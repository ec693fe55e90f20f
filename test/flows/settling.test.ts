import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { hurried, openAlarmRoom, type AlarmRoom } from "./support/alarm-room.ts";
import { changeRows, readRows, type OrderRow } from "./support/database.ts";
import { AGENT_ID, startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

const inLast = { inLast: true } as const;

// Word by word what docs/operations.md tells staff to do.
describe("a stuck order is settled by reading docs/operations.md:", () => {
  let world: StaffedShop;
  let room: AlarmRoom;
  let there: Customer;
  const control = () => world.shop.itt.control;

  beforeAll(async () => {
    world = await startStaffedShop({
      itt: { paymentStatusAfterBalance: "paid", detailsMode: "needs-booking-id" },
    });
    room = openAlarmRoom(world);
    ({ there } = room);
  }, 60_000);
  afterAll(() => world?.shop.close());

  /** Step 1: the alarm, the order under it, and how it stands. */
  async function openStuck(order: OrderRow): Promise<void> {
    room.age(order.id, "sent_at_ms", 6);
    await room.alarm(new RegExp(`Some orders have an unknown outcome[\\s\\S]*${order.reference}`));
    await there.tap(`🔎 ${order.reference}`);
    const { text = "" } = await there.see("With the supplier", inLast);
    expect(text).toMatch(
      /^No eSIM yet: the supplier has not confirmed it clearly, and nothing will be ordered twice\.\n/,
    );
  }

  /** A booking whose request never came through, though nobody could know. */
  async function confirmInVain(firstName: string): Promise<{ customer: Customer; order: OrderRow }> {
    control().addFault({ kind: "resetBeforeCommit", operation: "create-booking" });
    return room.confirm(firstName, "unknown");
  }

  /** The alarm is over, so that the next order is a new one. */
  const calmAgain = () =>
    hurried(
      world.shop,
      waitUntil(() => textOf(there.lastMessage()).includes("No order has an unknown outcome"), {
        what: "the end of the alarm",
        timeoutMs: 20_000,
      }),
    );

  const isNotThere = { ...inLast, timeoutMs: 20_000 };

  it("with the booking id of the supplier's portal, and with no other order's", async () => {
    const neighbour = await room.confirm("Rafiq", "delivered");
    control().addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    const { customer, order } = await room.confirm("Nadia", "unknown");
    await openStuck(order);
    await there.tap("🔎 Read again", inLast);
    await there.see(/No booking under our tracking id|No clear answer/, { timeoutMs: 20_000 });
    await there.tap("👤 Show details");
    await there.see("Nadia Karim", { timeoutMs: 20_000 });
    const idOf = (name: string) => control().portalBookings(name)[0]?.bookingId ?? "";
    await say(
      there,
      `/resolve ${order.reference} issued ${idOf("Rafiq")}`,
      `${order.reference}: ${idOf("Rafiq")} is not its booking`,
    );
    expect(readRows(world.shop, "select state from orders where id = ?", order.id)).toEqual([
      { state: "unknown" },
    ]);
    await say(
      there,
      `/resolve ${order.reference} issued ${idOf("Nadia")}`,
      `✅ ${order.reference}: the supplier shows it.`,
    );
    await room.settled(customer, "delivered");
    await customer.seePhoto();
    expect(neighbour.customer.messages().filter(({ photo }) => photo !== undefined)).toHaveLength(1);
    expect(control().ledger()).toHaveLength(2);
    await calmAgain();
  });

  it("as void by the only one of the staff, typed twice with half an hour between", async () => {
    const { customer, order } = await confirmInVain("Sadia");
    const { reference } = order;
    await openStuck(order);
    await there.tap("🚫 Void…");
    await there.see(
      `You are the only one here, so please type it: /resolve ${reference} void why`,
      isNotThere,
    );
    await say(there, `/resolve ${reference} void`, "This is how it goes:");
    await say(there, `/resolve ${reference} void not in the portal`, "so say it once more after");
    await say(there, `/resolve ${reference} void not in the portal`, "so say it once more after");
    changeRows(
      world.shop,
      "update void_proposals set at_ms = at_ms - ? where order_id = ?",
      30 * 60_000,
      order.id,
    );
    await say(there, `/resolve ${reference} void not in the portal`, `🚫 ${reference} is void.`);
    await room.settled(customer, "void");
    await customer.see(/nothing was charged|not charged|came to nothing/i);
    await calmAgain();
  });

  it("as void by two people, and delivered all the same if the booking appears after all", async () => {
    await say(world.admin, `/grant ${AGENT_ID} night shift`, "is an agent from now on");
    control().addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    const { customer, order } = await room.confirm("Tareq", "unknown");
    const { reference } = order;
    await openStuck(order);
    const card = await there.see("With the supplier", inLast);
    await there.tap("🚫 Void…");
    await there.see(`${reference}: one of you has said void. A second colleague must tap Void`, isNotThere);
    const needed = /called it void on .+\. A second colleague is needed until/;
    const { message_id: afterId } = await say(there, `/order ${reference}`, needed);
    // The same person's second tap is no second person's.
    await there.tapOn(card.message_id, "🚫 Void…");
    await there.see(`${reference}: one of you has said void.`, { ...isNotThere, afterId });
    const colleague = world.agent.inGroup(world.groupId);
    expect(readRows(world.shop, "select state from orders where id = ?", order.id)).toEqual([
      { state: "unknown" },
    ]);
    await colleague.tapOn(card.message_id, "🚫 Void…");
    await colleague.see(`🚫 ${reference} is void.`, { timeoutMs: 20_000 });
    await room.settled(customer, "void");
    const audit = readRows<{ staff_id: number; outcome: string }>(
      world.shop,
      "select staff_id, outcome from audit where order_id = ? and action = 'resolve void' order by id",
      order.id,
    );
    expect(audit.at(-1)).toEqual({ staff_id: AGENT_ID, outcome: "void" });
    // The supplier shows it after all.
    const { bookingId = "" } = control().portalBookings("Tareq")[0] ?? {};
    await say(there, `/resolve ${reference} issued ${bookingId}`, `✅ ${reference}: the supplier shows it.`);
    await room.settled(customer, "delivered");
    const late = await there.see(`Order ${reference} had ended, and now the supplier has what it lacked`, {
      timeoutMs: 20_000,
    });
    expect(textOf(late)).toContain("/credit");
  });
});
