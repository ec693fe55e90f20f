import { expect, it } from "vitest";
import { createPaymentSpeech } from "../../../conversations/payment.ts";
import { openDesk } from "../../chaos/support/order-desk.ts";
import { bengali, english, readText } from "../screens/read-screen.ts";

it("tells where to pay by hand in the words that are meant for the reader's language", async () => {
  const desk = await openDesk();
  const order = await desk.order(await desk.accept());
  const speech = createPaymentSpeech({
    outlookOf: () => Promise.resolve("sent"),
    collection: desk.collection,
    payments: desk.storage.payments,
    paymentTexts: { en: "bKash 01700-000000", bn: "বিকাশ 01700-000000" },
    shopTimeZone: "Asia/Dhaka",
    rememberInvoice: () => Promise.resolve(),
  });
  const due = { ...order, paymentMethod: "manual", state: "awaiting_payment" } as const;
  expect(readText(await speech.ask(due, english))).toContain("\nbKash 01700-000000\n");
  expect(readText(await speech.ask(due, bengali))).toContain("\nবিকাশ 01700-000000\n");
});
