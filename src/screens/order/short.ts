import type { Order } from "../../domain/order.ts";
import { isClosedShort, isOwedByHand } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton, type Line } from "../layout.ts";
import type { Screen } from "../screen.ts";

/** What of an order tells what it lacks, and where the money for that is. */
export type ShortOrder = Pick<Order, "reference" | "state" | "quantity" | "paymentMethod" | "shortfall">;

/** How many of how many eSIMs came of an order that was closed short. */
export function cameOf({ quantity, shortfall }: Pick<Order, "quantity" | "shortfall">) {
  return { came: quantity - (shortfall?.missing ?? 0), quantity };
}

/** Where the money for the eSIMs is that never came; null for an order that was not closed short, and where none went back for a late rest. */
export function shareLine(order: ShortOrder, t: Translator): Line {
  const { shortfall, paymentMethod } = order;
  if (!shortfall) return null;
  const share = shortfall.share && t.moneyExact(shortfall.share);
  if (!isClosedShort(order)) return share && t.text("short.late", { share });
  if (share === null)
    return paymentMethod === "agency_balance" || paymentMethod === "supplier_page"
      ? t.text(`short.${paymentMethod}`)
      : null;
  if (isOwedByHand(order))
    return t.text(paymentMethod === "telegram" ? "short.owed-stars" : "short.owed", { share });
  return t.rich(paymentMethod === "credit" ? "short.account" : "short.handed", { share });
}

/** What the "ordering…" message becomes: the rest is said at length below. */
export function showClosedBriefly({ order }: { readonly order: ShortOrder }, t: Translator): Screen {
  const reference = t.text("order.reference", { reference: order.reference });
  return { text: composeText(t.text("order-card.short", cameOf(order)), reference), rows: [] };
}

/** Staff have closed it: what came, what did not, and where the money is. */
export function showClosedShort({ order }: { readonly order: ShortOrder }, t: Translator): Screen {
  return {
    text: composeText(
      t.rich("short.title", cameOf(order)),
      shareLine(order, t),
      t.text("short.keep"),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: [[{ label: t.text("button.esims"), action: { do: "esims", page: 0 } }, helpButton(t)]],
  };
}

/** The share of an order that was closed short is with the customer. */
export function showShareReturned({ order }: { readonly order: ShortOrder }, t: Translator): Screen {
  const { reference, shortfall } = order;
  return {
    text: composeText(
      shortfall?.share ? t.rich("short.handed", { share: t.moneyExact(shortfall.share) }) : null,
      t.text("order.reference", { reference }),
    ),
    rows: [[helpButton(t)]],
  };
}
