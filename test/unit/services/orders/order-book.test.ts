import { expect, it } from "vitest";
import { createOrderBook } from "../../../../src/services/index.ts";
import type { Booking, NewDraft } from "../../../../src/services/ports/index.ts";
import type { Storage } from "../../../../src/storage/index.ts";
import { anEsim, openNew, orderIn, T0 } from "../../storage/fixtures.ts";

const NADIA = 1001;

/** An order that was confirmed and issued, with the eSIM that it brought. */
async function issue(storage: Storage, overrides: Partial<NewDraft>, iccid?: string) {
  const order = await orderIn(storage, "sending", overrides);
  const esim = iccid === undefined ? [] : [anEsim(order, { iccid })];
  const base = { orderId: order.id, detail: "", nowMs: T0, esims: esim };
  const patch = { acceptedAtMs: T0 };
  await storage.orders.transition({ ...base, from: ["sending"], to: "issued", patch });
  return { orderId: order.id, esimId: esim[0]?.id ?? "" };
}

it("lists the purchase and the top-ups of one eSIM, and nothing of another eSIM or customer", async () => {
  const storage = await openNew();
  const { orders, esims } = storage;
  const first = await issue(storage, {}, "8990000000000000001");
  const second = await issue(storage, {}, "8990000000000000002");
  const topup = { esimId: first.esimId, parentOrderId: first.orderId };
  const added = await issue(storage, { kind: "topup", topup });
  const notConfirmed = await orderIn(storage, "ready", { kind: "topup", topup });
  const book = createOrderBook({
    payments: storage.payments,
    orders,
    esims,
    supplier: { readBooking: async () => ({ found: "none" }) },
    paidStatuses: [],
  });
  const idsOf = async (esimId: string) =>
    (await book.listOfEsim(NADIA, esimId))?.orders.map(({ id }) => id).sort();
  expect(await idsOf(first.esimId)).toEqual([first.orderId, added.orderId].sort());
  expect(await idsOf(first.esimId)).not.toContain(notConfirmed.id);
  expect(await idsOf(second.esimId)).toEqual([second.orderId]);
  expect(await book.listOfEsim(2002, first.esimId)).toBeUndefined();
  expect(await book.listOfEsim(NADIA, "absent")).toBeUndefined();
});

/** A booking of which nothing is told but how its payment stands. */
function aBooking(paymentStatus: string | null): Booking {
  const ids = { trackingId: "b", bookingId: "1", supplierConfirmationId: null };
  return {
    ...ids,
    esims: [],
    bookingStatus: null,
    paymentStatus,
    autoCancelAtMs: null,
    total: null,
    raw: "{}",
  };
}

it.each([
  ["Success", true],
  ["settled", true],
  ["completed", false],
  [" PAID ", true],
  ["pending", false],
  [null, false],
])("reads of the supplier's word for payment %j that it is paid: %j", async (paymentStatus, isPaid) => {
  const storage = await openNew();
  const { orders, esims } = storage;
  const { id, customerId } = await orderIn(storage, "sending");
  const quote = { bookingTrackingId: "b", packageTrackingId: "p", quotedAtMs: T0 };
  const patch = { acceptedAtMs: T0, sentAtMs: T0, quote };
  await orders.transition({ orderId: id, from: ["sending"], to: "unknown", detail: "", nowMs: T0, patch });
  const supplier = {
    readBooking: async () => ({ found: "booking" as const, booking: aBooking(paymentStatus) }),
  };
  const paidStatuses = ["paid", "success", "settled"];
  const book = createOrderBook({ orders, esims, supplier, payments: storage.payments, paidStatuses });
  const booked = await book.find(customerId, id);
  expect(booked && (await book.readState(booked))).toMatchObject({ isPaid, reading: { found: "booking" } });
});
