import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pageOf, pagerRow } from "../layout.ts";
import { orderStateText } from "../orders/state-text.ts";
import { planName } from "../plan-name.ts";
import type { Screen } from "../screen.ts";

const TOPUPS_PER_PAGE = 8;

/** What of a top-up the list tells. */
export type ListedTopupOrder = Pick<
  Order,
  | "id"
  | "kind"
  | "state"
  | "acceptedAtMs"
  | "paymentMethod"
  | "paidAtMs"
  | "reference"
  | "countryCode"
  | "package"
  | "charged"
  | "topup"
  | "quantity"
  | "createdAtMs"
>;

/** The customer's top-ups, newest first. */
export interface TopupHistoryModel {
  readonly topups: readonly ListedTopupOrder[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** /topups: what was bought for which country, and how it stands. */
export function showTopupHistory(model: TopupHistoryModel, t: Translator): Screen {
  const lastRow = [
    { label: t.text("usage.topup"), action: { do: "topup-pick", page: 0 } },
    { label: t.text("button.home"), action: { do: "home" } },
  ] as const;
  if (model.topups.length === 0) return { text: composeText(t.rich("topup.history-none")), rows: [lastRow] };
  const { items, page, pages } = pageOf(model.topups, model.page, TOPUPS_PER_PAGE);
  const numbered = items.map((order, index) => ({ order, n: page * TOPUPS_PER_PAGE + index + 1 }));
  return {
    text: composeText(
      t.rich("topup.history"),
      ...numbered.map(({ order, n }) =>
        t.text("topup.history-line", {
          n,
          country: t.flaggedCountry(order.countryCode),
          plan: planName(order.package, t),
          amount: t.money(order.charged ?? order.package.price.total),
          date: t.date(order.createdAtMs, model.timeZone),
          state: orderStateText(order, t),
        }),
      ),
    ),
    rows: [
      ...numbered.map(({ order, n }) => [
        {
          label: `${t.number(n)}. ${order.reference}`,
          action: { do: "order", order: order.id } as const,
        },
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: "topup-history", page: to })),
      lastRow,
    ],
  };
}
