import { iccidLastFour } from "../../domain/esim.ts";
import { multiplyMoney, type Money } from "../../domain/money.ts";
import { whereMoneyIs, type Order } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { ShownEsim } from "../esims/delivered.ts";
import { composeText, pageOf, pagerRow, pairRows, type Line } from "../layout.ts";
import { cameOf, shareLine } from "../order/short.ts";
import { planName } from "../plan-name.ts";
import { returnedLine, type ReturnedStars } from "../payment/stars.ts";
import { endLine } from "../payment/status.ts";
import type { Action, Button, Screen } from "../screen.ts";
import { topupFigures } from "../topup/figures.ts";
import { hasEnded, orderStateText } from "./state-text.ts";

const ORDERS_PER_PAGE = 8;
/** eSIM buttons on an order's card; more are under "My eSIMs". */
const MOST_ESIM_BUTTONS = 4;

/** What of an order the list and its card tell. */
export type ShownOrder = Pick<
  Order,
  | "id"
  | "kind"
  | "state"
  | "paymentMethod"
  | "paidAtMs"
  | "acceptedAtMs"
  | "reference"
  | "countryCode"
  | "package"
  | "quantity"
  | "charged"
  | "shortfall"
  | "bookingId"
  | "supplierConfirmationId"
  | "topup"
  | "receiptNumber"
  | "sentAtMs"
  | "createdAtMs"
>;

/** What an order's payments say. */
export interface ShownPayment {
  /** The customer says to have paid, and staff have not looked yet. */
  readonly isClaimed: boolean;
  /** How many Telegram Stars paid for it; null where none did. */
  readonly stars: number | null;
}

