import { beforeEach, describe, expect, it } from "vitest";
import type { Operation } from "../../src/sandbox/itt-emulator/index.ts";
import type { Customer } from "../support/customer.ts";
import {
  beginTraveller,
  buy,
  choosePlan,
  fillTraveller,
  JASIM,
  reachConfirm,
  say,
} from "../support/purchase.ts";
import { ageQuote, chosenPackageId, newestOrder, ordersOf } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const DOWN = "The operator does not answer right now.";

describe("trouble at the supplier", () => {
  const shop = useShop();
  let known = { calls: 0, charges: 0 };
  beforeEach(() => {
    const { control } = shop().itt;
    control.clearFaults();
    known = { calls: control.calls().length, charges: control.ledger().length };
  });

  // What this test has led to: the shop and its supplier are those of the tests before.
  const calls = (wanted: Operation) =>
    shop()
      .itt.control.calls()
      .slice(known.calls)
      .filter(({ operation }) => operation === wanted);
  const posts = () => calls("create-booking");
  const charges = () => shop().itt.control.ledger().slice(known.charges);
  const breakDown = (operation: Operation) =>
    shop().itt.control.addFault({ kind: "status500Before", operation, times: "always" });
  const typeAll = async (nadia: Customer): Promise<void> => {
    for (const typed of ["Jasim", "Karim", "Mr 30", "01712345678", JASIM.email]) await nadia.send(typed);
  };

  /** From the failed order on: another plan, and nothing has to be typed again. */
  async function buySimilar(nadia: Customer): Promise<void> {
    const { message_id: afterId } = nadia.lastMessage();
    await nadia.tap("🔎 See similar plans");
    await nadia.see(/plans?.*, from/, { afterId: afterId - 1 });
    await nadia.tap(/ · ৳/);
    await nadia.see("Install within", { inLast: true });
    await nadia.tap("Continue");
    expect((await nadia.see("Please check", { inLast: true })).text).toContain("Mr Jasim Karim, 30");
  }

  it("keeps the choice while no plans can be asked for, and goes on with Try again", async () => {
    breakDown("search");
    const nadia = shop().customer();
    await say(nadia, "Malta", "How long");
    await nadia.tap("A week");
    await nadia.see(DOWN);
    shop().itt.control.clearFaults();
    await nadia.tap("🔄 Try again");
    await nadia.see(/Malta · .* a week/);
  });

  it("keeps what was typed while the price cannot be checked, and goes on with Try again", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    breakDown("single-package");
    await beginTraveller(nadia);
    await typeAll(nadia);
    await nadia.see(DOWN);
    shop().itt.control.clearFaults();
    await nadia.tap("🔄 Try again");
    expect((await nadia.see("Please check")).text).toContain("Mr Jasim Karim, 30");
  });

  it("waits with an accepted order until the supplier answers again", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "status500Before", operation: "update-customer", times: 3 });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("⏳ Ordering your eSIM");
    await say(nadia, "/cancel", "This order is placed.");
    await nadia.seePhoto({ timeoutMs: 30_000 });
    await nadia.see("✅ Your eSIM for");
    expect(posts()).toHaveLength(1);
  });

  it("says so when the package sells out after the confirmation, and keeps the traveller", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia, { ...JASIM, country: "Japan" });
    const packageId = chosenPackageId(shop(), nadia.id);
    shop().itt.control.setSoldOut(packageId, true);
    await nadia.tap(/^✅ Confirm/);
    const { text } = await nadia.see("The plan is sold out at the operator. Nothing was charged.");
    expect(text).toContain(newestOrder(shop(), nadia.id).reference);
    shop().itt.control.setSoldOut(packageId, false);
    await buySimilar(nadia);
    expect(charges()).toEqual([]);
    // The "ordering…" message tells the end of it as well, without repeating the buttons.
    await nadia.see("This order did not go through. Nothing was charged.");
  });

  it("says so when the package sells out before the confirm card, and keeps the traveller", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia, { ...JASIM, country: "India" });
    await beginTraveller(nadia);
    const packageId = chosenPackageId(shop(), nadia.id);
    shop().itt.control.setSoldOut(packageId, true);
    await typeAll(nadia);
    await nadia.see("This plan has just sold out at the operator.");
    shop().itt.control.setSoldOut(packageId, false);
    await buySimilar(nadia);
  });

  it("says so when the package is no longer offered", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    shop().itt.control.addFault({ kind: "refused", operation: "single-package", reason: "Invalid package" });
    await typeAll(nadia);
    await nadia.see("The operator no longer offers this plan.");
    await buySimilar(nadia);
  });

  it.each([
    ["rose", "France", 90_000],
    ["fell", "Malaysia", 100],
  ])(
    "asks again when the price %s before the confirm card, and charges what was accepted",
    async (word, country, minor) => {
      const nadia = shop().customer();
      await choosePlan(nadia, { ...JASIM, country });
      await beginTraveller(nadia);
      shop().itt.control.setPrice(chosenPackageId(shop(), nadia.id), minor);
      await typeAll(nadia);
      await nadia.see(`The operator's price ${word} from`);
      expect(charges()).toEqual([]);
      await nadia.tap(/^✅ Accept ৳/);
      await nadia.see("Please check");
      await nadia.tap(/^✅ Confirm/);
      await nadia.seePhoto();
      expect(charges().map(({ amountMinor }) => amountMinor)).toEqual([minor]);
      expect(newestOrder(shop(), nadia.id).charged_minor).toBe(minor);
    },
  );

  it("says so when the supplier refuses the traveller, and nothing was sent", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    const reason = "Passenger first name is invalid";
    shop().itt.control.addFault({ kind: "refused", operation: "update-customer", reason });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("The operator did not accept the traveller's details. Nothing was charged.");
    expect(posts()).toEqual([]);
  });

  it("says so when the agency's balance is used up, without saying whose", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    const balanceMinor = shop().itt.control.balanceMinor();
    shop().itt.control.setBalance(0);
    await nadia.tap(/^✅ Confirm/);
    const { text } = await nadia.see("We cannot complete this order right now. Nothing was charged.");
    shop().itt.control.setBalance(balanceMinor);
    expect(text).not.toMatch(/balance|agency/i);
    expect(newestOrder(shop(), nadia.id).state).toBe("failed");
    expect(posts()).toHaveLength(1);
  });

  it("says that it is being checked when the answer is lost, and never orders twice", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "resetBeforeCommit", operation: "create-booking" });
    await nadia.tap(/^✅ Confirm/);
    const { text } = await nadia.see("We are checking your order with the operator.");
    expect(text).toContain("You will not be charged twice. Please do not order again");
    await expect.poll(() => nadia.transcript()).not.toContain("⏳");
    await say(nadia, "/cancel", "We are checking your order with the operator.");
    await expect.poll(() => calls("booking-details").length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(posts()).toHaveLength(1);
    expect(newestOrder(shop(), nadia.id).state).toBe("unknown");
  });

  it("finds a booking whose answer was lost, and delivers it", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("We are checking your order with the operator.");
    await nadia.seePhoto({ timeoutMs: 20_000 });
    await nadia.see("✅ Your eSIM for");
    expect(posts()).toHaveLength(1);
    expect(charges()).toHaveLength(1);
  });

  it("asks for the price again when the offer is older than 15 minutes, with everything kept", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    ageQuote(shop(), nadia.id, 16);
    await nadia.tap(/^✅ Confirm/);
    const { text } = await nadia.see("This price was held for 15 minutes, and they have passed.");
    expect(text).toContain("Your choice and the traveller are kept");
    expect(newestOrder(shop(), nadia.id).state).toBe("ready");
    await nadia.tap("🔄 Check the price again");
    expect((await nadia.see("Please check", { inLast: true })).text).toContain("Mr Jasim Karim, 30");
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto();
    expect(posts()).toHaveLength(1);
  });

  it("asks for the package again when the price moved while the offer grew old", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia, { ...JASIM, country: "Singapore" });
    ageQuote(shop(), nadia.id, 16);
    shop().itt.control.setPrice(chosenPackageId(shop(), nadia.id), 95_000);
    await nadia.tap(/^✅ Confirm/);
    await nadia.tap("🔄 Check the price again");
    await nadia.see("The operator's price rose from");
    await nadia.tap("🔎 Other plans");
    await nadia.see(/plans?.*, from/, { inLast: true });
    expect(posts()).toEqual([]);
  });
});

