import { FAILURE_REASONS, ORDER_STATES, type Order } from "../../../src/domain/order.ts";
import type { EsimPackage } from "../../../src/domain/package.ts";
import type { Translator } from "../../../src/i18n/index.ts";
import type { Screen } from "../../../src/screens/index.ts";
import * as screens from "../../../src/screens/index.ts";
import { supportScreens } from "./extreme-care-screens.ts";
import { paymentScreens } from "./extreme-payments.ts";
import { NOW_MS, sampleEsim, sampleOrder, sampleTraveller, OPTIONS } from "./sample-models.ts";

type Named = readonly [name: string, screen: Screen];

const timeZone = "Asia/Dhaka";
const figures = {
  dataTotalMb: 1_048_576,
  dataRemainingMb: 524_288,
  isUnlimited: false,
  expireAtMs: NOW_MS,
  readAtMs: NOW_MS,
};

/** A delivered top-up with everything that one can have. */
export function sampleTopup(overrides: Partial<Order> = {}): Order {
  return {
    ...sampleOrder({ state: "delivered" }),
    id: "0123456789abcdef",
    kind: "topup",
    customerId: 1,
    chatId: 1,
    language: "en",
    charged: { minor: 102_000, currency: "BDT" },
    quote: null,
    source: null,
    paymentMethod: "agency_balance",
    purchase: null,
    sell: null,
    paymentDueAtMs: null,
    attempts: 1,
    leaseUntilMs: null,
    bookingId: "11177260822126194QDWJV",
    supplierConfirmationId: "EBD260304ESIM0016",
    statusMessageId: null,
    notFoundReads: 0,
    explicitRefusal: false,
    topup: {
      esimId: "q7Jt0s9WmA2x",
      parentOrderId: "fedcba9876543210",
      before: { ...figures, dataRemainingMb: 1024, historyKeys: [], pendingMb: 0 },
      after: { historyKey: "key", figures },
      acknowledgedAtMs: NOW_MS,
    },
    receiptNumber: 123_456,
    issuedAtMs: NOW_MS,
    createdAtMs: NOW_MS,
    acceptedAtMs: NOW_MS,
    sentAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    ...overrides,
  };
}

/** Top-ups, orders and receipts for one country and plan, with models as long as they get. */
export function afterSaleScreens(code: string, plan: EsimPackage, t: Translator): readonly Named[] {
  const name = "Md. Abdullah-Al-Mamun Chowdhury Siddiquee";
  const traveller = sampleTraveller({ firstName: name, lastName: name });
  const order = sampleTopup({ countryCode: code, package: plan, traveller, charged: null });
  const owned = { esim: sampleEsim(), order: { ...order, kind: "esim" as const, quantity: 9 } };
  const price = plan.price.total;
  const packages = Array.from({ length: 40 }, (_, n) => ({
    key: `abcdefgh${n}`,
    plan: { ...plan, price },
  }));
  const many = Array.from({ length: 40 }, (_, n) => ({
    ...order,
    state: ORDER_STATES[n % 13] ?? order.state,
  }));
  const paid = [...paymentScreens(order, t), ...supportScreens(order, t)];
  const notes = {
    notice: "Important. ".repeat(400),
    terms: "Terms apply. ".repeat(400),
    cancellationTerms: "No cancellation. ".repeat(400),
    refunds: Array.from({ length: 20 }, () => "requested · processing · because ".repeat(40)),
  };
  const booking = {
    bookingId: "11177260822126194QDWJV",
    bookingStatus: "confirm",
    paymentStatus: "pending",
    autoCancelAtMs: NOW_MS,
    notes,
  };
  const state = { esims: [sampleEsim()], order, isPaid: false, timeZone };
  return [
    ...paid,
    ["top-up pick", screens.showTopupPick({ esims: Array.from({ length: 30 }, () => owned), page: 3 }, t)],
    ["top-up looking", screens.showLookingForTopups(owned, t)],
    [
      "top-up packages",
      screens.showTopupPackages({ ...owned, packages, page: 3, isExpired: true, isPaused: true }, t),
    ],
    ["top-up none", screens.showNotRechargeable(owned, t)],
    ["top-up gone", screens.showTopupGone(owned, t)],
    ["top-ups down", screens.showTopupsDown(owned, t)],
    [
      "top-up confirm",
      screens.showTopupConfirm(
        { ...owned, topup: order, options: OPTIONS, termsUrl: "https://a.example" },
        t,
      ),
    ],
    ["top-up history", screens.showTopupHistory({ topups: many, page: 4, timeZone }, t)],
    ["top-up done", screens.showTopupDone({ order, iccid: owned.esim.iccid, timeZone }, t)],
    ["top-up done, no eSIM", screens.showTopupDone({ order, iccid: null, timeZone }, t)],
    ...(["taken", "late", "unknown", "still-unknown", "open"] as const).map((kind): Named => [
      `top-up ${kind}`,
      screens.showTopupWaiting({ order, kind: `topup.${kind}` }, t),
    ]),
    ...ORDER_STATES.map((each): Named => [
      `top-up status ${each}`,
      screens.showTopupStatus({ order: { ...order, state: each } }, t),
    ]),
    ...FAILURE_REASONS.map((failure): Named => [
      `top-up failed ${failure}`,
      screens.showTopupFailed({ order: { ...order, failure } }, t),
    ]),
    ["orders", screens.showOrders({ orders: many, page: 4, timeZone }, t)],
    [
      "orders of an eSIM",
      screens.showEsimOrders(
        { orders: many, esim: { ...owned.esim, countryCode: owned.order.countryCode }, page: 4, timeZone },
        t,
      ),
    ],
    ["order", screens.showOrder({ order: owned.order, esims: [owned.esim, owned.esim], timeZone }, t)],
    [
      "order of many",
      screens.showOrder({ order, esims: Array.from({ length: 20 }, () => owned.esim), timeZone }, t),
    ],
    [
      "receipt",
      screens.showReceipt({ order: owned.order, shopName: name, termsUrl: "https://a.example", timeZone }, t),
    ],
    ["receipt of a top-up", screens.showReceipt({ order, shopName: name, termsUrl: null, timeZone }, t)],
    ["asking", screens.showAskingBooking({ order }, t)],
    ["booking state", screens.showBookingState({ ...state, booking }, t)],
    ["no booking", screens.showBookingState({ ...state, booking: "none" }, t)],
    ["booking unclear", screens.showBookingState({ ...state, booking: null }, t)],
  ];
}
