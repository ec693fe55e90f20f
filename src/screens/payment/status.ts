import type { Order } from "../../domain/order.ts";
import { isCharged } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** What of an order its payment screens tell. */
export type PayableOrder = Pick<
  Order,
  "id" | "kind" | "reference" | "state" | "charged" | "paymentMethod" | "paidAtMs" | "paymentUrl"
>;

/** What happened to the money of an order that came to nothing: said in every error. */
export function moneyLine(order: Pick<Order, "paymentMethod" | "paidAtMs">, t: Translator): string {
  const isTaken =
    isCharged(order.paymentMethod) && (order.paymentMethod === "credit" || order.paidAtMs !== null);
  return t.text(isTaken ? "refund.coming" : "failed.nothing-charged");
}

/** An order that waits for money: here, or on the supplier's page. */
export function showAwaiting({ order }: { readonly order: PayableOrder }, t: Translator): Screen {
  const { reference, charged, state, paymentUrl } = order;
  const total: Line = charged && t.rich("pay.total", { total: t.moneyExact(charged) });
  if (state === "awaiting_supplier")
    return {
      text: composeText(
        t.rich(order.kind === "topup" ? "pay.in-supplier-topup" : "pay.in-supplier", { reference }),
        total,
      ),
      rows: paymentUrl === null ? [[helpButton(t)]] : [[payLink(paymentUrl, charged, t)], [helpButton(t)]],
    };
  return {
    text: composeText(t.rich("pay.awaiting", { reference }), total),
    rows: [[{ label: t.text("pay.again"), action: { do: "pay", order: order.id } }], [helpButton(t)]],
  };
}

/** The link to the supplier's page; the address was checked before it was stored. */
export function payLink(url: string, charged: PayableOrder["charged"], t: Translator): Button {
  return { label: t.text("pay.supplier", { total: charged ? t.money(charged) : "" }), url };
}

/** Money goes back, or has gone back. */
export function showRefund({ order }: { readonly order: PayableOrder }, t: Translator): Screen {
  const { charged, reference, state, paymentMethod } = order;
  const total = charged ? t.moneyExact(charged) : "";
  const isManual = paymentMethod === "manual";
  const isDone = state === "refunded";
  const key = isDone ? doneKey(paymentMethod) : undefined;
  return {
    text: composeText(
      key ? t.rich(key, { total }) : t.text("refund.coming"),
      !isDone && isManual ? t.text("refund.waiting-manual", { total }) : null,
      t.text("order.reference", { reference }),
    ),
    rows: [[helpButton(t)]],
  };
}

function doneKey(method: Order["paymentMethod"]) {
  if (method === "telegram") return "refund.text-telegram";
  return method === "manual" ? "refund.text-manual" : "refund.text-credit";
}
