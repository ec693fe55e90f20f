import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reachConfirm, say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openAlarmRoom, type AlarmRoom } from "./support/alarm-room.ts";
import { changeRows, newestOrder, readRows, sentAll } from "./support/database.ts";
import { startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

const inLast = { inLast: true } as const;

describe("staff's group hears once, and once when it is over, that", () => {
  let world: StaffedShop;
  let room: AlarmRoom;
  const faults = () => world.shop.itt.control;

  beforeAll(async () => {
    world = await startStaffedShop({ itt: { paymentStatusAfterBalance: "paid" } });
    room = openAlarmRoom(world);
  }, 60_000);
  afterAll(() => world?.shop.close());

  it("orders wait whose outcome is not known", async () => {
    room.loseAnswers();
    const { customer, order } = await room.confirm("Nadia", "unknown");
    room.age(order.id, "sent_at_ms", 6);
    await room.alarm("Some orders have an unknown outcome.");
    const { text } = await room.there.see(`Orders: ${order.reference}`);
    expect(text).toContain("Do not order again by hand.");
    await room.there.tap(`🔎 ${order.reference}`);
    await room.there.see("No clear answer", { ...inLast, timeoutMs: 25_000 });
    await room.there.tap("✅ Issued…", inLast);
    await room.there.see(`${order.reference}: the supplier gave no clear answer`, {
      ...inLast,
      timeoutMs: 25_000,
    });
    faults().clearFaults();
    await say(room.there, `/reconcile ${order.reference}`, "is being asked now");
    await room.settled(customer, "delivered");
    await room.over("Some orders have an unknown outcome", "No order has an unknown outcome any more.");
  });

  it("an order needs a person, who has it read once more", async () => {
    room.loseAnswers();
    const { customer, order } = await room.confirm("Rafiq", "unknown");
    const { reference } = order;
    // As reading leaves a top-up that nothing shows for a day.
    changeRows(world.shop, "update orders set state = 'staff' where id = ?", order.id);
    await room.alarm(`Order ${reference} needs you: a day of reading has not shown what became of it.`);
    faults().clearFaults();
    await room.there.tap("🔎 Read again");
    await room.settled(customer, "delivered");
    await room.over(`Order ${reference} needs you`, `Order ${reference} is settled.`);
  });

  it("the supplier's answers contradict each other", async () => {
    faults().addFault({ kind: "duplicateIccid", from: "others", operation: "create-booking" });
    const { customer, order } = await room.confirm("Sadia", "unknown");
    const { reference } = order;
    await room.alarm(`answers about order ${reference} contradict each other.`);
    expect(customer.messages().some(({ photo }) => photo !== undefined)).toBe(false);
    await room.there.tap("🔎 Read again");
    await room.there.see(`${reference}: the supplier shows an eSIM that belongs to another order.`, inLast);
    await room.there.tap("🚫 Void…");
    await room.there.see(`${reference}: the supplier has this booking, so it cannot be void.`, inLast);
    // As a week of the supplier's people ends it.
    changeRows(world.shop, "update orders set state = 'void' where id = ?", order.id);
    await room.over(
      `answers about order ${reference} contradict each other.`,
      `answers about order ${reference} agree again.`,
    );
  });

  it("we have stopped selling after three such orders, which it names, until an admin releases it", async () => {
    await room.alarm("We have stopped selling: three orders in ten minutes ended with an unknown outcome.");
    const alarm = await room.there.see("We have stopped selling: three orders");
    const unknown = readRows<{ reference: string }>(
      world.shop,
      "select reference from orders where id in (select order_id from order_events where to_state = 'unknown') order by sent_at_ms",
    );
    const labels = alarm.reply_markup?.inline_keyboard.flat().map(({ text }) => text);
    expect(labels?.toSorted()).toEqual(
      [...unknown.map(({ reference }) => `🔎 ${reference}`), "▶️ Release"].toSorted(),
    );
    await room.there.tapOn(alarm.message_id, `🔎 ${unknown[0]?.reference ?? ""}`);
    await room.there.see("With the supplier", inLast);
    const kept = world.shop.customer({ firstName: "Early" });
    await reachConfirm(kept);
    await kept.tap(/^✅ Confirm/, inLast);
    await kept.see("The shop is not taking orders right now.", inLast);
    await room.there.tap("▶️ Release");
    await room.there.see("▶️ We sell again.", inLast);
    await room.over("We have stopped selling: three orders", "The stop after unknown outcomes is released.");
  });

  it("our balance with the supplier is too low", async () => {
    faults().addFault({ kind: "insufficientBalance", operation: "create-booking" });
    await room.confirm("Tareq", "failed");
    await room.alarm("Our balance with the supplier is too low.");
    await room.confirm("Umme", "delivered");
    await room.over("Our balance with the supplier", "The supplier takes orders from our balance again.");
  });

  it("an eSIM is charged and not in the chat of a customer who blocked the bot", async () => {
    faults().addFault({ kind: "delayMs", operation: "create-booking", ms: 1_500 });
    const { customer, order } = await room.confirm("Wasim", "sending");
    await customer.block();
    await room.settled(customer, "issued");
    room.age(order.id, "issued_at_ms", 6);
    await room.alarm(`Order ${order.reference} is booked and charged, and its eSIM is not in the chat.`);
    await customer.unblock();
    await room.settled(customer, "delivered");
    await room.over(
      `Order ${order.reference} is booked and charged`,
      `The eSIM of order ${order.reference} is in the chat.`,
    );
  });

  /** Gracefully: after a kill the message that was just sent may come once more. */
  async function restart(): Promise<void> {
    await world.shop.stop();
    await world.shop.start();
  }

  it("something is wrong, though their group was closed to the bot and the shop was started again meanwhile", async () => {
    // A process that has just begun may send ten posts at once, and so try as often; then it is one in four seconds.
    await restart();
    const { telegram } = world.shop;
    const closed = { kind: "refuse", code: 400 } as const;
    const open = telegram.control.failNext({
      method: "sendMessage",
      chatId: world.groupId,
      times: 1_000,
      fault: {
        ...closed,
        description: "Bad Request: not enough rights to send text messages to the chat",
      },
    });
    faults().addFault({ kind: "insufficientBalance", operation: "create-booking" });
    await room.confirm("Yasmin", "failed");
    const waiting = "sent_at_ms is null and kind = 'staff-alarm'";
    const tries = () =>
      readRows<{ attempts: number }>(world.shop, `select attempts from outbox where ${waiting}`)[0]
        ?.attempts ?? 0;
    await waitUntil(() => tries() > 0, { what: "a first try", timeoutMs: 30_000 });
    // Each try is two posts, the second one plainer, and there is one in four seconds: what would be refused without more ado is left out.
    changeRows(world.shop, `update outbox set attempts = attempts + 4 where ${waiting}`);
    await waitUntil(
      () => {
        changeRows(world.shop, `update outbox set due_at_ms = 0 where claimed_by is null and ${waiting}`);
        return tries() > 8;
      },
      { what: "more tries than a notice gets that nobody can read", timeoutMs: 40_000, everyMs: 500 },
    );
    await restart();
    open();
    const told = () =>
      room.there.messages().filter((each) => textOf(each).includes("Our balance with the supplier")).length;
    // Again and again: at any one moment a try that was refused may still hold it.
    await waitUntil(
      () => {
        changeRows(world.shop, `update outbox set due_at_ms = 0 where claimed_by is null and ${waiting}`);
        return told() === 2;
      },
      { what: "the second alarm of this kind", timeoutMs: 30_000, everyMs: 500 },
    );
    await room.confirm("Zahid", "delivered");
    const ended = () =>
      room.there.messages().filter((each) => textOf(each).includes("takes orders from our balance again"))
        .length;
    await waitUntil(() => ended() === 2, { what: "its end", timeoutMs: 30_000 });
    expect(told()).toBe(2);
  }, 120_000);

  it("the supplier does not accept our key", async () => {
    const { environment } = world.shop;
    const key = environment["ITT_API_KEY"] ?? "";
    environment["ITT_API_KEY"] = "another-key";
    await restart();
    const customer = world.shop.customer();
    await customer.send("Bangladesh");
    await room.alarm("The supplier does not accept our key.");
    environment["ITT_API_KEY"] = key;
    await restart();
    await room.over("does not accept our key", "The supplier accepts our key again.");
  });
});

describe("staff's group hears once, and once when it is over, after the time it takes, that", () => {
  const folder = mkdtempSync(join(tmpdir(), "leaping-"));
  const file = join(folder, "ahead-ms");
  let world: StaffedShop;
  let room: AlarmRoom;

  /** Whole at any moment: the shop reads it whenever it asks for the time. */
  function setAhead(ms: number): void {
    writeFileSync(`${file}.new`, String(ms));
    renameSync(`${file}.new`, file);
  }

  beforeAll(async () => {
    setAhead(0);
    world = await startStaffedShop({
      script: join(import.meta.dirname, "support/leaping-shop.ts"),
      environment: { AHEAD_MS: file },
    });
    room = openAlarmRoom(world);
  }, 60_000);
  afterAll(async () => {
    await world?.shop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("the supplier does not answer", async () => {
    const { shop } = world;
    shop.itt.control.addFault({ kind: "resetBeforeCommit", times: "always" });
    const failures = () => shop.log().split('"supplier.failed"').length - 1;
    for (const calls of [1, 2, 3]) {
      await shop.customer({ firstName: `Asker ${calls}` }).send("Bangladesh");
      await waitUntil(() => failures() >= calls, { what: `${calls} calls in vain`, timeoutMs: 30_000 });
    }
    const down = "The supplier does not answer.";
    // The trouble must last twenty seconds to be one.
    await sentAll(shop);
    setAhead(20_000);
    await room.alarm(down);
    shop.itt.control.clearFaults();
    // Nobody buys: a free read tells that it is over, half a minute after the last call.
    await sentAll(shop);
    setAhead(50_000);
    await room.over(down, "The supplier answers again.");
  }, 150_000);
});

describe("of what is paid at the supplier staff hear that", () => {
  let world: StaffedShop;
  let room: AlarmRoom;

  beforeAll(async () => {
    world = await startStaffedShop({
      itt: { balanceHoldMs: 3_600_000, paymentBaseUrl: "https://elsewhere.example/pay" },
      environment: {
        PAYMENT_METHODS: "agency_balance,supplier_page",
        SUPPLIER_PAGE_HOSTS: "pay.demo.example",
      },
    });
    room = openAlarmRoom(world);
  }, 60_000);
  afterAll(() => world?.shop.close());

  it("a booking is still unpaid near its deadline", async () => {
    const { order } = await room.confirm("Nadia", "delivered");
    const { reference } = order;
    const due = () =>
      changeRows(world.shop, "update jobs set run_at_ms = 0 where kind = 'watch-auto-cancel'");
    due();
    await room.alarm(`The supplier calls order ${reference} unpaid`);
    const { bookingId = "" } = world.shop.itt.control.bookings()[0] ?? {};
    expect(world.shop.itt.control.markPaid(bookingId)).toBe(true);
    due();
    await room.over(
      `The supplier calls order ${reference} unpaid`,
      `The supplier calls order ${reference} paid now.`,
    );
  });

  it("an answer named no page where we may send the customer", async () => {
    const customer = world.shop.customer({ firstName: "Rafiq" });
    await reachConfirm(customer);
    await customer.tap(/card|page|online/i, inLast);
    await room.settled(customer, "unknown");
    const { reference } = newestOrder(world.shop, customer.id);
    const post = await room.there.see(`Order ${reference}: the supplier named no page where we may send`);
    expect(textOf(post)).toContain("SUPPLIER_PAGE_HOSTS");
    expect(textOf(post)).not.toContain("elsewhere.example");
    await room.there.tap(`🔎 ${reference}`);
    await room.there.see("With the supplier", inLast);
  });
});
