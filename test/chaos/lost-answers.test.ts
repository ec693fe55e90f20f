import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type Shop } from "../support/shop.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer, type Buyer } from "./support/buyer.ts";
import { bookingsOf, callsFor, expectGoesOn, expectOnePurchase, names } from "./support/outcome.ts";
import { releaseUnknowns } from "./support/release.ts";

/** Answers to the one POST that say nothing to be believed, though the supplier has booked or will. */
const LOST = [
  { kind: "resetAfterCommit", what: "the connection broke after it was booked" },
  { kind: "lateCommit", ms: 3_000, what: "the connection broke and the booking comes later" },
  { kind: "status500After", what: "an error came although it was booked" },
  { kind: "status400After", what: "a rejection came although it was booked" },
  { kind: "malformed", what: "the answer was cut short" },
  { kind: "truncated", what: "the connection broke in the answer" },
  { kind: "wrongId", what: "the answer bore another order's id" },
] as const;

let shop: Shop;
let books: Books;
let room: StaffRoom;
const buyers = new Map<string, Buyer>();
const NOTHING = "nothing was booked";

function buyerOf(what: string): Buyer {
  const buyer = buyers.get(what);
  if (!buyer) throw new Error(`nobody buys while ${what}`);
  return buyer;
}

/** The supplier's reads of the booking of this buyer's newest order. */
async function reads(buyer: Buyer) {
  const trackingId = (await buyer.order())?.quote?.bookingTrackingId;
  return shop.itt.control
    .calls()
    .filter(({ operation, body }) => operation === "booking-details" && body["tracking_id"] === trackingId);
}

/** Every message of news that said so, though the chat may show something newer in its place by now. */
const tellings = ({ customer }: Buyer) =>
  shop.telegram.control
    .calls({ method: "sendMessage", chatId: customer.id })
    .filter(({ params }) => String(params["text"]).includes("We are checking your order"));

beforeAll(async () => {
  shop = await startShop({
    prepare: (telegram) => {
      const made = makeStaffRoom(telegram);
      room = made.room;
      return made.environment;
    },
  });
  books = await openBooks(shop);
  const cases = [...LOST, { kind: "resetBeforeCommit", what: NOTHING } as const];
  for (const [index, { what, ...fault }] of cases.entries()) {
    const buyer = createBuyer(shop, books, `Buyer ${index}`, index);
    buyers.set(what, buyer);
    shop.itt.control.addFault({ ...fault, operation: "create-booking" }, (body) => names(body, buyer));
  }
  await Promise.all([...buyers.values()].map((buyer) => buyer.walkTo("confirm card")));
  await Promise.all([...buyers.values()].map((buyer) => buyer.act()));
});

afterAll(async () => {
  await books?.close();
  await shop?.close();
});

it("tells everybody before the first read that we check, and not to order again", async () => {
  for (const buyer of buyers.values()) {
    const said = await buyer.customer.see("We are checking your order");
    expect(textOf(said)).toContain("You will not be charged twice");
    expect(textOf(said)).toContain("do not order again");
  }
  await Promise.all(
    [...buyers.values()].map((buyer) =>
      waitUntil(async () => (await reads(buyer)).length > 0, { what: "a first read" }),
    ),
  );
  for (const buyer of buyers.values()) {
    const [firstRead] = await reads(buyer);
    const [told] = tellings(buyer);
    expect(told?.atMs).toBeLessThan(firstRead?.atMs ?? 0);
  }
});

describe("an order is found by reading and delivered, without a second POST, when", () => {
  for (const { what } of LOST)
    it(what, async () => {
      await expectOnePurchase(shop, buyerOf(what), { most: 1 });
      expect(tellings(buyerOf(what))).toHaveLength(1);
    });
});

it("keeps an order unknown while the supplier has no booking, over a restart too", async () => {
  const buyer = buyerOf(NOTHING);
  await waitUntil(async () => (await reads(buyer)).length >= 2, { what: "a first look" });
  const { length: before } = await reads(buyer);
  await shop.restart();
  await waitUntil(async () => (await reads(buyer)).length > before, {
    what: "another look after the restart",
    timeoutMs: 45_000,
  });
  expect(await buyer.order()).toMatchObject({ state: "unknown", attempts: 1 });
  expect(callsFor(shop, buyer, "create-booking")).toHaveLength(1);
  expect(bookingsOf(shop, buyer)).toHaveLength(0);
  expect(buyer.qrCodes()).toEqual([]);
  await buyer.customer.see("We are checking your order");
  expect(tellings(buyer)).toHaveLength(1);
});

it("lets a customer whose order is unknown buy another one, once staff have released the shop", async () => {
  const buyer = buyerOf(NOTHING);
  await buyer.walkTo("confirm card");
  await releaseUnknowns(room.admin, { customer: buyer.customer, tap: buyer.act });
  await expectGoesOn(shop, buyerOf(NOTHING));
  expect(callsFor(shop, buyerOf(NOTHING), "create-booking")).toHaveLength(2);
});
