import { expect, it } from "vitest";
import { readTransactionNumber } from "../../../../src/domain/payment.ts";
import { DAY, HOUR, MINUTE, openDesk, type OrderDesk } from "../../../chaos/support/order-desk.ts";

const GROUP = -1_001;
const STAFF = 111;
const NOW = { number: "8N7A5B2C1D", photoFileId: null };

/** An order of a desk where customers pay by transfer, which waits for its money. */
async function waiting(desk: OrderDesk): Promise<{ id: string; customerId: number }> {
  const id = await desk.accept();
  const { package: chosen } = await desk.order(id);
  await desk.storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "accepted",
    patch: { paymentMethod: "manual", charged: chosen.price.total },
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  await desk.pass(0);
  const { customerId, state } = await desk.order(id);
  expect(state).toBe("awaiting_payment");
  return { id, customerId };
}

async function claimOf(desk: OrderDesk, orderId: string): Promise<string> {
  const [claim] = await desk.storage.payments.listOfOrder(orderId);
  if (!claim) throw new Error(`nothing is claimed for ${orderId}`);
  return claim.id;
}

it("reminds staff of a claim three times and then daily, and no more once somebody has decided", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await waiting(desk);
  await desk.collection.claim(customerId, id, NOW);
  const claim = await claimOf(desk, id);
  const posts = () => desk.told(claim).length;
  expect(posts()).toBe(1);
  const seen: number[] = [];
  for (const ms of [9 * MINUTE, MINUTE, 20 * MINUTE, 90 * MINUTE, 20 * HOUR, 4 * HOUR, 3 * DAY]) {
    await desk.pass(ms);
    seen.push(posts());
  }
  expect(seen).toEqual([1, 2, 3, 4, 4, 5, 8]);

  const second = await waiting(desk);
  await desk.collection.claim(second.customerId, second.id, { ...NOW, number: "OTHER123" });
  const other = await claimOf(desk, second.id);
  await desk.pass(10 * MINUTE);
  await desk.collection.decide(other, false, STAFF, "not-found");
  await desk.pass(DAY);
  expect(desk.told(other)).toEqual(["staff-payment", "staff-payment"]);
});

it("does not end an order while its claim is open, however long staff take", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await waiting(desk);
  await desk.collection.claim(customerId, id, NOW);
  await desk.pass(3 * DAY);
  expect((await desk.order(id)).state).toBe("awaiting_payment");
  expect(await desk.collection.cancel(customerId, id)).toBe(false);
  await desk.collection.decide(await claimOf(desk, id), true, STAFF, null);
  await desk.pass(MINUTE);
  expect((await desk.order(id)).state).toBe("issued");
  expect(desk.postCount()).toBe(1);
});

it("gives a day more after a refusal, ends then, and takes no claim any more", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await waiting(desk);
  await desk.collection.claim(customerId, id, NOW);
  await desk.pass(23 * HOUR);
  await desk.collection.decide(await claimOf(desk, id), false, STAFF, "not-found");
  await desk.pass(23 * HOUR);
  expect((await desk.order(id)).state).toBe("awaiting_payment");
  await desk.pass(2 * HOUR);
  expect((await desk.order(id)).state).toBe("expired");
  expect(await desk.collection.claim(customerId, id, NOW)).toMatchObject({ kind: "closed" });
  expect(desk.told(id)).toContain("payment-expired");
});

it("counts of two decisions at once the first, and sends once", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await waiting(desk);
  await desk.collection.claim(customerId, id, NOW);
  const claim = await claimOf(desk, id);
  const decided = await Promise.all([
    desk.collection.decide(claim, true, STAFF, null),
    desk.collection.decide(claim, false, STAFF + 1, "not-found"),
    desk.collection.decide(claim, true, STAFF + 2, null),
  ]);
  expect(decided.map(({ kind }) => kind).sort()).toEqual(["already", "already", "decided"]);
  await desk.pass(MINUTE);
  const { state } = await desk.order(id);
  expect(desk.postCount()).toBe(state === "issued" ? 1 : 0);
});

it("never loses a claim that comes at the deadline", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  for (let round = 0; round < 10; round += 1) {
    const { id, customerId } = await waiting(desk);
    desk.sleep(25 * HOUR);
    const [claimed] = await Promise.all([
      desk.collection.claim(customerId, id, { ...NOW, number: `LATE${round}` }),
      desk.collection.watchDeadline(id),
    ]);
    const { state } = await desk.order(id);
    expect(`${claimed.kind} ${state}`).toMatch(/^(?:claimed awaiting_payment|closed expired)$/);
  }
});

it("adds a number that comes after the photo to the claim: staff read it anew, and it counts once", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const [first, second] = [await waiting(desk), await waiting(desk)];
  const claim = ({ id, customerId }: typeof first, number: string | null, photoFileId: string | null) =>
    desk.collection.claim(customerId, id, { number, photoFileId }).then(({ kind }) => kind);
  expect(await claim(first, null, "photo-1")).toBe("claimed");
  expect(await claim(first, null, "photo-1")).toBe("known");
  expect(await claim(first, "8N7A5B2C1D", null)).toBe("added");
  expect(await claim(first, "8n7a-5b2c-1d", null)).toBe("known");
  expect(desk.told(await claimOf(desk, first.id))).toEqual(["staff-payment", "staff-payment"]);
  expect(await claim(second, "8N7A5B2C1D", null)).toBe("taken");
  expect(await claim(second, "OTHER12345", null)).toBe("claimed");
  expect(await claim(second, "8N7A5B2C1D", "photo-2")).toBe("taken");
  expect(await claim(second, "THIRD12345", null)).toBe("full");
  expect(await claim(first, null, "photo-3")).toBe("full");
  expect(await desk.storage.payments.listOfOrder(first.id)).toMatchObject([
    { externalId: "8N7A5B2C1D", photoFileId: "photo-1", state: "claimed" },
  ]);
});

it("asks staff for manual money of an order that came to nothing, and pays out once", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await waiting(desk);
  await desk.collection.claim(customerId, id, NOW);
  desk.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
  await desk.collection.decide(await claimOf(desk, id), true, STAFF, null);
  await desk.pass(MINUTE);
  expect((await desk.order(id)).state).toBe("refunding");
  expect(desk.told(id)).toEqual(["payment-due", "payment-received", "order-failed", "staff-refund"]);
  const paidOut = await Promise.all([1, 2, 3].map((staffId) => desk.refunds.markHandedBack(id, staffId)));
  expect(paidOut.filter(Boolean)).toHaveLength(1);
  expect((await desk.order(id)).state).toBe("refunded");
  const balances = await desk.storage.ledger.balances(customerId);
  expect(balances.map(({ balanceMinor }) => balanceMinor)).toEqual([0]);
});

it.each([
  ["8N7A5B2C1D", "8N7A5B2C1D"],
  ["  trxid: 8n7a-5b2c ", "8N7A5B2C"],
  ["TrxID 8N7A5B2C1D", "8N7A5B2C1D"],
  ["FT 2211 0987", "FT22110987"],
  ["ONCE-1234", "ONCE1234"],
  ["১২৩৪৫", "12345"],
  ["123", undefined],
  ["hello", undefined],
  ["I paid 500 taka", undefined],
  ["১২৩ টাকা পাঠিয়েছি", undefined],
  ["", undefined],
  ["A1".repeat(33), undefined],
  ["A1".repeat(32), "A1".repeat(32)],
  ["1234; drop", undefined],
])("reads %j as the number %j", (typed, number) => {
  expect(readTransactionNumber(typed)).toBe(number);
});
