import type { Money } from "../../domain/money.ts";
import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText, helpButton, pageOf, pagerRow, type Line } from "../layout.ts";
import type { EsimPackage } from "../../domain/package.ts";
import { planName } from "../plan-name.ts";
import type { Button, PlanFilter, PlanSort, Screen } from "../screen.ts";
import { tripName } from "./trip.ts";

/** Plans on one page of a list. */
const PLANS_PER_PAGE = 8;

/** The filters of a list and the country it is for, as its buttons carry them. */
export interface PlanListFilter extends PlanFilter {
  readonly code: string;
}

/** A list of plans as it was filtered and arranged. */
export interface PlansModel {
  readonly filter: PlanListFilter;
  /** All plans that pass the data filter with their short keys, those that cover the trip first. */
  readonly plans: readonly { readonly key: string; readonly plan: EsimPackage }[];
  /** How many of them cover the trip: the first ones. */
  readonly covering: number;
  /** How many plans the country has before any filter. */
  readonly total: number;
  /** How many eSIMs were chosen before another plan was looked for; 1 unless given. */
  readonly quantity?: number | undefined;
}

const NEXT_SORT: Readonly<Record<PlanSort, PlanSort>> = { price: "data", data: "days", days: "price" };

/** The plans for a country and a trip, a page at a time; says so where none fits. */
export function showPlans(model: PlansModel, t: Translator): Screen {
  const list = pickFilter(model.filter);
  if (model.plans.length === 0)
    return showNoPlans({ code: list.code, filter: model.total === 0 ? null : list }, t);
  const { items, page, pages } = pageOf(model.plans, list.page, PLANS_PER_PAGE);
  const isMixed = list.days > 0 && model.covering > 0 && model.covering < model.plans.length;
  const isUnlimitedShown = items.some(({ plan }) => plan.isUnlimited);
  const isPromoShown = items.some(({ plan }) => plan.promo !== null);
  const legend = [
    isUnlimitedShown ? t.text("plans.legend-unlimited") : "",
    isPromoShown ? t.text("plans.legend-promo") : "",
  ].filter((mark) => mark !== "");
  return {
    text: composeText(
      headline(model, t),
      dataLine(list, t),
      isMixed ? t.text("plans.shorter-after") : null,
      legend.length === 0 ? null : legend.join(" · "),
    ),
    rows: [
      ...items.map(({ key, plan }): readonly Button[] => [
        {
          label: planLabel(plan, t),
          action: { do: "plan", ...list, page, plan: key, quantity: model.quantity ?? 1 },
        },
      ]),
      filterRow(list, t),
      ...pagerRow(page, pages, t, (to) => ({ do: "plans", ...list, page: to })),
      backRow({ do: "country", code: list.code }, t),
    ],
  };
}

/** Only the filter's own fields: the caller may pass a whole action. */
function pickFilter({ code, days, dataMb, sort, page }: PlanListFilter): PlanListFilter {
  return { code, days, dataMb, sort, page };
}

function headline(model: PlansModel, t: Translator): Line {
  const country = t.flaggedCountry(model.filter.code);
  const trip = tripName(model.filter.days, t);
  const counted = model.covering > 0 ? model.plans.slice(0, model.covering) : model.plans;
  const price = t.money(lowestPrice(counted.map(({ plan }) => plan.price.total)));
  if (trip === undefined) return t.rich("plans.all", { country, count: model.plans.length, price });
  if (model.covering === 0) return t.rich("plans.none-cover", { country, trip });
  return t.rich("plans.cover", { country, count: model.covering, trip, price });
}

function lowestPrice(prices: readonly Money[]): Money {
  return prices.reduce((lowest, price) => (price.minor < lowest.minor ? price : lowest));
}

function dataLine({ dataMb }: PlanFilter, t: Translator): Line {
  if (dataMb === 0) return null;
  return dataMb < 0 ? t.text("plans.unlimited-only") : t.text("plans.at-least", { data: t.data(dataMb) });
}

/** `🏷 ∞ Unlimited · 10 days · ৳2,310`: the marks, the plan, what it costs. */
function planLabel(plan: EsimPackage, t: Translator): string {
  const marks = `${plan.promo === null ? "" : "🏷 "}${plan.isUnlimited ? "∞ " : ""}`;
  return `${marks}${planName(plan, t)} · ${t.money(plan.price.total)}`;
}

function filterRow(filter: PlanListFilter, t: Translator): readonly Button[] {
  const trip = tripName(filter.days, t) ?? t.text("plans.any-length");
  const data = filter.dataMb === 0 ? t.text("plans.data-any") : shortData(filter.dataMb, t);
  return [
    {
      label: t.text("plans.filter-days", { trip: capitalised(trip, t) }),
      action: { do: "country", code: filter.code },
    },
    { label: t.text("plans.filter-data", { data }), action: { do: "data-filter", ...filter } },
    {
      label: t.text(`plans.sort-${filter.sort}`),
      action: { do: "plans", ...filter, sort: NEXT_SORT[filter.sort], page: 0 },
    },
  ];
}

function shortData(dataMb: number, t: Translator): string {
  return dataMb < 0 ? t.text("plans.data-unlimited") : t.text("plans.data-from", { data: t.data(dataMb) });
}

function capitalised(text: string, t: Translator): string {
  return text.charAt(0).toLocaleUpperCase(t.language) + text.slice(1);
}

/** A list that came out empty. */
export interface NoPlansModel {
  readonly code: string;
  /** What was asked for; null when the supplier sells nothing at all for the country. */
  readonly filter: PlanListFilter | null;
}

/** No plan fits the filter, or none exists for the country. */
export function showNoPlans(model: NoPlansModel, t: Translator): Screen {
  const { code, filter } = model;
  const country = t.flaggedCountry(code);
  if (filter === null)
    return {
      text: composeText(t.rich("destination.not-sold", { country }), t.text("destination.not-sold-next")),
      rows: [
        [{ label: t.text("button.another-country"), action: { do: "buy" } }],
        [helpButton(t), { label: t.text("button.cancel"), action: { do: "cancel" } }],
      ],
    };
  return {
    text: composeText(
      t.rich("plans.no-match", { country }),
      dataLine(filter, t),
      t.text("plans.no-match-next"),
    ),
    rows: [
      [
        {
          label: t.text("plans.show-all"),
          action: { do: "plans", code, days: 0, dataMb: 0, sort: filter.sort, page: 0 },
        },
      ],
      filterRow(filter, t),
      backRow({ do: "country", code }, t),
    ],
  };
}
