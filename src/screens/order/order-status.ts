import type { Order } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { showPaymentNews } from "../payment/asking.ts";
import { endedLine, showAwaiting, type PayableOrder } from "../payment/status.ts";
import { showFailed, showStillUnknown, showUnknown, showVoid } from "./outcome.ts";
import { showClosedShort } from "./short.ts";

/** What of an order its status tells. */
export type StatusOrder = PayableOrder &
  Pick<
    Order,
    "state" | "reference" | "countryCode" | "package" | "quantity" | "failure" | "acceptedAtMs" | "shortfall"
  >;

/** Right after the confirm tap: no buttons, nothing to do but wait. */
export function showOrdering(
  model: { readonly reference: string; readonly quantity?: number | undefined },
  t: Translator,
): Screen {
  const { reference, quantity = 1 } = model;
  return { text: composeText(t.text("ordering.text", { count: quantity, reference })), rows: [] };
}

/** What the "ordering…" message becomes once the card with the QR has come. */
export function showOrderDone(
  model: { readonly order: Pick<Order, "reference" | "countryCode" | "quantity"> },
  t: Translator,
): Screen {
  const { reference, countryCode, quantity } = model.order;
  return {
    text: composeText(
      t.text("done.text", { count: quantity, country: t.flaggedCountry(countryCode), reference }),
    ),
    rows: [],
  };
}

/** An order, and how much of it has come. */
export interface OrderStatusModel {
  readonly order: StatusOrder;
  /** How many of its eSIMs have come, where that is known. */
  readonly issued?: number | undefined;
}

/** How an order stands, in one short message. */
export function showOrderStatus({ order, issued = 0 }: OrderStatusModel, t: Translator): Screen {
  switch (order.state) {
    case "draft":
    case "quoted":
    case "ready":
      return {
        text: composeText(t.rich("pending.text")),
        rows: [
          [{ label: t.text("pending.go-on"), action: { do: "resume-order" } }],
          [{ label: t.text("button.cancel"), action: { do: "cancel" } }],
        ],
      };
    case "awaiting_payment":
    case "awaiting_supplier":
      return showAwaiting({ order }, t);
    case "paid":
      return showAlreadyOrdered({ order }, t);
    case "accepted":
    case "sending":
      // Only the order's own message says "ordering…", for only that one changes: this stays true wherever it is left.
      return showAlreadyOrdered({ order }, t);
    case "unknown":
    case "staff":
      if (issued > 0 && issued < order.quantity) return showPartlyIssued({ order, issued }, t);
      return order.state === "unknown" ? showUnknown(order, t) : showStillUnknown(order, t);
    case "issued":
    case "delivered":
      return isClosedShort(order) ? showClosedShort({ order }, t) : showOrderDone({ order }, t);
    case "failed":
      return showFailed({ order }, t);
    case "void":
      return showVoid({ order }, t);
    case "refunding":
    case "refunded":
    case "cancelled":
    case "expired":
      return showAlreadyOrdered({ order }, t);
    default:
      return order.state satisfies never;
  }
}

/** Fewer eSIMs came than were bought. */
function showPartlyIssued(
  model: { readonly order: Pick<Order, "reference" | "quantity">; readonly issued: number },
  t: Translator,
): Screen {
  const { reference, quantity } = model.order;
  return {
    text: composeText(
      t.rich("partly.title", { issued: model.issued, quantity }),
      t.text("partly.text"),
      t.text("order.reference", { reference }),
    ),
    rows: [],
  };
}

/** A tap on an old confirm button: what became of that order. */
export function showAlreadyOrdered(model: { readonly order: StatusOrder }, t: Translator): Screen {
  const { order } = model;
  const again = [
    [
      { label: t.text("button.buy"), action: { do: "buy" } },
      { label: t.text("button.help"), action: { do: "help" } },
    ],
  ] as const;
  const reference = t.text("order.reference", { reference: order.reference });
  const text = (key: AlreadyKey) => composeText(t.rich(key), reference);
  // While our account with the supplier is empty, choosing again ends the same.
  const next = order.failure === "agency_balance" ? null : t.text("already.again");
  const ended = (key: EndedKey) => composeText(endedLine(t.rich(key), order, t), next, reference);
  switch (order.state) {
    case "draft":
    case "quoted":
    case "ready":
      return showOrderStatus({ order }, t);
    case "awaiting_payment":
    case "awaiting_supplier":
      return showOrderStatus({ order }, t);
    case "paid":
      return { text: text("already.paid"), rows: [] };
    case "accepted":
    case "sending":
      return { text: text("already.ordering"), rows: [] };
    case "unknown":
    case "staff":
      return { text: text("already.checking"), rows: [] };
    case "issued":
    case "delivered":
      return {
        text: text("already.issued"),
        rows: [[{ label: t.text("button.esims"), action: { do: "esims", page: 0 } }]],
      };
    case "failed":
    case "void":
    case "refunding":
    case "refunded":
      return { text: ended("already.failed"), rows: again };
    case "expired":
      // Whoever paid too late must read what to do, not that nothing was charged.
      if (hasEndedUnpaid(order)) return showPaymentNews({ order, news: "expired" }, t);
      return { text: ended("already.cancelled"), rows: again };
    case "cancelled":
      return isInStars(order)
        ? { text: text("already.cancelled-stars"), rows: again }
        : { text: ended("already.cancelled"), rows: again };
    default:
      return order.state satisfies never;
  }
}

/** Whether an order that was confirmed came to its end without its money: some may be on its way all the same. */
function hasEndedUnpaid({ state, acceptedAtMs }: Pick<Order, "state" | "acceptedAtMs">): boolean {
  return state === "expired" && acceptedAtMs !== null;
}

/** Stars may have been paid while the order was being given up. */
function isInStars({ paymentMethod, acceptedAtMs }: Pick<Order, "paymentMethod" | "acceptedAtMs">): boolean {
  return paymentMethod === "telegram" && acceptedAtMs !== null;
}

/** What the order's own message becomes once its time to be paid is over: the news below says what to do. */
export function showEndedUnpaid({ order }: { readonly order: StatusOrder }, t: Translator): Screen {
  const { reference } = order;
  return hasEndedUnpaid(order)
    ? { text: composeText(t.rich("pay.expired", { reference })), rows: [] }
    : showAlreadyOrdered({ order }, t);
}

type AlreadyKey =
  "already.paid" | "already.ordering" | "already.checking" | "already.issued" | "already.cancelled-stars";
type EndedKey = "already.failed" | "already.cancelled";