describe("a shop that takes no orders", () => {
  const shop = useShop({ environment: { BOOKING_ENABLED: "false" } });

  it("says so from the start and on a plan's card, lets everybody look around, and orders nothing", async () => {
    const nadia = shop().customer();
    await say(nadia, "/buy", "⏸ You can look around; ordering is paused for now.");
    await choosePlan(nadia);
    await nadia.see("⏸ You can look around; ordering is paused for now.", { inLast: true });
    await fillTraveller(nadia);
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("The shop is not taking orders right now.");
    expect(shop().itt.control.ledger()).toEqual([]);
  });
});

describe("a shop for some customers, with so many orders a day", () => {
  const environment = { AGENCY_BALANCE_CUSTOMERS: "5001,5002", ORDERS_PER_CUSTOMER_PER_DAY: "1" };
  const shop = useShop({ environment });

  it("does not sell to somebody else, who may look around", async () => {
    const stranger = shop().customer({ id: 5003 });
    await choosePlan(stranger);
    await stranger.tap("Continue");
    await stranger.see("This shop sells to registered customers only for now.");
    expect(ordersOf(shop(), stranger.id)).toEqual([]);
  });

  it("sells once a day to each, and says so the second time", async () => {
    const nadia = shop().customer({ id: 5001 });
    await buy(nadia);
    const { message_id: afterId } = nadia.lastMessage();
    await choosePlan(nadia);
    await fillTraveller(nadia);
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("You have placed as many orders as one day allows.", { afterId });
    expect(shop().itt.control.ledger()).toHaveLength(1);
    const rafiq = shop().customer({ id: 5002, firstName: "Rafiq" });
    await buy(rafiq);
  });
});
