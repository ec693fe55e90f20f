import type { Order } from "../../domain/order.ts";
import { isCharged } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

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
  | "paymentUrl"
  | "paymentDueAtMs"
>;

/** What happened to the money of an order that came to nothing: said in every error. */
export function moneyLine(order: Pick<Order, "paymentMethod" | "paidAtMs">, t: Translator): string {
  const isTaken =
    isCharged(order.paymentMethod) && (order.paymentMethod === "credit" || order.paidAtMs !== null);
  return t.text(isTaken ? "refund.coming" : "failed.nothing-charged");
}

/** The same with who hands it back, or that it is back: for a message that may be told while the money is on its way. */
export function endLine(
  order: Pick<Order, "charged" | "state" | "paymentMethod" | "paidAtMs">,
  t: Translator,
): Line {
  return refundLine(order, t) ?? moneyLine(order, t);
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
  const time = `${t.moment(dueAtMs, timeZone)} (${t.zoneName(dueAtMs, timeZone)})`;
  return t.text("pay.manual-until", { time });
}

/** The link to the supplier's page; the address was checked before it was stored. */
export function payLink(url: string, charged: PayableOrder["charged"], t: Translator): Button {
  return { label: t.text("pay.supplier", { total: charged ? t.money(charged) : "" }), url };
}

/** Who hands the money back, or that it is back; null where no money is on its way. */
export function refundLine(
  { charged, state, paymentMethod }: Pick<Order, "charged" | "state" | "paymentMethod">,
  t: Translator,
): Line {
  const total = charged ? t.moneyExact(charged) : "";
  if (state === "refunded") return t.rich(doneKey(paymentMethod), { total });
  const isByHand = state === "refunding" && paymentMethod === "manual";
  return isByHand ? t.text("refund.waiting-manual", { total }) : null;
}

/** Money goes back, or has gone back. */
export function showRefund(
  model: {
    readonly order: PayableOrder;
    /** How many Stars it was, where it was paid in them. */
    readonly stars?: number | undefined;
  },
  t: Translator,
): Screen {
  const { order, stars } = model;
  const isCounted = order.state === "refunded" && stars !== undefined;
  return {
    text: composeText(
      order.state === "refunded" ? null : t.text("refund.coming"),
      isCounted ? t.rich("refund.text-stars", { count: stars }) : refundLine(order, t),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: [[helpButton(t)]],
  };
}

function doneKey(method: Order["paymentMethod"]) {
  if (method === "telegram") return "refund.text-telegram";
  return method === "manual" ? "refund.text-manual" : "refund.text-credit";
}
