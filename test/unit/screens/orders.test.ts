import { expect, it } from "vitest";
import {
  showOrder,
  showOrders,
  showReceipt,
  showTopupConfirm,
  showTopupDone,
} from "../../../src/screens/index.ts";
import { sampleTopup } from "./extreme-topups.ts";
import { bengali, english, readText } from "./read-screen.ts";
import { sampleEsim, sampleOrder } from "./sample-models.ts";

const timeZone = "Asia/Dhaka";
const figures = { isUnlimited: false, expireAtMs: null, readAtMs: 0 };
const before = { ...figures, dataTotalMb: 1024, dataRemainingMb: 205, historyKeys: [], pendingMb: 0 };
const after = { historyKey: null, figures: { ...figures, dataTotalMb: 2048, dataRemainingMb: 1229 } };
const sample = sampleTopup();
const topup = sampleTopup({
  receiptNumber: 4,
  topup: sample.topup && { ...sample.topup, before, after },
});

it("lists an order in two lines: what it is, then what it cost and how it stands", () => {
  const [, first, second] = readText(showOrders({ orders: [topup], page: 0, timeZone }, english)).split("\n");
  expect(first).toBe("1. T7K-4QX · ➕ 🇹🇭 Thailand, 3 GB, 15 days more");
  expect(second).toBe("    ৳1,020 · 21 Nov 2026 · done");
});

it("tells on a top-up's card which eSIM it was for, and what was left before and after", () => {
  const esims = [sampleEsim({ label: "for my daughter" })];
  const text = readText(showOrder({ order: topup, esims, timeZone }, english));
  expect(text).toContain("Before: 205 MB of 1 GB left\nAfter it: 1.2 GB of 2 GB left\n");
  expect(text).toContain("eSIM: …3887 (for my daughter)");
  const inBengali = readText(showOrder({ order: topup, esims: [sampleEsim()], timeZone }, bengali));
  expect(inBengali).toContain(
    "আগে: ১ জিবির মধ্যে ২০৫ এমবি বাকি\nপরে: ২ জিবির মধ্যে ১.২ জিবি বাকি\neSIM: …3887",
  );
});

it("says of a top-up without an end that the operator tells it once the eSIM is in use", () => {
  const untold = readText(showTopupDone({ order: topup, iccid: null, timeZone }, english));
  expect(untold).toContain("When it ends is known once the eSIM is in use.");
  expect(readText(showTopupDone({ order: sample, iccid: null, timeZone }, english))).not.toContain(
    "once the",
  );
});

it("numbers a receipt in the language's digits", () => {
  const model = { order: topup, shopName: "Demo", termsUrl: null, timeZone };
  expect(readText(showReceipt(model, bengali))).toContain("রসিদ ৪ ·");
  expect(readText(showReceipt(model, english))).toContain("Receipt 4 ·");
});

it("tells beside the price how many Stars paid for an order: in the list, on its card and on the receipt", () => {
  const order = { ...topup, paymentMethod: "telegram" } as const;
  const stars = 561;
  const paid = new Map([[order.id, { isClaimed: false, stars }]]);
  const list = readText(showOrders({ orders: [order, sample], paid, page: 0, timeZone }, english));
  expect(list).toContain("৳1,020 (⭐ 561) · 21 Nov 2026 · done");
  const card = readText(showOrder({ order, esims: [], timeZone, stars }, bengali));
  expect(card).toContain("মূল্য: ৳১,০২০.০০ (⭐ ৫৬১)");
  const receipt = { order, shopName: "Demo", termsUrl: null, timeZone };
  expect(readText(showReceipt({ ...receipt, stars }, english))).toContain("Paid with 561 Telegram Stars");
  expect(readText(showReceipt({ ...receipt, stars: 1 }, english))).toContain("Paid with 1 Telegram Star\n");
  expect(readText(showReceipt({ ...receipt, stars }, bengali))).toContain("৫৬১টি টেলিগ্রাম স্টারে");
  // Of a charge that is filed no more only the way is known.
  expect(readText(showReceipt(receipt, english))).toContain("Paid in Telegram Stars");
});

it("names the eSIM on the confirm card of a top-up", () => {
  const esim = sampleEsim({ position: 2, label: "for my daughter" });
  const order = { ...sampleOrder(), quantity: 2 };
  const text = readText(
    showTopupConfirm({ esim, order, topup: sample, options: [], termsUrl: null }, english),
  );
  expect(text).toContain("2 of 2 · 🏷 for my daughter\nFor eSIM …3887");
});

it("tells of an order that was closed short what came, what did not, and where the money is", () => {
  const share = { minor: 34_000, currency: "BDT" };
  const closed = sampleTopup({
    ...{ kind: "esim", topup: null, quantity: 3, paymentMethod: "manual" },
    shortfall: { missing: 1, share, returnedAtMs: null },
  });
  const list = readText(showOrders({ orders: [closed], page: 0, timeZone }, english));
  expect(list).toContain("৳1,020 · 21 Nov 2026 · closed, 2 of 3 eSIMs came");
  const card = readText(showOrder({ order: closed, esims: [sampleEsim(), sampleEsim()], timeZone }, english));
  expect(card).toContain("Order T7K-4QX · closed, 2 of 3 eSIMs came\n");
  expect(card).toContain(
    "2 of 3 eSIMs came; the rest will not come.\nA colleague hands ৳340.00 for the rest back to you.",
  );
  const receipt = (order = closed) =>
    readText(showReceipt({ order, shopName: "Demo", termsUrl: null, timeZone }, english));
  expect(receipt()).toContain(
    "Total: ৳1,020.00\nDelivered: 2 of 3\nStill to be handed back for the rest: ৳340.00\nPaid by transfer",
  );
  const gone = { ...closed, shortfall: { missing: 1, share, returnedAtMs: 1 } };
  expect(receipt(gone)).toContain("Delivered: 2 of 3\nGiven back for the rest: ৳340.00\n");
  const late = { ...closed, shortfall: { missing: 0, share, returnedAtMs: 1 } };
  const lateCard = readText(showOrder({ order: late, esims: [], timeZone }, english));
  expect(lateCard).toContain("Order T7K-4QX · done\n");
  expect(lateCard).toContain("The rest came later all the same. Before that, ৳340.00 had gone back to you.");
  const inBengali = readText(showOrder({ order: closed, esims: [], timeZone }, bengali));
  expect(inBengali).toContain("৩টির মধ্যে ২টি eSIM এসেছে; বাকিগুলো আর আসবে না।");
  expect(inBengali).toContain("বাকিগুলোর ৳৩৪০.০০ একজন সহকর্মী আপনাকে ফেরত দেবেন।");
});
