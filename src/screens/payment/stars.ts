import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import { orderStateText, type StatedOrder } from "../orders/state-text.ts";
import type { Screen } from "../screen.ts";

/** A payment in Stars that its order could not take: it was paid before, or its time was over. The Stars go back by themselves. */
export function showPaidApart(
  { order }: { readonly order: Pick<Order, "reference" | "paidAtMs"> },
  t: Translator,
): Screen {
  return {
    text: composeText(
      t.rich(order.paidAtMs === null ? "stars.too-late" : "stars.twice"),
      t.text("stars.going-back"),
      t.text("order.reference", { reference: order.reference }),
    ),
    rows: [[helpButton(t)]],
  };
}

/** A payment for an order that the shop does not know: it goes back too. */
export function showUnknownPayment(
  { supportContact }: { readonly supportContact: string },
  t: Translator,
): Screen {
  return {
    text: composeText(t.rich("stars.unknown"), t.text("stars.going-back")),
    rows: [[{ label: t.text("button.write-to-us"), url: supportContact }]],
  };
}

/** A payment in Stars that its order could not take. */
export interface ReturnedStars {
  readonly stars: number;
  /** Else it is on its way. */
  readonly isBack: boolean;
}

/** "↩️ 297 Stars that came too late or twice went back to you." */
export function returnedLine({ stars, isBack }: ReturnedStars, t: Translator): string {
  return t.text(isBack ? "stars.returned" : "stars.returning", { count: stars });
}

/** /paysupport: what becomes of Stars, the orders that were paid with them, and a person to write to. */
export function showPaySupport(
  model: {
    /** Newest first. */
    readonly orders: readonly (StatedOrder &
      Pick<Order, "reference"> & { readonly returned: readonly ReturnedStars[] })[];
    readonly supportContact: string;
  },
  t: Translator,
): Screen {
  const lines = model.orders.flatMap((order) => [
    t.text("paysupport.order", { reference: order.reference, state: orderStateText(order, t) }),
    ...order.returned.map((each) => returnedLine(each, t)),
  ]);
  return {
    text: composeText(
      t.rich("paysupport.title"),
      t.text("paysupport.text"),
      ...(lines.length > 0 ? ["", t.text("paysupport.orders"), ...lines] : []),
    ),
    rows: [
      [{ label: t.text("button.write-to-us"), url: model.supportContact }],
      [
        { label: t.text("button.orders"), action: { do: "orders", page: 0 } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}
