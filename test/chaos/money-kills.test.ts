import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Order } from "../../src/domain/order.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer, type Buyer } from "./support/buyer.ts";
import { MONEY_STEPS, NOTHING_BOOKED, type MoneyStep } from "./support/money-steps.ts";
import { bookingsOf, callsFor, expectGoesOn, expectOnePurchase, killDuringBoot } from "./support/outcome.ts";
import { lostEnough, releaseUnknowns } from "./support/release.ts";

const STEPS = [...MONEY_STEPS, NOTHING_BOOKED];

const WAYS = [
  { mode: "polling", kills: "one kill", killMore: async (_shop: Shop) => undefined },
  { mode: "webhook", kills: "a second kill during the boot", killMore: (shop: Shop) => killDuringBoot(shop) },
] as const;

/** One customer at each step, all in one shop: one kill meets every step at once. */
for (const way of WAYS)
  describe(`over ${way.mode}, after ${way.kills} while`, () => {
    let shop: Shop;
    let books: Books;
    let room: StaffRoom;
    const buyers = new Map<MoneyStep, Buyer>();
    const atKill = new Map<MoneyStep, Order | undefined>();
    const buyerAt = (step: MoneyStep): Buyer => {
      const buyer = buyers.get(step);
      if (!buyer) throw new Error(`nobody stands at: ${step.name}`);
      return buyer;
    };

    async function goTo(step: MoneyStep): Promise<void> {
      const buyer = buyerAt(step);
      step.arm(shop, buyer);
      await step.before?.(buyer);
      await buyer.customer.tap(/Confirm/);
      await waitUntil(() => step.isReached(shop, buyer, books), {
        what: `the moment when ${step.name}`,
        timeoutMs: 40_000,
        explain: buyer.customer.transcript,
      });
    }

    beforeAll(async () => {
      shop = await startShop({
        mode: way.mode,
        prepare: (telegram) => {
          const made = makeStaffRoom(telegram);
          room = made.room;
          return made.environment;
        },
      });
      books = await openBooks(shop);
      for (const [index, step] of STEPS.entries())
        buyers.set(step, createBuyer(shop, books, `Buyer ${index}`, index));
      const turnedAway = createBuyer(shop, books, "Turned away", STEPS.length);
      const everybody = [turnedAway, ...STEPS.map(buyerAt)];
      await Promise.all(everybody.map((buyer) => buyer.walkTo("confirm card")));
      shop.telegram.control.clearCalls();
      // What is lost stays unknown until the kill, and stops the shop, as three lost answers must.
      shop.itt.control.addFault({ kind: "hang", operation: "booking-details", times: "always" });
      const lost = STEPS.filter(({ state }) => state === "unknown");
      await Promise.all(lost.map(goTo));
      await lostEnough(shop, lost.length);
      await releaseUnknowns(room.admin, { customer: turnedAway.customer, tap: turnedAway.act });
      await Promise.all(STEPS.filter((step) => !lost.includes(step)).map(goTo));
      await shop.kill();
      shop.itt.control.clearFaults();
      shop.telegram.control.reset();
      for (const step of STEPS) atKill.set(step, await buyerAt(step).order());
      await way.killMore(shop);
      await shop.start();
    }, 150_000);

    afterAll(async () => {
      await books?.close();
      await shop?.close();
    });

    for (const step of MONEY_STEPS)
      it(`${step.name}, there is one booking and one delivered eSIM`, async () => {
        // An answer that was lost at once may have been filed by the time of the kill, or not.
        const states = step.state === "unknown" ? ["sending", "unknown"] : [step.state];
        expect(states).toContain(atKill.get(step)?.state);
        await expectOnePurchase(shop, buyerAt(step), { most: step.mostPhotos });
      });

    it(`${NOTHING_BOOKED.name}, nothing is sent again and the customer hears that we check`, async () => {
      const buyer = buyerAt(NOTHING_BOOKED);
      expect(atKill.get(NOTHING_BOOKED)).toMatchObject({ state: "sending", attempts: 1 });
      await buyer.customer.see("We are checking your order");
      expect(await buyer.order()).toMatchObject({ state: "unknown", attempts: 1 });
      expect(callsFor(shop, buyer, "create-booking")).toHaveLength(1);
      expect(bookingsOf(shop, buyer)).toHaveLength(0);
    });

    it("everybody can buy another eSIM", async () => {
      await Promise.all(STEPS.map((step) => expectGoesOn(shop, buyerAt(step))));
      expect(shop.itt.control.ledger()).toHaveLength(MONEY_STEPS.length + STEPS.length);
      expect(callsFor(shop, buyerAt(NOTHING_BOOKED), "create-booking")).toHaveLength(2);
    });

    it("no chat is left with a message that still says ordering", () => {
      const ordering = [...buyers.values()].flatMap(({ customer }) =>
        customer.messages().filter((message) => textOf(message).startsWith("⏳ Ordering")),
      );
      expect(ordering.map(textOf)).toEqual([]);
      expect(shop.telegram.control.unknownMethods()).toEqual([]);
    });
  });
