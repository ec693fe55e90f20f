import { expect, it } from "vitest";
import { createRefunds, type StarsReturned } from "../../../../src/services/index.ts";
import { MINUTE, openDesk, type OrderDesk } from "../../../chaos/support/order-desk.ts";

const GROUP = -1_001;
const onPost = { operation: "create-booking" } as const;

/** Looks twice, as two processes would, and gives all that staff were told. */
async function alarmedBy(desk: OrderDesk): Promise<readonly string[]> {
  await desk.incidentWatch.run();
  await desk.incidentWatch.run();
  return desk.alarmed();
}

/** The desk's refunds with a Telegram that answers as told. */
function refundsAnswering(desk: OrderDesk, answer: () => StarsReturned) {
  const { orders, payments, strayCharges } = desk.storage;
  return createRefunds({
    ...{ orders, payments, strayCharges, supportChatId: GROUP, logger: desk.logger },
    returnStars: () => Promise.resolve(answer()),
    clock: { now: desk.clockMs },
    wake: () => undefined,
  });
}

/** An order that is paid in Stars, up to its open invoice. */
async function invoiced(desk: OrderDesk) {
  const id = await desk.accept();
  const { package: chosen } = await desk.order(id);
  await desk.storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "accepted",
    patch: { paymentMethod: "telegram", charged: chosen.price.total },
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  await desk.pass(0);
  const { customerId, nonce } = await desk.order(id);
  return { id, pay: (charge: string) => desk.collection.receive(customerId, nonce ?? "", STARS, charge) };
}
const STARS = { minor: 245, currency: "XTR" };

/** An order paid on the supplier's page, whose eSIM takes its time. */
async function paidOnPage(issueLagMs: number) {
  const desk = await openDesk({ itt: { issueLagMs } });
  const id = await desk.accept(1, "supplier_page");
  await desk.pass(MINUTE);
  desk.itt.control.markPaid(desk.itt.control.bookings()[0]?.bookingId ?? "");
  return { desk, id };
}

it("tells of an order that is paid on the supplier's page and gets no eSIM, until it has", async () => {
  const { desk, id } = await paidOnPage(25 * MINUTE);
  await desk.pass(9 * MINUTE);
  expect(await alarmedBy(desk)).toEqual([]);
  await desk.pass(3 * MINUTE);
  expect(await alarmedBy(desk)).toEqual(["paid-unissued opened"]);
  await desk.pass(16 * MINUTE);
  expect((await desk.order(id)).state).toBe("issued");
  expect(await alarmedBy(desk)).toEqual(["paid-unissued opened", "paid-unissued closed"]);
});

it("tells its customer meanwhile, once, that the payment is here, and takes the link away", async () => {
  const { desk, id } = await paidOnPage(25 * MINUTE);
  await desk.pass(12 * MINUTE);
  expect(desk.told(id)).toEqual(["payment-due", "payment-received"]);
  expect((await desk.order(id)).paymentUrl).toBeNull();
});

it("goes on waiting for the eSIM of a paid order that the supplier cancelled, until it returns the money", async () => {
  const { desk, id } = await paidOnPage(25 * MINUTE);
  await desk.pass(12 * MINUTE);
  await alarmedBy(desk);
  const move = { orderId: id, nowMs: desk.clockMs() };
  await desk.storage.orders.transition({
    ...move,
    from: ["awaiting_supplier"],
    to: "expired",
    detail: "cancelled",
  });
  expect(await alarmedBy(desk)).toEqual(["paid-unissued opened"]);
  await desk.storage.orders.transition({
    ...move,
    from: ["expired"],
    to: "expired",
    detail: "paid too late, and returned",
  });
  expect(await alarmedBy(desk)).toEqual(["paid-unissued opened", "paid-unissued closed"]);
});

it("says nothing of one whose eSIM comes with its payment", async () => {
  const { desk, id } = await paidOnPage(0);
  await desk.pass(4 * MINUTE);
  expect((await desk.order(id)).state).toBe("issued");
  expect(await alarmedBy(desk)).toEqual([]);
  expect(desk.told(id)).toEqual(["payment-due", "esim"]);
});

it.each(["refused", "again"] as const)(
  "tells of an order whose Stars do not go back (%s), until they have",
  async (answer) => {
    const desk = await openDesk({ supportChatId: GROUP });
    const { id, pay } = await invoiced(desk);
    desk.itt.control.addFault({ kind: "soldOut", ...onPost });
    await pay("charge 1");
    await desk.fulfilment.fulfil(id);
    let said: StarsReturned = answer;
    const refunds = refundsAnswering(desk, () => said);
    await refunds.refund(id, 1);
    desk.sleep(9 * MINUTE);
    expect(await alarmedBy(desk)).toEqual([]);
    desk.sleep(2 * MINUTE);
    await refunds.refund(id, 4);
    expect(await alarmedBy(desk)).toEqual(["stars-unreturned opened"]);
    said = "returned";
    await refunds.refund(id, 5);
    expect(await alarmedBy(desk)).toEqual(["stars-unreturned opened", "stars-unreturned closed"]);
  },
);

it("tells of Stars that came twice and do not go back, though the order itself is well", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const { id, pay } = await invoiced(desk);
  await pay("charge 1");
  await pay("charge 2");
  const apart = (await desk.storage.payments.listOfOrder(id)).find(({ isApart }) => isApart);
  await refundsAnswering(desk, () => "refused").refund(`payment ${apart?.id ?? ""}`, 1);
  desk.sleep(11 * MINUTE);
  expect(await alarmedBy(desk)).toEqual(["stars-unreturned opened"]);
});

it("tells of Stars that came for no order and do not go back, until they have", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const key = await strayKey(desk);
  let said: StarsReturned = "refused";
  const refunds = refundsAnswering(desk, () => said);
  expect(await refunds.refund(key, 1)).toHaveProperty("again");
  desk.sleep(11 * MINUTE);
  expect(await alarmedBy(desk)).toEqual(["stray-stars opened"]);
  said = "returned";
  expect(await refunds.refund(key, 2)).toEqual({ done: true });
  expect(await alarmedBy(desk)).toEqual(["stray-stars opened", "stray-stars closed"]);
});

it("returns Stars for no order once, however often they are told, and names nobody in the job's key", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  const key = await strayKey(desk);
  expect(key).not.toMatch(/4711|stray-charge/);
  expect(await strayKey(desk)).toBe(key);
  let calls = 0;
  const refunds = refundsAnswering(desk, () => ((calls += 1), "returned"));
  await refunds.refund(key, 1);
  await refunds.refund(key, 1);
  expect(calls).toBe(1);
});

it("files a charge under its new key that an older version left in the table", async () => {
  const desk = await openDesk({ supportChatId: GROUP });
  await desk.refunds.refund("charge 4711 stray-charge", 1);
  expect(await strayKey(desk)).toMatch(/^charge \S+$/);
});

/** Files a charge of customer 4711 that belongs to no order, and gives the key of the job that returns it. */
async function strayKey(desk: OrderDesk): Promise<string> {
  const { jobs, strayCharges } = desk.storage;
  const nowMs = desk.clockMs();
  await strayCharges.add(4711, "stray-charge", nowMs);
  const job = (await jobs.claim("test", nowMs, nowMs, 9)).find(({ kind }) => kind === "refund");
  return job?.key ?? "";
}
