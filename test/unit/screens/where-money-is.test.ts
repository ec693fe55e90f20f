import { describe, expect, test } from "vitest";
import type { Order, OrderState } from "../../../src/domain/order.ts";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import type { Translator } from "../../../src/i18n/translator.ts";
import {
  showAlreadyOrdered,
  showFailed,
  showOrder,
  showOrders,
  showOrderStatus,
  showPaymentNews,
  showTopupFailed,
  showTopupStatus,
  showTopupVoid,
  showVoid,
} from "../../../src/screens/index.ts";
import { sampleTopup } from "./extreme-topups.ts";
import { readText, translators } from "./read-screen.ts";
import { NOW_MS } from "./sample-models.ts";

const charged = { minor: 48_941, currency: "BDT" };
const timeZone = "Asia/Dhaka";

/** An order that came to nothing, paid or not, in one of the ways. */
function ended(method: PaymentMethod, state: OrderState): Order {
  const isCollected = method === "manual" || method === "telegram";
  const money = {
    charged,
    paymentMethod: method,
    acceptedAtMs: NOW_MS,
    paidAtMs: isCollected ? NOW_MS : null,
  };
  return { ...sampleTopup(), state, failure: state === "failed" ? "sold_out" : null, ...money };
}

/** All that is said of such an order, by whatever way the customer comes to it. */
function everything(order: Order, t: Translator): readonly string[] {
  const screens = [
    showOrderStatus({ order }, t),
    showAlreadyOrdered({ order }, t),
    showTopupStatus({ order }, t),
    ...(order.failure === null
      ? [showVoid({ order }, t), showTopupVoid({ order }, t)]
      : [showFailed({ order }, t), showTopupFailed({ order }, t)]),
  ];
  return screens.map(readText);
}

/** In the list and on the card the state says it in few words. */
const inFew = (order: Order, t: Translator): readonly string[] =>
  [showOrders({ orders: [order], page: 0, timeZone }, t), showOrder({ order, esims: [], timeZone }, t)].map(
    readText,
  );

describe.each(translators)("of an order that came to nothing ($language)", (t) => {
  const plain = (text: string) => text.replace(/<[^>]+>/g, "");
  const total = t.moneyExact(charged);
  const nothing = t.text("failed.nothing-charged");

  test.each(["agency_balance", "supplier_page"] as const)("nothing was charged: %s", (method) => {
    for (const state of ["failed", "void"] as const) {
      for (const text of everything(ended(method, state), t)) expect(text).toContain(nothing);
      for (const text of inFew(ended(method, state), t))
        expect(text).toContain(t.text("orders.state.failed"));
    }
  });

  test.each([
    ["credit", "failed", "refund.coming"],
    ["credit", "void", "refund.coming"],
    ["credit", "refunding", "refund.coming"],
    ["credit", "refunded", "refund.text-credit"],
    ["telegram", "failed", "refund.coming"],
    ["telegram", "void", "refund.coming"],
    ["telegram", "refunding", "refund.coming"],
    ["telegram", "refunded", "refund.text-telegram"],
    ["manual", "failed", "refund.waiting-manual"],
    ["manual", "void", "refund.waiting-manual"],
    ["manual", "refunding", "refund.waiting-manual"],
    ["manual", "refunded", "refund.text-manual"],
  ] as const)("says where the money is that was taken: %s, %s", (method, state, key) => {
    const order = ended(method, state);
    for (const text of everything(order, t)) {
      expect(text).toContain(plain(t.text(key, { total })));
      expect(text).not.toContain(nothing);
    }
    for (const text of inFew(order, t)) {
      expect(text).not.toContain(t.text("orders.state.failed"));
      expect(text).toContain(t.text(`orders.state.${state === "refunded" ? "refunded" : "refunding"}`));
    }
  });

  test("whoever lets the time pass, or gives up, reads what to do if they have paid after all", () => {
    const order = { ...ended("manual", "expired"), paidAtMs: null };
    for (const screen of [showOrderStatus({ order }, t), showTopupStatus({ order }, t)])
      expect(readText(screen)).toContain(t.text("pay.expired-next"));
    const cancelled = { ...order, state: "cancelled" } as const;
    expect(readText(showPaymentNews({ order: cancelled, news: "given-up" }, t))).toContain(
      t.text("pay.expired-next"),
    );
    // Stars may be on their way while the order is given up.
    const inStars = { ...cancelled, paymentMethod: "telegram" } as const;
    expect(readText(showPaymentNews({ order: inStars, news: "given-up" }, t))).not.toContain(nothing);
  });

  test("one that was never confirmed cost nothing, whatever way to pay was meant", () => {
    const order = { ...ended("credit", "cancelled"), acceptedAtMs: null };
    expect(readText(showOrderStatus({ order }, t))).toContain(nothing);
    expect(readText(showTopupStatus({ order }, t))).toContain(nothing);
    expect(readText(showTopupStatus({ order: { ...order, state: "expired" } }, t))).toContain(nothing);
  });
});
