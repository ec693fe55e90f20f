import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer, type Buyer } from "./support/buyer.ts";

/** What the log says of an update that came in and could not be stored. */
const NOT_STORED = { webhook: "webhook.not-stored", polling: "telegram.poll-failed" } as const;
const QUESTION = "Where are you going?";

function countSaid(customer: Customer, text: string): number {
  return customer.messages().filter((message) => message.from.is_bot && textOf(message).includes(text))
    .length;
}

for (const mode of ["webhook", "polling"] as const)
  describe(`over ${mode}, when the process is killed`, () => {
    let shop: Shop;
    let books: Books;
    let queued: Buyer;
    let refused: Buyer;
    const atKill = { queued: 0, refused: 0, unconfirmed: 0 };

    /** Two updates of one customer are stored and confirmed; the second waits behind the first, which is being handled. */
    async function queueTwo(): Promise<void> {
      const { control } = shop.telegram;
      const { id } = queued.customer;
      control.failNext({ method: "sendMessage", chatId: id, fault: { kind: "hang-before" } });
      await queued.customer.send("/help");
      await queued.customer.send("/buy");
      const isStored = () => control.pendingUpdateCount() === 0 && books.undone(id) === 2;
      await waitUntil(isStored, { what: "both updates stored" });
      const isBegun = () => control.calls({ method: "sendMessage", chatId: id }).length === 1;
      await waitUntil(isBegun, { what: "the first one being handled" });
    }

    beforeAll(async () => {
      shop = await startShop({ mode });
      books = await openBooks(shop);
      queued = createBuyer(shop, books, "Queued", 1);
      refused = createBuyer(shop, books, "Refused", 2);
      await queueTwo();
      // From here on nothing can be written: what comes in is refused, comes again, and is on its way in at the kill.
      const unlock = books.lock();
      await refused.customer.send("/buy");
      const isRefused = () => shop.log().includes(NOT_STORED[mode]);
      await waitUntil(isRefused, { what: "an update that is not stored", timeoutMs: 30_000 });
      await shop.kill();
      unlock();
      atKill.queued = books.undone(queued.customer.id);
      atKill.refused = books.undone(refused.customer.id);
      atKill.unconfirmed = shop.telegram.control.pendingUpdateCount();
      await shop.start();
    }, 120_000);

    afterAll(async () => {
      await books?.close();
      await shop?.close();
    });

    it("an update that was stored and confirmed and not begun is handled once, in its order", async () => {
      expect(atKill.queued).toBe(2);
      await queued.settled();
      const { customer } = queued;
      expect(countSaid(customer, QUESTION)).toBe(1);
      expect(textOf(customer.lastMessage())).toContain(QUESTION);
      expect(customer.messages().filter(({ from }) => from.is_bot)).toHaveLength(2);
    });

    it("an update that came in and was not stored comes again and is handled once", async () => {
      expect(atKill).toMatchObject({ refused: 0, unconfirmed: 1 });
      await refused.customer.see(QUESTION);
      await refused.settled();
      expect(countSaid(refused.customer, QUESTION)).toBe(1);
    });

    if (mode === "polling")
      it("an update that was handled and not confirmed comes again and is not handled again", async () => {
        const late = createBuyer(shop, books, "Late", 3);
        const { control } = shop.telegram;
        // The call under way brings the update; the next one would confirm it.
        control.failNext({ method: "getUpdates", fault: { kind: "hang-before" } });
        await late.customer.send("/buy");
        await late.customer.see(QUESTION);
        await waitUntil(() => books.undone(late.customer.id) === 0, { what: "the update done" });
        expect(control.pendingUpdateCount()).toBe(1);
        await shop.restart();
        await late.settled();
        await late.customer.send("Bangladesh");
        await late.settled();
        expect(countSaid(late.customer, QUESTION)).toBe(1);
        expect(late.screen()).toBe("trip length");
      });
  });
