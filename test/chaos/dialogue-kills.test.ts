import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type Shop } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { callThatShows, createBuyer, SCREENS, type Buyer, type ScreenName } from "./support/buyer.ts";
import { expectOnePurchase } from "./support/outcome.ts";

/** What every buyer of these tests types. */
const ANSWERS = {
  firstName: "Jasim",
  lastName: "Karim",
  title: "MR",
  age: 30,
  phone: "+8801966330000",
} as const;

/** How many of the answers above are in the order when a screen is up. */
const ANSWERED: Readonly<Partial<Record<ScreenName, number>>> = {
  "first name": 0,
  "last name": 1,
  title: 2,
  age: 3,
  phone: 4,
  "e-mail": 5,
  "confirm card": 5,
};

let shop: Shop;
let books: Books;
const idle = new Map<ScreenName, Buyer>();
const cutShort = new Map<ScreenName, Buyer>();

function get(buyers: ReadonlyMap<ScreenName, Buyer>, screen: ScreenName): Buyer {
  const buyer = buyers.get(screen);
  if (!buyer) throw new Error(`nobody stands at: ${screen}`);
  return buyer;
}

/** To the screen before, with every update done. */
async function walkBefore(screen: ScreenName): Promise<void> {
  const before = SCREENS[SCREENS.indexOf(screen) - 1];
  if (before !== undefined) await get(cutShort, screen).walkTo(before);
}

/** The next screen is in the chat, and the shop never hears so: its handler has done all and committed nothing. */
async function showWithoutCommit(screen: ScreenName): Promise<void> {
  const buyer = get(cutShort, screen);
  const { id } = buyer.customer;
  const { control } = shop.telegram;
  const method = callThatShows(screen);
  const before = control.calls({ method, chatId: id }).length;
  control.failNext({ method, chatId: id, fault: { kind: "hang-after" } });
  await buyer.act();
  const isShown = () => control.calls({ method, chatId: id })[before]?.outcome?.ok === true;
  await waitUntil(isShown, { what: `${screen} to be shown`, explain: buyer.customer.transcript });
  expect(books.undone(id)).toBe(1);
}

beforeAll(async () => {
  shop = await startShop();
  books = await openBooks(shop);
  for (const [index, screen] of SCREENS.entries()) {
    idle.set(screen, createBuyer(shop, books, `Idle ${index}`, index));
    cutShort.set(screen, createBuyer(shop, books, `Cut ${index}`, 100 + index));
  }
  await Promise.all([
    ...SCREENS.map((screen) => get(idle, screen).walkTo(screen)),
    ...SCREENS.map((screen) => walkBefore(screen)),
  ]);
  await Promise.all(SCREENS.map((screen) => showWithoutCommit(screen)));
  await shop.restart();
}, 150_000);

afterAll(async () => {
  await books?.close();
  await shop?.close();
});

describe("a purchase goes on where it was after a kill", () => {
  for (const screen of SCREENS)
    it(`at the ${screen}`, async () => {
      const buyer = get(idle, screen);
      const shown = buyer.customer.messages().length;
      await buyer.settled();
      expect(buyer.screen()).toBe(screen);
      expect(buyer.customer.messages()).toHaveLength(shown);
      await buyer.buy();
      await expectOnePurchase(shop, buyer, { most: 1 });
      expect((await buyer.order())?.traveller).toMatchObject({ ...ANSWERS, email: buyer.email });
    });
});

describe("an answer whose handler was killed before its commit is taken once", () => {
  for (const screen of SCREENS)
    it(`with the ${screen} shown already`, async () => {
      const buyer = get(cutShort, screen);
      await buyer.settled();
      expect(buyer.screen()).toBe(screen);
      const newest = textOf(buyer.customer.lastMessage());
      const asked = buyer.customer.messages().filter((message) => textOf(message) === newest);
      expect(asked.length).toBeLessThanOrEqual(2);

      const answered = ANSWERED[screen];
      const draft = await buyer.order();
      if (answered === undefined) expect(draft).toBeUndefined();
      else
        expect(draft?.traveller).toMatchObject(
          Object.fromEntries(Object.entries(ANSWERS).slice(0, answered)),
        );

      // Each text from here on answers the question it was typed under: one that advanced twice would shift them all.
      await buyer.buy();
      await expectOnePurchase(shop, buyer, { most: 1 });
      expect((await buyer.order())?.traveller).toMatchObject({ ...ANSWERS, email: buyer.email });
      expect(await books.orders(buyer.customer.id)).toHaveLength(1);
    });
});
