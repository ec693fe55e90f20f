import { DECLINE_REASONS, LEDGER_KINDS, PAYMENT_METHODS, type Payment } from "../../../src/domain/payment.ts";
import type { Order } from "../../../src/domain/order.ts";
import { shortfallOf } from "../../../src/domain/shortfall.ts";
import type { Translator } from "../../../src/i18n/index.ts";
import type { Screen } from "../../../src/screens/index.ts";
import * as screens from "../../../src/screens/index.ts";
import { NOW_MS } from "./sample-models.ts";

type Named = readonly [name: string, screen: Screen];

const timeZone = "Asia/Dhaka";
const amount = { minor: 12_345_678, currency: "SAR" };
const supportContact = "https://t.me/demo_travel_help";
const account = { currency: "SAR", balanceMinor: -12_345_678, limitMinor: 99_999_999 };
const decider = "Md. Abdullah-Al-Mamun Chowdhury (7123456789)";

export const samplePayment = (changes: Partial<Payment>): Payment => ({
  id: "0123456789abcdef",
  orderId: "0123456789abcdef",
  customerId: 7_123_456_789,
  method: "manual",
  state: "claimed",
  amount,
  externalId: "A1".repeat(32),
  photoFileId: null,
  decidedBy: null,
  isApart: false,
  reason: null,
  createdAtMs: NOW_MS,
  decidedAtMs: null,
  ...changes,
});

/** Every screen about paying, for one order with long names. */
export function paymentScreens(sample: Order, t: Translator): readonly Named[] {
  const order: Order = { ...sample, charged: amount, paymentDueAtMs: NOW_MS, nonce: "0123456789abcdef" };
  const each = PAYMENT_METHODS.map((method) => ({ method, amount }));
  const post = { order, timeZone, waitingSinceMs: NOW_MS, decider, outlook: "disk" } as const;
  return [
    ["manual", screens.showManualPayment({ order, paymentText: "bKash ".repeat(160), timeZone }, t)],
    ["pay otherwise", screens.showPayOtherwise({ order, options: each, supportContact }, t)],
    ...each.map((option): Named => [
      `only ${option.method}`,
      screens.showPayOtherwise({ order, options: [option], supportContact }, t),
    ]),
    ["no way", screens.showPayOtherwise({ order, options: [], supportContact }, t)],
    ...([null, "not-a-number", "taken", "short", "looking", "several"] as const).map((problem): Named => [
      `claim ${problem}`,
      screens.showClaimQuestion({ order, problem, typed: "88888TT" }, t),
    ]),
    ...(
      ["received", "received-kept", "received-page", "claimed", "added", "expired", "given-up"] as const
    ).map((news): Named => [news, screens.showPaymentNews({ order, news }, t)]),
    ...[...DECLINE_REASONS, null, "in other words"].map((reason): Named => [
      `declined ${reason}`,
      screens.showPaymentNews({ order, news: "declined", reason }, t),
    ]),
    ...(["open", "declining"] as const).flatMap((stage): readonly Named[] => [
      [`claim post ${stage}`, screens.showClaimPost({ ...post, stage, payment: samplePayment({}) }, t)],
      ...(["received", "declined"] as const).map((state): Named => [
        `${state} post ${stage}`,
        screens.showClaimPost(
          { ...post, stage, payment: samplePayment({ state, photoFileId: "file", externalId: null }) },
          t,
        ),
      ]),
    ]),
    ...(["open", "sure"] as const).flatMap((stage) =>
      (["refunding", "refunded"] as const).map((state): Named => [
        `owed ${stage} ${state}`,
        screens.showOwedPost(
          { order: { ...order, state }, stage, decider, owedSinceMs: NOW_MS, timeZone },
          t,
        ),
      ]),
    ),
    ...PAYMENT_METHODS.flatMap((paymentMethod) => closedScreens({ ...order, paymentMethod }, t)),
    ...[null, 7_123_456_789].map((customerId): Named => [
      `statement ${customerId}`,
      screens.showStatement(
        {
          accounts: [account, { ...account, balanceMinor: 1 }],
          entries: LEDGER_KINDS.flatMap((kind) =>
            [0, 12_345_678, -12_345_678].map((amountMinor) => ({
              ...{ kind, method: "supplier_page" as const, amountMinor, currency: "SAR", atMs: NOW_MS },
              ...{ note: "cash at the desk", staffId: 1 },
            })),
          ),
          customerId,
          timeZone,
        },
        t,
      ),
    ]),
    ...[12_345_678, 0, -12_345_678].map((amountMinor): Named => [
      `account news ${amountMinor}`,
      screens.showAccountNews({ entry: { amountMinor, currency: "SAR" }, account }, t),
    ]),
    ...(["esim", "topup"] as const).map((kind): Named => [
      `supplier page ${kind}`,
      screens.showSupplierPage({ order: { ...order, kind }, timeZone, isReminder: true }, t),
    ]),
    ["no statement", screens.showStatement({ accounts: [], entries: [], customerId: null, timeZone }, t)],
    ...(["granted", "withdrawn", "limited", "again", "beyond"] as const).map((kind): Named => [
      `credit ${kind}`,
      screens.showAccountChange({ kind, customerId: 7_123_456_789, account }, t),
    ]),
    ...(["usage", "unknown-customer", "amount", "reason"] as const).map((kind): Named => [
      `credit ${kind}`,
      screens.showAccountChange({ kind }, t),
    ]),
    ["delete refused", screens.showDeleteAccountOpen({ account: [account] }, t)],
    [
      "claimed order",
      screens.showOrder(
        { order: { ...order, state: "awaiting_payment" }, esims: [], timeZone, isClaimed: true },
        t,
      ),
    ],
    [
      "unpaid order",
      screens.showOrder({ order: { ...order, state: "awaiting_payment" }, esims: [], timeZone }, t),
    ],
  ];
}

/** An order that was closed short, before and after its share went back, and once the rest had come. */
function closedScreens(sample: Order, t: Translator): readonly Named[] {
  const base: Order = { ...sample, kind: "esim", state: "delivered", quantity: 9 };
  const closed = shortfallOf(base, 4, NOW_MS);
  const stages = [
    closed,
    { ...closed, returnedAtMs: NOW_MS },
    { ...closed, returnedAtMs: NOW_MS, missing: 0 },
    { missing: 0, share: null, returnedAtMs: null },
  ];
  return stages.flatMap((shortfall, stage): readonly Named[] => {
    const order: Order = { ...base, shortfall };
    const name = `${sample.paymentMethod} closed ${stage}`;
    const post = { order, decider, owedSinceMs: NOW_MS, timeZone };
    return [
      [`${name}, told`, screens.showClosedShort({ order }, t)],
      [`${name}, in short`, screens.showClosedBriefly({ order }, t)],
      [`${name}, returned`, screens.showShareReturned({ order }, t)],
      [`${name}, status`, screens.showOrderStatus({ order, issued: 4 }, t)],
      [`${name}, card`, screens.showOrder({ order, esims: [], timeZone }, t)],
      [`${name}, listed`, screens.showOrders({ orders: [order], page: 0, timeZone }, t)],
      [
        `${name}, receipt`,
        screens.showReceipt({ order, shopName: "Demo", termsUrl: "https://a.example", timeZone }, t),
      ],
      [`${name}, for staff`, screens.showClosed(order, t)],
      [`${name}, post`, screens.showOwedPost({ ...post, stage: "open" }, t)],
      [`${name}, sure`, screens.showOwedPost({ ...post, stage: "sure" }, t)],
    ];
  });
}
