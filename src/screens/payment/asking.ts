import type { Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { DECLINE_REASONS } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Screen } from "../screen.ts";
import { keptUntil } from "./status.ts";

type AskedOrder = Pick<
  Order,
  | "id"
  | "reference"
  | "kind"
  | "countryCode"
  | "package"
  | "quantity"
  | "charged"
  | "nonce"
  | "paymentDueAtMs"
>;

/** How to pay by hand, and what to do then. */
export interface ManualModel {
  readonly order: AskedOrder;
  /** The deployer's own words: where the money goes. */
  readonly paymentText: string;
  /** IANA zone of the shop. */
  readonly timeZone: string;
}

/** The account to pay into, the amount, until when; then the number or a photo. */
export function showManualPayment({ order, paymentText, timeZone }: ManualModel, t: Translator): Screen {
  const { id, reference, charged, paymentDueAtMs } = order;
  return {
    text: composeText(
      t.rich("pay.manual-title", { reference }),
      charged && t.rich("pay.total", { total: t.moneyExact(charged) }),
      "",
      paymentText,
      "",
      t.rich("pay.manual-how"),
      paymentDueAtMs === null ? null : keptUntil(paymentDueAtMs, timeZone, t),
    ),
    rows: [
      [{ label: t.text("pay.claim"), action: { do: "claim-paid", order: id } }],
      [{ label: t.text("pay.give-up"), action: { do: "give-up", order: id } }, helpButton(t)],
    ],
  };
}

export type ClaimProblem = "not-a-number" | "taken" | "short" | "looking" | "several";

/** Where the customer sends what proves the payment. */
export function showClaimQuestion(
  model: {
    readonly order: Pick<Order, "reference" | "charged">;
    /**
     * Why the last answer was none. `taken`: that number has paid before; `short`: it may be something else; `looking`: likewise, while staff
     * are looking for what was sent before; `several`: it may belong to another order.
     */
    readonly problem: ClaimProblem | null;
    /** What was typed, where it is too short. */
    readonly typed?: string | undefined;
  },
  t: Translator,
): Screen {
  const { order, problem, typed = "" } = model;
  const { reference, charged } = order;
  return {
    text: composeText(
      problem === null ? null : t.rich(`claim.${problem}`, { typed }),
      t.rich("claim.question", { reference }),
      charged && t.rich("claim.amount", { total: t.moneyExact(charged) }),
      t.text("claim.example"),
    ),
    rows: [[{ label: t.text("button.back"), action: { do: "answer", value: "back" } }, helpButton(t)]],
  };
}

/** The reason of a button in the reader's language; anything else as it stands. */
function declineText(reason: string, charged: Money | null, t: Translator): string {
  const known = DECLINE_REASONS.find((each) => each === reason);
  return known
    ? t.text(`pay.reason.${known}`, { total: charged ? t.moneyExact(charged) : "" })
    : t.text("pay.declined-reason", { reason });
}

/** An invoice in Stars; Telegram draws its own Pay button. */
export function showInvoice(
  { order, stars }: { readonly order: AskedOrder; readonly stars: Money },
  t: Translator,
): Screen {
  const { reference, kind, countryCode, quantity } = order;
  const what = { country: t.countryName(countryCode), plan: planName(order.package, t, ", "), reference };
  return {
    text: [],
    rows: [],
    invoice: {
      title: t.text(`pay.stars-${kind}`),
      description:
        quantity > 1 ? t.text("pay.stars-several", { ...what, quantity }) : t.text("pay.stars-what", what),
      payload: order.nonce ?? "",
      stars: stars.minor,
    },
  };
}

/** What became of the payment; the order's own message goes on from there. */
export function showPaymentNews(
  model: {
    readonly order: Pick<Order, "id" | "reference" | "charged" | "paymentMethod">;
    /** `received-kept`: it is here, and waits until a stop is over; `received-page`: the supplier has it, and issues nothing yet. */
    readonly news:
      | "received"
      | "received-kept"
      | "received-page"
      | "claimed"
      | "added"
      | "declined"
      | "expired"
      | "given-up";
    /** Why staff declined, in their words. */
    readonly reason?: string | null | undefined;
  },
  t: Translator,
): Screen {
  const { order, news, reason = null } = model;
  const { id, reference } = order;
  const home = { label: t.text("button.home"), action: { do: "home" } } as const;
  switch (news) {
    case "received":
    case "received-kept":
    case "received-page":
    case "claimed":
    case "added":
      return { text: composeText(t.rich(`pay.${news}`), t.text("order.reference", { reference })), rows: [] };
    case "declined":
      return {
        text: composeText(
          t.rich(reason === null || reason === "not-found" ? "pay.declined" : "pay.not-taken"),
          reason === null ? null : declineText(reason, order.charged, t),
          t.text(reason === "wrong-amount" ? "pay.declined-ask" : "pay.declined-next"),
          t.text("order.reference", { reference }),
        ),
        rows: [
          [{ label: t.text("pay.claim"), action: { do: "claim-paid", order: id } }],
          [{ label: t.text("pay.again"), action: { do: "pay", order: id } }, helpButton(t)],
        ],
      };
    case "expired":
      return {
        text: composeText(t.rich("pay.expired", { reference }), t.text("pay.expired-next")),
        rows: [[{ label: t.text("button.write-to-us"), action: { do: "support" } }, home]],
      };
    case "given-up": {
      const key = order.paymentMethod === "manual" ? "pay.expired-next" : "failed.nothing-charged";
      const text =
        order.paymentMethod === "telegram"
          ? composeText(t.rich("pay.given-up-stars", { reference }))
          : composeText(t.rich("pay.given-up", { reference }), t.text(key));
      return { text, rows: [[helpButton(t), home]] };
    }
    default:
      return news satisfies never;
  }
}
