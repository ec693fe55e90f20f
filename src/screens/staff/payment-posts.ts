import type { Brake } from "../../domain/incident.ts";
import { DECLINE_REASONS, type Payment } from "../../domain/payment.ts";
import type { Order } from "../../domain/order.ts";
import { isOwedByHand, returnedOf } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { cameOf } from "../order/short.ts";
import { orderItem } from "../orders/orders.ts";
import type { Button, Screen } from "../screen.ts";

type PostedOrder = Pick<
  Order,
  "id" | "reference" | "kind" | "countryCode" | "package" | "quantity" | "charged" | "customerId"
>;

/** What comes next for a paid order: it is sent, a brake keeps it, or it ends and its money goes back. */
type OrderOutlook = "sent" | Brake | "ended";

/** A claim as staff read it in their group. */
export interface ClaimPostModel {
  readonly order: PostedOrder;
  readonly payment: Payment;
  /** `declining`: which reason? It counts only while nobody has decided. */
  readonly stage: "open" | "declining";
  /** The presser by name and id, where it is they who decided; else the id alone stands there. */
  readonly decider?: string | undefined;
  /** Since when nobody has looked, epoch milliseconds, in a reminder; null in the first post. */
  readonly waitingSinceMs?: number | null | undefined;
  /** What comes next for the order once it is paid. */
  readonly outlook: OrderOutlook;
  /** The customer sent more since the first post. */
  readonly isMore?: boolean | undefined;
  /** IANA zone of the shop. */
  readonly timeZone: string;
}

/** "The customer says they have paid": what to look for, and the two buttons; once decided, who decided what. */
export function showClaimPost(model: ClaimPostModel, t: Translator): Screen {
  const { order, payment, timeZone, waitingSinceMs = null } = model;
  const { photoFileId, externalId } = payment;
  const isOpen = payment.state === "claimed";
  const compose = (photoLine: Line) =>
    composeText(
      isOpen ? t.rich("staff-pay.title", { reference: order.reference }) : decidedLine(model, t),
      orderItem(order, t),
      t.rich("staff-pay.amount", { total: t.moneyExact(payment.amount) }),
      externalId === null ? null : t.rich("staff-pay.number", { number: externalId }),
      photoFileId === null ? null : photoLine,
      t.rich("staff-pay.customer", { customer: String(order.customerId) }),
      t.text("staff-pay.claimed", { time: t.moment(payment.createdAtMs, timeZone) }),
      isOpen && waitingSinceMs !== null
        ? t.rich("staff-pay.reminder", { time: t.time(waitingSinceMs, timeZone) })
        : null,
      isOpen && model.isMore === true ? t.rich("staff-pay.more") : null,
      ...(isOpen ? ["", t.text(model.stage === "declining" ? "staff-pay.why" : "staff-pay.look")] : []),
    );
  return {
    ...(photoFileId === null
      ? {}
      : { photoFileId, textWithoutPhoto: compose(t.text("staff-pay.photo-refused")) }),
    text: compose(t.text("staff-pay.photo")),
    rows: isOpen ? claimRows(model, t) : [],
  };
}

function claimRows({ payment: { id }, stage }: ClaimPostModel, t: Translator): Screen["rows"] {
  if (stage === "open")
    return [
      [
        { label: t.text("staff-pay.paid"), action: { do: "staff-paid", payment: id } },
        { label: t.text("staff-pay.decline"), action: { do: "staff-decline", payment: id } },
      ],
    ];
  return [
    ...DECLINE_REASONS.map((reason): readonly Button[] => [
      { label: t.text(`staff-pay.why.${reason}`), action: { do: "staff-decline-for", payment: id, reason } },
    ]),
    [{ label: t.text("button.back"), action: { do: "staff-claim", payment: id } }],
  ];
}

function decidedLine({ order, payment, decider, outlook }: ClaimPostModel, t: Translator): Line {
  const { reference } = order;
  const who = decider ?? String(payment.decidedBy ?? "");
  if (payment.state !== "declined")
    return t.rich("staff-pay.seen", { reference, who, next: t.text(`staff-pay.next.${outlook}`) });
  const known = DECLINE_REASONS.find((each) => each === payment.reason);
  const reason = known ? t.text(`staff-pay.why.${known}`) : (payment.reason ?? "");
  return t.rich("staff-pay.declined", { reference, who, reason });
}

/** Money that only people can hand back: of an order that came to nothing, or for what of it never came. */
export interface OwedPostModel {
  readonly order: PostedOrder & Pick<Order, "state" | "paymentMethod" | "shortfall">;
  /** `sure`: really handed back? It counts only while the money is owed. */
  readonly stage: "open" | "sure";
  /** Of the transfer that it goes back for; null where none was told. */
  readonly number?: string | null | undefined;
  /** Since when it is owed, epoch milliseconds, in a reminder; null in the first post. */
  readonly owedSinceMs?: number | null | undefined;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  readonly decider?: string | undefined;
}

/** "Please hand the money back": people alone can, in two taps. */
export function showOwedPost(model: OwedPostModel, t: Translator): Screen {
  const { order, stage, decider, timeZone, number = null, owedSinceMs = null } = model;
  const { id, reference } = order;
  const amount = returnedOf(order);
  const total = amount ? t.moneyExact(amount) : "";
  const isOwed = isOwedByHand(order);
  const isGone = order.state === "refunded" || (order.shortfall?.returnedAtMs ?? null) !== null;
  const who = decider === undefined ? null : t.rich("staff-owed.done-by", { who: decider });
  return {
    text: composeText(
      isOwed || isGone
        ? t.rich(isOwed ? "staff-owed.title" : "staff-owed.done", { reference, total })
        : t.rich("staff-owed.lapsed", { reference }),
      orderItem(order, t),
      number === null ? null : t.rich("staff-pay.number", { number }),
      t.rich("staff-pay.customer", { customer: String(order.customerId) }),
      isOwed && owedSinceMs !== null
        ? t.rich("staff-owed.reminder", { time: t.moment(owedSinceMs, timeZone) })
        : null,
      isOwed && order.paymentMethod === "telegram" ? t.text("staff-owed.stars") : null,
      isOwed ? owedStep(order, stage, t) : who,
    ),
    rows: isOwed ? owedRows(id, stage, total, t) : [],
  };
}

function owedStep(order: OwedPostModel["order"], stage: OwedPostModel["stage"], t: Translator): Line {
  if (stage === "sure") return t.rich("staff-owed.sure");
  return order.shortfall ? t.text("staff-owed.next-short", cameOf(order)) : t.rich("staff-owed.next");
}

function owedRows(
  order: string,
  stage: OwedPostModel["stage"],
  total: string,
  t: Translator,
): Screen["rows"] {
  const isSure = stage === "sure";
  const label = isSure ? t.text("staff-owed.yes", { total }) : t.text("staff-owed.button");
  return [
    [{ label, action: { do: "staff-handed", order, isSure } }],
    ...(isSure ? [[{ label: t.text("button.back"), action: { do: "staff-owed", order } } as const]] : []),
  ];
}
