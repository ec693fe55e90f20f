import { expect, it } from "vitest";
import { createPaymentSpeech } from "../../../conversations/payment.ts";
import { openDesk } from "../../chaos/support/order-desk.ts";

it.each([
  ["cancelled", { outdatedMessageId: 77 }],
  ["expired", { outdatedMessageId: 77 }],
  ["awaiting_payment", {}],
] as const)("takes the invoice of an order away that is %s: %j", async (state, expected) => {
  const desk = await openDesk();
  const order = await desk.order(await desk.accept());
  const speech = createPaymentSpeech({
    collection: desk.collection,
    payments: desk.storage.payments,
    outlookOf: () => Promise.resolve("sent"),
    paymentTexts: null,
    shopTimeZone: "Asia/Dhaka",
    rememberInvoice: () => Promise.resolve(),
  });
  const following = speech.following({ text: [], rows: [] }, { ...order, state, invoiceMessageId: 77 });
  expect(following).toEqual(expected);
});
