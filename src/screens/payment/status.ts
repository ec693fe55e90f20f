import { whereMoneyIs, type Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton, type Line } from "../layout.ts";
import type { Button, Screen, Span } from "../screen.ts";

/** What of an order its payment screens tell. */
export type PayableOrder = Pick<
  Order,
  | "id"
  | "kind"
  | "reference"
  | "state"
  | "charged"
  | "paymentMethod"
  | "paidAtMs"
  | "acceptedAtMs"
  | "paymentUrl"
  | "paymentDueAtMs"
>;

/** What tells where the money of an order is. */
export type EndedOrder = Pick<Order, "charged" | "state" | "paymentMethod" | "paidAtMs" | "acceptedAtMs">;

/** Where the money is of an order that came to nothing: nothing was taken, it is on its way, a person hands it back, or it is back. */
export function endLine(order: EndedOrder, t: Translator): readonly Span[] {
  const total = order.charged ? t.moneyExact(order.charged) : "";
  const where = whereMoneyIs(order);
  switch (where) {
    case "none":
      return t.rich("failed.nothing-charged");
    case "coming":
      return t.rich("refund.coming");
    case "owed":
      return t.rich("refund.waiting-manual", { total });
    case "back":
      return t.rich(doneKey(order.paymentMethod), { total });
    default:
      return where satisfies never;
  }
}

/** That an order came to nothing, and behind it where its money is. */
export function endedLine(title: readonly Span[], order: EndedOrder, t: Translator): Line {
  return [...title, { text: whereMoneyIs(order) === "back" ? "\n" : " " }, ...endLine(order, t)];
}

/** An order that waits for money: here, or on the supplier's page. */
export function showAwaiting(
  model: {
    readonly order: PayableOrder;
    /** IANA zone of the shop: then it is said until when the order is kept. */
    readonly timeZone?: string;
    /** Whole Stars that are to be paid, where it is paid in them and that is known. */
    readonly stars?: number | undefined;
  },
  t: Translator,
): Screen {
  const { order, timeZone, stars } = model;
  const { id, reference, charged, state, paymentUrl, paymentMethod, paymentDueAtMs } = order;
  const total: Line = charged && t.rich("pay.total", { total: t.moneyExact(charged) });
  // The link goes with the read that shows it paid (services/payments/supplier-page.ts).
  if (state === "awaiting_supplier" && order.kind === "esim" && paymentUrl === null)
    return {
      text: composeText(t.rich("pay.received-page"), t.text("order.reference", { reference })),
      rows: [[helpButton(t)]],
    };
  if (state === "awaiting_supplier")
    return {
      text: composeText(
        t.rich(order.kind === "topup" ? "pay.in-supplier-topup" : "pay.in-supplier", { reference }),
        total,
        t.text("pay.page-paid"),
        t.text("pay.page-ends"),
      ),
      rows: paymentUrl === null ? [[helpButton(t)]] : [[payLink(paymentUrl, charged, t)], [helpButton(t)]],
    };
  return {
    text: composeText(
      t.rich("pay.awaiting", { reference }),
      stars === undefined ? total : t.rich("pay.total-stars", { count: stars }),
      paymentMethod === "telegram" ? t.text("pay.stars-paid") : null,
      paymentDueAtMs === null || timeZone === undefined ? null : keptUntil(paymentDueAtMs, timeZone, t),
    ),
    rows: [
      [{ label: t.text("pay.again"), action: { do: "pay", order: id } }],
      [{ label: t.text("pay.give-up"), action: { do: "give-up", order: id } }, helpButton(t)],
    ],
  };
}

/** "We keep this order until 23 Nov 2026, 12:30 (Bangladesh time)." */
export function keptUntil(dueAtMs: number, timeZone: string, t: Translator): string {
  return t.text("pay.manual-until", { time: zonedMoment(dueAtMs, timeZone, t) });
}

/** "23 Nov 2026, 12:30 (Bangladesh time)": whoever reads it may be abroad. */
export function zonedMoment(atMs: number, timeZone: string, t: Translator): string {
  return `${t.moment(atMs, timeZone)} (${t.zoneName(atMs, timeZone)})`;
}

/** The link to the supplier's page; the address was checked before it was stored. */
export function payLink(url: string, charged: PayableOrder["charged"], t: Translator): Button {
  return { label: t.text("pay.supplier", { total: charged ? t.money(charged) : "" }), url };
}

/** News of the money of an order that came to nothing: it goes back, or has gone back. */
export function showRefund(
  model: {
    readonly order: PayableOrder;
    /** How many Stars it was, where it was paid in them. */
    readonly stars?: number | null;
  },
  t: Translator,
): Screen {
  const { order, stars = null } = model;
  const isCounted = order.state === "refunded" && stars !== null;
  return {
    text: composeText(
      isCounted ? t.rich("refund.text-stars", { count: stars }) : endLine(order, t),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: [[helpButton(t)]],
  };
}

function doneKey(method: Order["paymentMethod"]) {
  if (method === "telegram") return "refund.text-telegram";
  return method === "manual" ? "refund.text-manual" : "refund.text-credit";
}
