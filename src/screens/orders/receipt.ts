import type { Order } from "../../domain/order.ts";
import { sellOf } from "../../domain/package.ts";
import { isClosedShort, isOwedByHand } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { cameOf } from "../order/short.ts";
import { planName } from "../plan-name.ts";
import { priceLines } from "../price-lines.ts";
import type { Screen } from "../screen.ts";
import { personLine } from "../traveller/person.ts";
import { amountOf } from "./orders.ts";

/** An issued order, and the shop that sold it. */
export interface ReceiptModel {
  readonly order: Pick<
    Order,
    | "id"
    | "kind"
    | "reference"
    | "countryCode"
    | "package"
    | "quantity"
    | "charged"
    | "state"
    | "shortfall"
    | "paymentMethod"
    | "traveller"
    | "bookingId"
    | "receiptNumber"
    | "issuedAtMs"
    | "createdAtMs"
  >;
  /** How many Telegram Stars paid for it; null where none did. */
  readonly stars?: number | null;
  readonly shopName: string;
  /** https; null where the shop has no page of its own. */
  readonly termsUrl: string | null;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** The receipt: who sold what to whom, the parts of the price as the supplier names them, and the numbers to quote. */
export function showReceipt(model: ReceiptModel, t: Translator): Screen {
  const { order } = model;
  const { price } = order.package;
  const line = {
    country: t.flaggedCountry(order.countryCode),
    plan: planName(order.package, t, ", "),
    price: t.moneyExact(order.paymentMethod === "supplier_page" ? sellOf(order.package) : price.total),
  };
  const person = personLine(order.traveller, t);
  const { stars = null } = model;
  return {
    text: composeText(
      t.rich("receipt.title", {
        number: t.digits(String(order.receiptNumber ?? "–")),
        shop: model.shopName,
      }),
      t.text("receipt.date", { date: t.date(order.issuedAtMs ?? order.createdAtMs, model.timeZone) }),
      person === "" ? null : t.text("receipt.traveller", { traveller: person }),
      order.kind === "topup"
        ? t.text("receipt.topup-line", line)
        : t.text("receipt.esim-line", { ...line, quantity: order.quantity }),
      ...priceLines(price, order.quantity, t),
      t.rich("receipt.total", { total: t.moneyExact(amountOf(order)) }),
      ...shortLines(order, t),
      stars === null ? paidBy(order.paymentMethod, t) : t.text("receipt.by-stars", { count: stars }),
      t.text("receipt.order", { reference: order.reference }),
      order.bookingId === null ? null : t.rich("order-card.booking", { id: order.bookingId }),
      model.termsUrl === null ? null : [{ text: t.text("confirm.terms"), url: model.termsUrl }],
    ),
    rows: [
      [
        { label: t.text("button.back"), action: { do: "order", order: order.id } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}

function paidBy(method: Order["paymentMethod"], t: Translator): string | null {
  return method === "agency_balance" ? null : t.text(`receipt.by.${method}`);
}

/** What of it came, and what of its price went back or is to. */
function shortLines(order: ReceiptModel["order"], t: Translator): readonly Line[] {
  const { shortfall } = order;
  const share = shortfall?.share && t.moneyExact(shortfall.share);
  return [
    isClosedShort(order) ? t.text("receipt.short", cameOf(order)) : null,
    share ? t.text(isOwedByHand(order) ? "receipt.share-owed" : "receipt.share", { share }) : null,
  ];
}
