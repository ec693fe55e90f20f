import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { Button } from "../screen.ts";

/** The way to other plans for the same country and about the same time. */
export function similarPlansButton(order: Pick<Order, "countryCode" | "package">, t: Translator): Button {
  const days = order.package.validityDays ?? 0;
  return {
    label: t.text("button.similar-plans"),
    action: { do: "plans", code: order.countryCode, days, dataMb: 0, sort: "price", page: 0 },
  };
}