/** A customer's orders and top-ups, newest first. */
export interface OrdersModel {
  readonly orders: readonly ShownOrder[];
  /** What is known of their payments, by order id. */
  readonly paid?: ReadonlyMap<string, ShownPayment>;
  /** 0-based; one past the end shows the last. */
  readonly page: number;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** What the customer pays for the whole order. */
export function amountOf(order: Pick<Order, "charged" | "package" | "quantity">): Money {
  return order.charged ?? multiplyMoney(order.package.price.total, order.quantity);
}

/** An amount, with the Stars that were paid for it: "৳1,020 (⭐ 561)". */
function withStars(amount: string, stars: number | null | undefined, t: Translator): string {
  return stars == null ? amount : t.text("orders.amount-stars", { amount, stars });
}

/** "🇹🇭 Thailand, 3 GB, 15 days × 1", or what a top-up adds. */
export function orderItem(
  order: Pick<Order, "kind" | "countryCode" | "package" | "quantity">,
  t: Translator,
): string {
  const country = t.flaggedCountry(order.countryCode);
  const plan = planName(order.package, t, ", ");
  return order.kind === "topup"
    ? t.text("orders.what-topup", { country, plan })
    : t.text("orders.what-esim", { country, plan, quantity: order.quantity });
}

/** /orders: every order with reference, state in words, amount and date. */
export function showOrders(model: OrdersModel, t: Translator): Screen {
  const home = { label: t.text("button.home"), action: { do: "home" } } as const;
  if (model.orders.length === 0)
    return {
      text: composeText(t.rich("orders.none"), t.text("orders.none-next")),
      rows: [[{ label: t.text("button.buy"), action: { do: "buy" } }, home]],
    };
  return listOrders(model, t, {
    title: t.rich("orders.title"),
    onPage: (page) => ({ do: "orders", page }),
    lastRow: [home],
  });
}

/** The purchase of one eSIM and its top-ups, newest first. */
export interface EsimOrdersModel extends OrdersModel {
  readonly esim: { readonly id: string; readonly iccid: string; readonly countryCode: string };
}

/** What was bought for one eSIM: the list that its card opens. */
export function showEsimOrders(model: EsimOrdersModel, t: Translator): Screen {
  const { id, iccid, countryCode } = model.esim;
  const country = t.flaggedCountry(countryCode);
  return listOrders(model, t, {
    title: t.rich("orders.title-esim", { country, lastFour: iccidLastFour(iccid) }),
    onPage: (page) => ({ do: "esim-orders", esim: id, page }),
    lastRow: [
      { label: t.text("button.back"), action: { do: "esim", esim: id } },
      { label: t.text("orders.all"), action: { do: "orders", page: 0 } },
    ],
  });
}

interface ListFrame {
  readonly title: Line;
  readonly onPage: (page: number) => Action;
  readonly lastRow: readonly Button[];
}

function listOrders(model: OrdersModel, t: Translator, { title, onPage, lastRow }: ListFrame): Screen {
  const { items, page, pages } = pageOf(model.orders, model.page, ORDERS_PER_PAGE);
  const numbered = items.map((order, index) => ({ order, n: page * ORDERS_PER_PAGE + index + 1 }));
  return {
    text: composeText(
      title,
      ...numbered.map(({ order, n }) =>
        t.rich("orders.line", {
          n,
          reference: order.reference,
          what: orderItem(order, t),
          amount: withStars(t.money(amountOf(order)), model.paid?.get(order.id)?.stars, t),
          date: t.date(order.createdAtMs, model.timeZone),
          state: orderStateText(order, t, model.paid?.get(order.id)?.isClaimed),
        }),
      ),
    ),
    rows: [
      ...pairRows(
        numbered.map(({ order, n }) => ({
          label: `${t.number(n)}. ${order.reference}`,
          action: { do: "order", order: order.id },
        })),
      ),
      ...pagerRow(page, pages, t, onPage),
      lastRow,
    ],
  };
}

/** An eSIM of an order, as its card names it. */
export type OrderedEsim = Pick<ShownEsim, "id" | "iccid" | "label">;

/** "eSIM: …0089 (for my daughter), …0216"; null without any. */
export function esimsLine(esims: readonly Pick<OrderedEsim, "iccid" | "label">[], t: Translator): Line {
  const named = esims.map(
    ({ iccid, label }) => `…${iccidLastFour(iccid)}${label === null ? "" : ` (${label})`}`,
  );
  return named.length === 0 ? null : t.text("order-card.esims", { list: named.join(", ") });
}

/** One order with the eSIMs that it brought or tops up. */
export interface OrderModel extends Partial<ShownPayment> {
  readonly order: ShownOrder;
  readonly esims: readonly OrderedEsim[];
  readonly timeZone: string;
  /** Stars that came too late or twice. */
  readonly returned?: readonly ReturnedStars[] | undefined;
}

/** An order's card: what it is, how it stands, its booking, and the way to receipt and eSIMs. */
export function showOrder(model: OrderModel, t: Translator): Screen {
  const { order, esims, timeZone, isClaimed = false, stars, returned = [] } = model;
  const booking = order.bookingId ?? order.supplierConfirmationId;
  return {
    text: composeText(
      t.rich("order-card.title", { reference: order.reference, state: orderStateText(order, t, isClaimed) }),
      orderItem(order, t),
      t.rich("order-card.amount", { amount: withStars(t.moneyExact(amountOf(order)), stars, t) }),
      t.text("order-card.date", { date: t.date(order.createdAtMs, timeZone) }),
      isClaimed ? t.text("order-card.claimed") : null,
      moneyNews(order, t),
      isClosedShort(order) ? t.text("order-card.short", cameOf(order)) : null,
      shareLine(order, t),
      ...returned.map((each) => returnedLine(each, t)),
      booking === null ? null : t.rich("order-card.booking", { id: booking }),
      ...topupLines(order, t),
      esimsLine(esims, t),
    ),
    rows: [
      ...moneyRow(order, isClaimed, t),
      ...actionRow(order, t),
      ...(esims.length > MOST_ESIM_BUTTONS
        ? [[{ label: t.text("button.esims"), action: { do: "esims", page: 0 } } as const]]
        : pairRows(
            esims.map(({ id, iccid }) => ({
              label: t.text("order-card.esim", { lastFour: iccidLastFour(iccid) }),
              action: { do: "esim", esim: id },
            })),
          )),
      [
        { label: t.text("button.back"), action: { do: "orders", page: 0 } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}

/** Who hands the money back, or that it is back: more than the few words of the state say. */
function moneyNews(order: ShownOrder, t: Translator): Line {
  const where = hasEnded(order) ? whereMoneyIs(order) : "none";
  return where === "owed" || where === "back" ? endLine(order, t) : null;
}

/** What a top-up changed: the figures before and after it. */
function topupLines({ topup }: ShownOrder, t: Translator): readonly Line[] {
  return [
    topupFigures("topup.before", topup?.before ?? null, t),
    topupFigures("order-card.topup-after", topup?.after?.figures ?? null, t),
  ];
}

/** What there is to do about an order that waits for its money. */
function moneyRow(order: ShownOrder, isClaimed: boolean, t: Translator): readonly (readonly Button[])[] {
  const isWaiting = order.state === "awaiting_payment" || order.state === "awaiting_supplier";
  return isWaiting && !isClaimed
    ? [[{ label: t.text("pay.again"), action: { do: "pay", order: order.id } }]]
    : [];
}

function actionRow(order: ShownOrder, t: Translator): readonly (readonly Button[])[] {
  const canAsk = order.kind === "esim" && order.sentAtMs !== null && order.state !== "failed";
  const buttons: readonly Button[] = [
    ...(order.receiptNumber === null
      ? []
      : [{ label: t.text("order-card.receipt"), action: { do: "receipt", order: order.id } } as const]),
    ...(canAsk
      ? [{ label: t.text("order-card.ask"), action: { do: "order-state", order: order.id } } as const]
      : []),
  ];
  return buttons.length > 0 ? [buttons] : [];
}
