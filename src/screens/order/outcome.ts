import type { FailureReason, Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";
import { endLine, endedLine, type EndedOrder } from "../payment/status.ts";
import { similarPlansButton } from "./similar.ts";

/** The answer was lost: checking, and please do not order again. */
export function showUnknown(model: { readonly reference: string }, t: Translator): Screen {
  return {
    text: composeText(
      t.rich("unknown.title"),
      t.text("unknown.text"),
      t.text("order.reference", { reference: model.reference }),
    ),
    rows: [],
  };
}

/** The second message about it, within 15 minutes; and the third, when reading has not settled it and a person must. */
export function showStillUnknown(model: Pick<Order, "reference" | "state">, t: Translator): Screen {
  const key = model.state === "staff" ? "with-staff" : "still-unknown";
  return {
    text: composeText(
      t.rich(`${key}.title`),
      t.text(`${key}.text`),
      t.text("order.reference", { reference: model.reference }),
    ),
    rows: [[helpButton(t)]],
  };
}

/** An order that failed, with its reason. */
export interface FailedModel {
  readonly order: EndedOrder & Pick<Order, "reference" | "countryCode" | "package" | "failure">;
}

/** It failed, where the money is, and what to do next. */
export function showFailed({ order }: FailedModel, t: Translator): Screen {
  const reason = order.failure ?? "supplier_refused";
  return {
    text: composeText(
      endedLine(t.rich(`failed.title.${reason}`), order, t),
      reason === "sold_out" || reason === "package_gone" ? null : t.text(`failed.next.${reason}`),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: hasOtherPlans(reason) ? [[similarPlansButton(order, t)], [helpButton(t)]] : [homeRow(t)],
  };
}

/** Whether another plan may succeed where this one failed. */
function hasOtherPlans(reason: FailureReason): boolean {
  return reason !== "agency_balance" && reason !== "shop_closed" && reason !== "not_offered";
}

function homeRow(t: Translator): readonly Button[] {
  return [helpButton(t), { label: t.text("button.home"), action: { do: "home" } }];
}

/** After an unknown outcome: no booking exists, what was taken goes back, ordering again is safe. */
export function showVoid(
  {
    order,
  }: {
    readonly order: EndedOrder & Pick<Order, "reference" | "countryCode">;
  },
  t: Translator,
): Screen {
  const { reference, countryCode } = order;
  return {
    text: composeText(
      t.rich("void.title"),
      endLine(order, t),
      t.text("void.text"),
      t.text("order.reference", { reference }),
    ),
    rows: [[{ label: t.text("void.again"), action: { do: "country", code: countryCode } }], [helpButton(t)]],
  };
}
