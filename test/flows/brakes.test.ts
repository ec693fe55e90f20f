import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { JASIM, reachConfirm, say } from "../support/purchase.ts";
import type { ShopOptions } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";
import { openAlarmRoom, type AlarmRoom } from "./support/alarm-room.ts";
import { changeRows, newestOrder, readRows } from "./support/database.ts";
import { ADMIN_ID, AGENT_ID, startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

const inLast = { inLast: true } as const;
const DAY = 24 * 3_600_000;
const WAYS = { PAYMENT_METHODS: "agency_balance,manual", PAYMENT_TEXT: "bKash 01700-000000" };

let world: StaffedShop;
let room: AlarmRoom;
afterEach(() => world?.shop.close());

/** A shop with an admin, an agent, and somebody who only sits in their group. */
async function open(options: ShopOptions = {}): Promise<void> {
  world = await startStaffedShop({
    ...options,
    itt: { paymentStatusAfterBalance: "paid" },
    environment: { ...WAYS, ...options.environment },
  });
  room = openAlarmRoom(world);
  await say(world.admin, `/grant ${AGENT_ID} night shift`, "is an agent from now on");
}

/** A customer who says to have paid by transfer. */
async function claimant(firstName: string, number: string): Promise<Customer> {
  const customer = world.shop.customer({ firstName });
  await reachConfirm(customer, { ...JASIM, firstName });
  await customer.tap(/^🏦 /, inLast);
  await customer.tap("✅ I have paid");
  await customer.see("What is the transaction number", inLast);
  await say(customer, number, "We are looking for your payment");
  return customer;
}

/** A customer up to the confirm card, who then taps and hears that nothing is sold. */
async function turnedAway(firstName: string): Promise<void> {
  const customer = world.shop.customer({ firstName });
  await reachConfirm(customer, { ...JASIM, firstName });
  await customer.tap(/^✅ /, inLast);
  await customer.see("The shop is not taking orders right now.", inLast);
  await customer.see("Nothing was charged.", inLast);
}

/** Staff have seen the money of this claim; gives what the post says then. */
async function seeMoney(number: string): Promise<string> {
  const { message_id } = await room.there.see(number);
  await room.there.tapOn(message_id, "✅ Paid, issue");
  await room.there.see("has seen the money");
  return textOf(await room.there.see("has seen the money"));
}

/** The customer heard that the money is here and the order kept, and nothing that is not so. */
async function seeKept(customer: Customer): Promise<void> {
  const { reference } = newestOrder(world.shop, customer.id);
  await customer.see(`Your order ${reference} is kept, and so is your payment.`);
  expect(customer.transcript()).toContain("Your payment is here.");
  expect(customer.transcript()).not.toMatch(/We are ordering now|already being ordered/);
}

/** The job of a kept order looks each half minute. */
const lookNow = () =>
  changeRows(world.shop, "update jobs set run_at_ms = 0 where kind = 'fulfil' and claimed_by is null");

async function buy(firstName: string): Promise<void> {
  const { customer } = await room.confirm(firstName, "delivered");
  await customer.seePhoto();
}

/** Nobody but an admin gets anywhere with this, by the button or by the command. */
async function tryInVain(alarm: string, command: string, told: string): Promise<void> {
  const { message_id } = await room.there.see(alarm);
  const agent = world.agent.inGroup(world.groupId);
  const bystander = world.bystander.inGroup(world.groupId);
  await agent.tapOn(message_id, "▶️ Release");
  await agent.see("Only an admin may do this.", inLast);
  const before = room.there.messages().length;
  await (await bystander.tapOn(message_id, "▶️ Release")).answered();
  expect(room.there.messages()).toHaveLength(before);
  await say(world.agent, command, told);
}

describe("the shop stops selling, says so, and goes on", () => {
  it("after an older database was put in its place, once an admin has looked", async () => {
    await open();
    const { shop } = world;
    const rafiq = await claimant("Rafiq", "KEPT000001");
    await shop.stop();
    const backup = `${shop.databaseFile}.copy`;
    copyFileSync(shop.databaseFile, backup);
    await shop.start();
    await buy("Nadia");
    await shop.stop();
    for (const end of ["-wal", "-shm"]) rmSync(`${shop.databaseFile}${end}`, { force: true });
    copyFileSync(backup, shop.databaseFile);
    await shop.start();

    const alarm = "We have stopped selling: the database is older than the last one we saw";
    await room.alarm(alarm);
    await turnedAway("Sadia");
    expect(await seeMoney("KEPT000001")).toMatch(
      /the order is kept, and is sent when an admin releases the stop/,
    );
    await seeKept(rafiq);
    await tryInVain(alarm, "/release restored", "Only an admin may do this.");
    const refused = readRows(
      shop,
      "select action, reason, outcome from audit where staff_id = ? order by id",
      AGENT_ID,
    );
    expect(refused).toMatchObject([
      { action: "release-brake", outcome: "refused: only an admin may" },
      { action: "release", outcome: "refused: only an admin may" },
    ]);
    await shop.restart();
    await say(world.admin, "/find KEPT", /found|Nothing/);
    expect(newestOrder(shop, rafiq.id)).toMatchObject({ state: "paid", attempts: 0 });

    const { message_id } = await room.there.see(alarm);
    await room.there.tapOn(message_id, "▶️ Release");
    await room.there.see("▶️ We sell again.");
    await room.over(alarm, "The stop after a restored database is released.");
    await say(world.admin, "/release restored to be sure", "That stop is not on.");
    const released = "select outcome, reason from audit where action = 'release' and staff_id = ?";
    expect(readRows(shop, released, ADMIN_ID)).toMatchObject([
      { outcome: "brake restored released", reason: null },
      { outcome: "brake restored was not on", reason: expect.stringMatching(/^v1\./) },
    ]);
    lookNow();
    await rafiq.seePhoto({ timeoutMs: 30_000 });
    await buy("Umme");
  }, 240_000);

  it("while today's spending limit is reached, until it is raised, and the alarm until tomorrow", async () => {
    await open();
    const { shop } = world;
    const rafiq = await claimant("Rafiq", "KEPT000002");
    const price = newestOrder(shop, rafiq.id).charged_minor ?? 0;
    shop.environment["DAILY_SPEND_LIMIT"] = `BDT:${Math.round(price * 1.5) / 100}`;
    await shop.stop();
    await shop.start();
    await buy("Nadia");

    const alarm = "An order was held back: today's spending limit is reached.";
    await turnedAway("Sadia");
    await turnedAway("Tareq");
    await room.alarm(alarm);
    expect(await seeMoney("KEPT000002")).toMatch(/spending limit is reached: the order is kept/);
    await seeKept(rafiq);
    // Nobody releases it: it is the deployer's own.
    for (const who of [world.agent, world.admin])
      await say(
        who,
        "/release spend",
        who === world.admin ? "This is how it goes" : "Only an admin may do this.",
      );

    shop.environment["DAILY_SPEND_LIMIT"] = `BDT:${Math.round(price * 5) / 100}`;
    await shop.stop();
    await shop.start();
    lookNow();
    await rafiq.seePhoto({ timeoutMs: 30_000 });
    await buy("Umme");
    changeRows(shop, "update incidents set opened_at_ms = opened_at_ms - ? where kind = 'brake-spend'", DAY);
    await room.over(alarm, "A new day: the spending limit starts anew.");
  }, 240_000);

  it("while the disk is nearly full, and by itself once there is room", async () => {
    const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
    const file = join(folder, "free-bytes");
    const setFree = (megabytes: number) => writeFileSync(file, String(megabytes * 1024 ** 2));
    setFree(20_000);
    try {
      await open({
        script: join(import.meta.dirname, "support/small-disk-shop.ts"),
        environment: { FREE_BYTES: file },
      });
      const rafiq = await claimant("Rafiq", "KEPT000003");
      await buy("Nadia");
      setFree(199);
      const alarm = "We have stopped selling: the disk is nearly full.";
      await room.alarm(alarm);
      await turnedAway("Sadia");
      expect(await seeMoney("KEPT000003")).toMatch(/the order is kept, and is sent once there is room/);
      await seeKept(rafiq);
      await say(world.admin, "/release disk", "This is how it goes");
      setFree(20_000);
      await room.over(alarm, "The disk has room.");
      lookNow();
      await rafiq.seePhoto({ timeoutMs: 30_000 });
      await buy("Umme");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
