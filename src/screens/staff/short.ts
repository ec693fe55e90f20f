import type { Order } from "../../domain/order.ts";
import { isClosedShort, isOwedByHand } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { ShortOrder } from "../order/short.ts";
import type { Screen } from "../screen.ts";

/** Whether some of the eSIMs that were bought came, and it is not known what became of the others. */
export function isWaitingForRest(
  { kind, state, quantity }: Pick<Order, "kind" | "state" | "quantity">,
  issued: number,
): boolean {
  const isOpen = state === "unknown" || state === "staff";
  return kind === "esim" && isOpen && issued > 0 && issued < quantity;
}

/** Where the money for the eSIMs is that never came, and what is left to do about it. */
export function shareStep(order: ShortOrder, t: Translator): string {
  const { reference, paymentMethod, shortfall } = order;
  const share = shortfall?.share ? t.moneyExact(shortfall.share) : null;
  if (!isClosedShort(order))
    return share === null ? t.text("staff.short.lapsed") : t.text("staff.short.talk", { share });
  if (share === null)
    return paymentMethod === "agency_balance" || paymentMethod === "supplier_page"
      ? t.text(`staff.short.${paymentMethod}`)
      : t.text("staff.next.nothing");
  if (isOwedByHand(order)) return t.text("staff.short.owed", { share, reference });
  return t.text(paymentMethod === "credit" ? "staff.short.account" : "staff.short.handed", { share });
}

/** The order is closed short: that it is, and where the money for the rest is. */
export function showClosed(order: ShortOrder, t: Translator): Screen {
  const { reference } = order;
  return { text: composeText(t.text("settle.short.closed", { reference }), shareStep(order, t)), rows: [] };
}
