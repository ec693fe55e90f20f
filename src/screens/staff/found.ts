import type { Order } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import { cameOf } from "../order/short.ts";
import { orderItem } from "../orders/orders.ts";
import type { Button, Screen } from "../screen.ts";
import { travellerName } from "./person.ts";

/** What a search found. */
export interface FoundModel {
  readonly orders: readonly Pick<
    Order,
    "id" | "reference" | "kind" | "countryCode" | "package" | "quantity" | "state" | "traveller" | "shortfall"
  >[];
  readonly hasMore: boolean;
}

/** The orders found, masked, each with its button. */
export function showStaffFound({ orders, hasMore }: FoundModel, t: Translator): Screen {
  if (orders.length === 0) return { text: composeText(t.text("staff.found-none")), rows: [] };
  const buttons = orders.map(({ id, reference }): Button => {
    return { label: reference, action: { do: "staff-order", order: id } };
  });
  const rows: Button[][] = [];
  for (let n = 0; n < buttons.length; n += 3) rows.push(buttons.slice(n, n + 3));
  return {
    text: composeText(
      t.rich("staff.found", { count: orders.length }),
      ...orders.map((order, index) =>
        t.text("staff.found-line", {
          n: index + 1,
          reference: order.reference,
          what: orderItem(order, t),
          state: isClosedShort(order)
            ? t.text("orders.state.short", cameOf(order))
            : t.text(`staff.state.${order.state}`),
          name: travellerName(order.traveller, false),
        }),
      ),
      hasMore ? t.text("staff.found-more") : null,
    ),
    rows,
  };
}
