import { iccidLastFour } from "../../domain/esim.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import { similarPlansButton } from "../order/similar.ts";
import { planName } from "../plan-name.ts";
import { showPaymentNews } from "../payment/asking.ts";
import { endLine, endedLine, showAwaiting, type PayableOrder } from "../payment/status.ts";
import type { Button, Screen } from "../screen.ts";
import { topupFigures } from "./figures.ts";

/** What of a top-up order its messages tell. */
export type TopupOrder = PayableOrder &
  Pick<
    Order,
    | "state"
    | "reference"
    | "countryCode"
    | "package"
    | "charged"
    | "failure"
    | "topup"
    | "receiptNumber"
    | "issuedAtMs"
    | "acceptedAtMs"
  >;

type Waiting = "topup.taken" | "topup.late" | "topup.unknown" | "topup.still-unknown" | "topup.open";

/** One of the messages of a top-up that is under way: what it is, and what not to do meanwhile. */
export function showTopupWaiting(
  model: { readonly order: Pick<Order, "reference">; readonly kind: Waiting },
  t: Translator,
): Screen {
  const needsHelp = model.kind === "topup.late" || model.kind === "topup.still-unknown";
  return {
    text: composeText(
      t.rich(model.kind),
      t.text(`${model.kind}-text`),
      t.text("order.reference", { reference: model.order.reference }),
    ),
    rows: needsHelp ? [[helpButton(t)]] : [],
  };
}

/** How a top-up stands, in one short message. */
export function showTopupStatus({ order }: { readonly order: TopupOrder }, t: Translator): Screen {
  const { reference } = order;
  switch (order.state) {
    case "awaiting_payment":
    case "awaiting_supplier":
      return showAwaiting({ order }, t);
    case "accepted":
    case "paid":
    case "sending":
      return { text: composeText(t.text("topup.sending", { reference })), rows: [] };
    case "unknown":
      return showTopupWaiting({ order, kind: isTaken(order) ? "topup.taken" : "topup.unknown" }, t);
    case "staff":
      return showTopupWaiting({ order, kind: isTaken(order) ? "topup.late" : "topup.still-unknown" }, t);
    case "issued":
    case "delivered": {
      const country = t.flaggedCountry(order.countryCode);
      return { text: composeText(t.text("topup.finished", { country, reference })), rows: [] };
    }
    case "failed":
      return showTopupFailed({ order }, t);
    case "void":
      return showTopupVoid({ order }, t);
    case "expired":
      if (order.acceptedAtMs !== null) return showPaymentNews({ order, news: "expired" }, t);
      return showTopupEnded({ order }, t);
    case "draft":
    case "quoted":
    case "ready":
    case "cancelled":
    case "refunding":
    case "refunded":
      return showTopupEnded({ order }, t);
    default:
      return order.state satisfies never;
  }
}

/** Whether the supplier said success, so that nothing alarming is to be said. */
export function isTaken(order: Pick<Order, "topup">): boolean {
  return order.topup?.acknowledgedAtMs != null;
}

/** It was not bought, and where the money is. */
function showTopupEnded({ order }: { readonly order: TopupOrder }, t: Translator): Screen {
  return {
    text: composeText(
      endedLine(t.rich("topup.ended"), order, t),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: againRows(order, t),
  };
}

/** It failed, where the money is, and what to do next. */
export function showTopupFailed({ order }: { readonly order: TopupOrder }, t: Translator): Screen {
  const reason = order.failure ?? "supplier_refused";
  const isNever = reason === "not_rechargeable";
  return {
    text: composeText(
      endedLine(t.rich(`failed.title.${reason}`), order, t),
      reason === "sold_out" || reason === "package_gone" ? null : t.text(`failed.next.${reason}`),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: isNever ? [[similarPlansButton(order, t)], [helpButton(t)]] : againRows(order, t),
  };
}

/** After an unknown outcome: there is none, what was taken goes back, topping up again is safe. */
export function showTopupVoid({ order }: { readonly order: TopupOrder }, t: Translator): Screen {
  return {
    text: composeText(
      t.rich("topup.void"),
      endLine(order, t),
      t.text("topup.void-text"),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: againRows(order, t),
  };
}

/** A top-up that is there. */
export interface TopupDoneModel {
  readonly order: TopupOrder;
  /** Of the eSIM; null when it is not kept any more. */
  readonly iccid: string | null;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** The receipt in the chat: what was added, before and after. */
export function showTopupDone({ order, iccid, timeZone }: TopupDoneModel, t: Translator): Screen {
  const country = t.flaggedCountry(order.countryCode);
  const figures = order.topup?.after?.figures ?? null;
  const before = order.topup?.before ?? null;
  const amount = order.charged ?? order.package.price.total;
  const ends = figures?.expireAtMs ?? null;
  const { receiptNumber, issuedAtMs, reference } = order;
  return {
    text: composeText(
      iccid === null
        ? t.rich("topup.done-plain", { country })
        : t.rich("topup.done", { country, lastFour: iccidLastFour(iccid) }),
      t.text("topup.added", { plan: planName(order.package, t), amount: t.moneyExact(amount) }),
      topupFigures("topup.before", before, t),
      topupFigures("topup.after", figures, t),
      figures === null && before?.dataTotalMb != null ? t.text("topup.after-later") : null,
      ends === null
        ? figures && t.text("topup.after-untold")
        : t.text("topup.after-ends", { date: t.date(ends, timeZone) }),
      receiptNumber === null || issuedAtMs === null
        ? t.text("order.reference", { reference })
        : t.text("topup.receipt-line", {
            number: t.digits(String(receiptNumber)),
            reference,
            date: t.date(issuedAtMs, timeZone),
          }),
    ),
    rows: order.topup ? [[esimButton(order.topup.esimId, t)]] : [],
  };
}

function againRows(order: Pick<Order, "topup">, t: Translator): readonly (readonly Button[])[] {
  if (!order.topup) return [[helpButton(t)]];
  const again = { do: "topup", esim: order.topup.esimId, page: 0 } as const;
  return [[{ label: t.text("topup.again"), action: again }], [helpButton(t)]];
}

function esimButton(esim: string, t: Translator): Button {
  return { label: t.text("button.esims"), action: { do: "esim", esim } };
}
