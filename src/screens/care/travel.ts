import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pageOf, pagerRow } from "../layout.ts";
import type { Action, Button, Screen } from "../screen.ts";

/** The order whose journey is asked about. */
export interface TravelModel {
  readonly orderId: string;
  readonly countryCode: string;
}

/** Days are calendar days here: they are written as they are, in no zone. */
const UTC = "UTC";
const DAYS_PER_PAGE = 16;
const MONTHS = 12;
/** Trips among which a typed date is to choose; the older ones have their own cards. */
const MAX_TRIPS = 8;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** After the delivery: when do you travel? */
export function showWhenTravel({ orderId: order, countryCode }: TravelModel, t: Translator): Screen {
  return {
    text: composeText(
      t.rich("travel.question", { country: t.flaggedCountry(countryCode) }),
      t.text("travel.why"),
    ),
    rows: [
      [
        { label: t.text("travel.today"), action: { do: "travel", order, when: "today" } },
        { label: t.text("travel.this-week"), action: { do: "travel", order, when: "this-week" } },
      ],
      [
        { label: t.text("travel.pick"), action: { do: "travel-months", order } },
        { label: t.text("travel.skip"), action: { do: "travel", order, when: "skip" } },
      ],
    ],
  };
}

/** This month and the eleven after it. */
export function showTravelMonths(
  model: { readonly orderId: string; readonly today: string; readonly isPast?: boolean },
  t: Translator,
): Screen {
  const { orderId: order, today } = model;
  const [year = 1970, month = 1] = today.split("-").map(Number);
  const buttons = Array.from({ length: MONTHS }, (_, n): Button => {
    const firstMs = Date.UTC(year, month - 1 + n, 1);
    const name = new Date(firstMs).toISOString().slice(0, 7);
    return { label: t.month(firstMs, UTC), action: { do: "travel-days", order, month: name, page: 0 } };
  });
  return {
    text: composeText(model.isPast === true ? t.text("travel.not-a-day") : null, t.rich("travel.month")),
    rows: [
      ...inRows(buttons, 2),
      [{ label: t.text("button.back"), action: { do: "travel", order, when: "ask" } }],
    ],
  };
}

/** The days of a month that are still to come. */
export function showTravelDays(
  model: { readonly orderId: string; readonly month: string; readonly today: string; readonly page: number },
  t: Translator,
): Screen {
  const { orderId: order, month, today } = model;
  const days = daysOf(month).filter((day) => day >= today);
  if (days.length === 0) return showTravelMonths({ orderId: order, today, isPast: true }, t);
  const { items, page, pages } = pageOf(days, model.page, DAYS_PER_PAGE);
  const buttons = items.map((date): Button => ({
    label: t.number(Number(date.slice(8))),
    action: { do: "travel-date", order, date },
  }));
  return {
    text: composeText(t.rich("travel.day", { month: t.month(msOf(`${month}-01`), UTC) })),
    rows: [
      ...inRows(buttons, 3),
      ...pagerRow(page, pages, t, (to) => ({ do: "travel-days", order, month, page: to })),
      [{ label: t.text("button.back"), action: { do: "travel-months", order } }],
    ],
  };
}

/** A typed date, and the orders that it can be of. */
export interface WhichTripModel {
  readonly date:
    { readonly kind: "day"; readonly day: string } | { readonly kind: "month"; readonly month: string };
  /** Newest first. */
  readonly orders: readonly Pick<Order, "id" | "countryCode" | "createdAtMs">[];
  /** IANA zone in which the days of buying are written. */
  readonly timeZone: string;
}

/** Which of several trips is it that begins on the typed day? */
export function showWhichTrip({ date, orders, timeZone }: WhichTripModel, t: Translator): Screen {
  const when = date.kind === "day" ? t.date(msOf(date.day), UTC) : t.month(msOf(`${date.month}-01`), UTC);
  const actionOf = (order: string): Action =>
    date.kind === "day"
      ? { do: "travel-date", order, date: date.day }
      : { do: "travel-days", order, month: date.month, page: 0 };
  const trips = orders.slice(0, MAX_TRIPS).map((order, index) => ({ order, n: index + 1 }));
  return {
    text: composeText(
      t.rich("travel.which", { date: when }),
      ...trips.map(({ order, n }) =>
        t.text("travel.which-trip", {
          n,
          country: t.flaggedCountry(order.countryCode),
          date: t.date(order.createdAtMs, timeZone),
        }),
      ),
    ),
    rows: trips.map(({ order, n }) => [
      {
        label: t.text("travel.which-button", { n, country: t.countryLabel(order.countryCode) }),
        action: actionOf(order.id),
      },
    ]),
  };
}

/** What was understood, and what comes. */
export function showTravelPlan(
  model: {
    readonly orderId: string;
    readonly plan:
      | { readonly kind: "now" | "skipped" }
      | { readonly kind: "later"; readonly travelsOn: string; readonly remindAtMs: number };
    readonly timeZone: string;
  },
  t: Translator,
): Screen {
  const { orderId: order, plan } = model;
  const change = { label: t.text("travel.change"), action: { do: "travel-months", order } } as const;
  switch (plan.kind) {
    case "now":
      return { text: composeText(t.text("travel.now")), rows: [[change]] };
    case "skipped":
      return { text: composeText(t.text("travel.skipped")), rows: [] };
    case "later":
      return {
        text: composeText(
          t.rich("travel.later", {
            date: t.date(msOf(plan.travelsOn), UTC),
            remind: t.date(plan.remindAtMs, model.timeZone),
          }),
        ),
        rows: [[change]],
      };
    default:
      return plan satisfies never;
  }
}

function daysOf(month: string): readonly string[] {
  const [year = NaN, number = NaN] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  if (!/^\d{4}-\d{2}$/.test(month) || Number.isNaN(count)) return [];
  return Array.from({ length: count }, (_, n) => `${month}-${String(n + 1).padStart(2, "0")}`);
}

function inRows(buttons: readonly Button[], size: number): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) =>
    buttons.slice(row * size, (row + 1) * size),
  );
}
