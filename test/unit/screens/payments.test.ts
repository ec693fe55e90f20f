import { expect, it } from "vitest";
import {
  showAlreadyOrdered,
  showAwaiting,
  showEndedUnpaid,
  showOrder,
  showPaySupport,
  showPaymentNews,
  showStatement,
  showSupportPost,
  showTopupStatus,
} from "../../../src/screens/index.ts";
import { sampleTopup } from "./extreme-topups.ts";
import { bengali, buttonOf, english, readText } from "./read-screen.ts";
import { NOW_MS, sampleOrder } from "./sample-models.ts";

const timeZone = "Asia/Dhaka";
const inStars = { ...sampleOrder(), paymentMethod: "telegram", acceptedAtMs: NOW_MS } as const;

it.each([
  [english, "credit limit changed"],
  [bengali, "ক্রেডিট সীমা বদলেছে"],
])("writes a change of the limit without an empty amount", (t, what) => {
  const entry = {
    kind: "grant",
    method: "credit",
    amountMinor: 0,
    currency: "BDT",
    atMs: NOW_MS,
    note: "",
    staffId: 1,
  } as const;
  const text = readText(showStatement({ accounts: [], entries: [entry], customerId: null, timeZone }, t));
  const line = text.split("\n").find((each) => each.includes(what)) ?? "";
  expect(line.split(" · ")).toEqual([expect.stringMatching(/\S/), what]);
});

it.each([
  ["agency_balance", "goes on the agency's account"],
  ["supplier_page", "was paid to the operator"],
  ["manual", "payment for order"],
] as const)("enters no payment to the shop that was none (%s)", (method, what) => {
  const entry = { kind: "payment", method, amountMinor: 48_941, currency: "BDT", atMs: NOW_MS } as const;
  const entries = [{ ...entry, note: "T7K-4QX", staffId: null }];
  const text = readText(showStatement({ accounts: [], entries, customerId: null, timeZone }, english));
  expect(text).toContain(what);
  expect(text.includes("payment for order")).toBe(method === "manual");
});

it("says in Stars what an order in Stars still costs", () => {
  const order = { ...inStars, state: "awaiting_payment" } as const;
  expect(readText(showAwaiting({ order, stars: 297 }, english))).toContain("To pay: 297 Stars");
  expect(readText(showAwaiting({ order, stars: 297 }, bengali))).toContain("মোট দিতে হবে: ২৯৭টি স্টার");
});

it("says of an order that ended unpaid one thing everywhere: what to do where it was paid after all", () => {
  const order = { ...inStars, paymentMethod: "manual", state: "expired" } as const;
  const ended = showAlreadyOrdered({ order }, english);
  expect(readText(ended)).toContain("Did you pay after all?");
  expect(buttonOf(ended, "💬 Write to us")).toMatchObject({ action: { do: "support" } });
  const status = readText(showEndedUnpaid({ order }, english));
  expect(status).toContain("has ended: no payment came in time");
  const topup = sampleTopup({ state: "expired", acceptedAtMs: NOW_MS });
  const ofTopup = readText(showTopupStatus({ order: topup }, english));
  for (const text of [readText(ended), status, ofTopup])
    expect(text).not.toMatch(/cancelled|Nothing was charged/);
});

it("does not say that nothing was charged where Stars may be on their way", () => {
  const order = { ...inStars, state: "cancelled" } as const;
  for (const screen of [
    showAlreadyOrdered({ order }, english),
    showPaymentNews({ order, news: "given-up" }, english),
  ]) {
    expect(readText(screen)).not.toMatch(/nothing charged|Nothing was charged/);
    expect(readText(screen)).toContain("go back to you by themselves");
  }
});

it("shows Stars that came too late on the order's card and under /paysupport", () => {
  const order = sampleTopup({ paymentMethod: "telegram", acceptedAtMs: NOW_MS, state: "expired" });
  const returned = [
    { stars: 297, isBack: true },
    { stars: 5, isBack: false },
  ];
  const card = readText(showOrder({ order, esims: [], timeZone, returned }, english));
  const help = readText(showPaySupport({ orders: [{ ...order, returned }], supportContact: "x" }, english));
  for (const text of [card, help]) {
    expect(text).toContain("297 Stars that came too late or twice went back to you.");
    expect(text).toContain("5 Stars that came too late or twice are on their way back to you.");
  }
  expect(readText(showOrder({ order, esims: [], timeZone, returned }, bengali))).toContain(
    "২৯৭টি স্টার আপনার কাছে ফেরত গেছে",
  );
});

it.each([
  [english, "did not let us show here"],
  [bengali, "দেখাতে দেয়নি"],
])("speaks of no photo above where Telegram refuses it", (t, refused) => {
  const letter = { customerId: 1, order: null, report: null, text: "see this", photoFileId: "file" };
  const post = showSupportPost(letter, t);
  expect(post.textWithoutPhoto?.map(({ text }) => text).join("")).toContain(refused);
  expect(readText(post)).not.toContain(refused);
  expect(showSupportPost({ ...letter, photoFileId: null }, t).textWithoutPhoto).toBeUndefined();
});
