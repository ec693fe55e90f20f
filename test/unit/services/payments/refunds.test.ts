import { expect, it } from "vitest";
import type { PaymentMethod } from "../../../../src/domain/payment.ts";
import { createRefunds, type StarsReturned } from "../../../../src/services/index.ts";
import { MINUTE, openDesk, type OrderDesk } from "../../../chaos/support/order-desk.ts";

const GROUP = -1_001;
const STAFF = 111;
const onPost = { operation: "create-booking" } as const;

/** An order that is paid before it is sent, and waits for its money. */
async function waiting(desk: OrderDesk, method: PaymentMethod) {
  const id = await desk.accept();
  const { package: chosen } = await desk.order(id);
  await desk.storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "accepted",
    patch: { paymentMethod: method, charged: chosen.price.total },
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  await desk.pass(0);
  const { customerId, nonce } = await desk.order(id);
  return { id, customerId, nonce: nonce ?? "" };
}

/** One that staff saw the money of, and which the supplier then refused. */
async function owedByHand(desk: OrderDesk) {
  const order = await waiting(desk, "manual");
  await desk.collection.claim(order.customerId, order.id, { number: "8N7A5B2C", photoFileId: null });
  const [claim] = await desk.storage.payments.listOfOrder(order.id);
  desk.itt.control.addFault({ kind: "soldOut", ...onPost });
  await desk.collection.decide(claim?.id ?? "", true, STAFF, null);
  await desk.pass(MINUTE);
  expect((await desk.order(order.id)).state).toBe("refunding");
  return order;
}

async function balanceOf(desk: OrderDesk, customerId: number): Promise<number> {
  const balances = await desk.storage.ledger.balances(customerId);
  return balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0);
}

/** Refunds whose Stars Telegram answers as told. */
function refundsAnswering(desk: OrderDesk, returnStars: (chargeId: string) => StarsReturned) {
  const { orders, payments, strayCharges } = desk.storage;
  return createRefunds({
    orders,
    payments,
    strayCharges,
    supportChatId: GROUP,
    returnStars: (_customerId, chargeId) => Promise.resolve(returnStars(chargeId)),
    clock: { now: desk.clockMs },
    wake: () => undefined,
    logger: desk.logger,
  });
}

it("never lets money that people are to hand back be spent as credit meanwhile", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId } = await owedByHand(desk);
  expect(await balanceOf(desk, customerId)).toBe(0);
  expect(await desk.refunds.markHandedBack(id, STAFF)).toBe(true);
  expect(await balanceOf(desk, customerId)).toBe(0);
  const rows = await desk.storage.ledger.list(customerId, 9);
  expect(rows.map(({ kind }) => kind).toReversed()).toEqual(["payment", "sale", "refund", "payout"]);
});

it("never lets Stars be spent as credit while Telegram does not take them back", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId, nonce } = await waiting(desk, "telegram");
  desk.itt.control.addFault({ kind: "soldOut", ...onPost });
  await desk.collection.receive(customerId, nonce, { minor: 245, currency: "XTR" }, "charge 1");
  await desk.fulfilment.fulfil(id);
  let answer: StarsReturned = "again";
  const refunds = refundsAnswering(desk, () => answer);
  await refunds.refund(id, 1);
  expect((await desk.order(id)).state).toBe("refunding");
  expect(await balanceOf(desk, customerId)).toBe(0);
  answer = "returned";
  await refunds.refund(id, 2);
  expect((await desk.order(id)).state).toBe("refunded");
  expect(await balanceOf(desk, customerId)).toBe(0);
});

it("returns the charge that paid, and each other charge by its own job, though the clock stepped back between them", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, customerId, nonce } = await waiting(desk, "telegram");
  const amount = { minor: 245, currency: "XTR" };
  desk.itt.control.addFault({ kind: "soldOut", ...onPost });
  await desk.collection.receive(customerId, nonce, amount, "paid");
  desk.sleep(-MINUTE);
  await desk.collection.receive(customerId, nonce, amount, "apart");
  desk.sleep(MINUTE);
  await desk.fulfilment.fulfil(id);
  const asked: string[] = [];
  const refunds = refundsAnswering(desk, (chargeId) => {
    asked.push(chargeId);
    return "returned";
  });
  await refunds.refund(id, 1);
  expect(asked).toEqual(["paid"]);
  const apart = (await desk.storage.payments.listOfOrder(id)).find(({ isApart }) => isApart);
  await refunds.refund(`payment ${apart?.id ?? ""}`, 1);
  expect(asked).toEqual(["paid", "apart"]);
  expect(await balanceOf(desk, customerId)).toBe(0);
});
