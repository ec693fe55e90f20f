import { moneyToDecimal, type Money } from "../../domain/money.ts";
import type { Order, OrderState } from "../../domain/order.ts";
import { isOwedByHand, returnedOf } from "../../domain/shortfall.ts";
import type { BookedSale, Clock, StaffDeskStore } from "../ports/index.ts";
import { dayStartMs, monthBounds } from "../../domain/zone.ts";

interface Deps {
  readonly desk: Pick<StaffDeskStore, "listSales" | "countStates">;
  readonly clock: Clock;
  /** IANA zone by which the shop counts its days and months. */
  readonly timeZone: string;
}

/** How the shop does, since a moment. */
export interface ShopFigures {
  readonly fromMs: number;
  readonly placed: number;
  readonly delivered: number;
  readonly failed: number;
  /** What the orders that were delivered brought, less what went back all the same or is to; one entry per currency. */
  readonly charged: readonly Money[];
}

/** Today, the last seven days, and what waits now. */
export interface Stats {
  readonly today: ShopFigures;
  readonly week: ShopFigures;
  readonly waiting: readonly { readonly state: OrderState; readonly count: number }[];
}

export interface Figures {
  stats(): Promise<Stats>;
  /** The orders accepted in a month ("2026-11", the shop's zone) as CSV; undefined for what is no month. */
  exportMonth(month: string): Promise<{ readonly csv: string; readonly count: number } | undefined>;
}

const DAY_MS = 24 * 3_600_000;
const DELIVERED: readonly OrderState[] = ["issued", "delivered"];
const CAME_TO_NOTHING: readonly OrderState[] = [
  "failed",
  "void",
  "expired",
  "cancelled",
  "refunding",
  "refunded",
];
const WAITING = [
  "awaiting_payment",
  "paid",
  "sending",
  "awaiting_supplier",
  "unknown",
  "staff",
  "refunding",
] as const;

/** Builds the figures. */
export function createFigures({ desk, clock, timeZone }: Deps): Figures {
  async function since(fromMs: number): Promise<ShopFigures> {
    const sales = await desk.listSales(fromMs, clock.now() + 1);
    const among = (states: readonly OrderState[]) =>
      sales.filter(({ order }) => states.includes(order.state));
    const charged = new Map<string, number>();
    for (const sale of among(DELIVERED)) {
      const kept = keptOf(sale);
      if (kept) charged.set(kept.currency, (charged.get(kept.currency) ?? 0) + kept.minor);
    }
    return {
      fromMs,
      placed: sales.length,
      delivered: among(DELIVERED).length,
      failed: among(CAME_TO_NOTHING).length,
      charged: [...charged].map(([currency, minor]) => ({ currency, minor })),
    };
  }

  return {
    async stats() {
      const todayMs = dayStartMs(clock.now(), timeZone);
      const counts = await desk.countStates(WAITING);
      return {
        today: await since(todayMs),
        week: await since(dayStartMs(todayMs - 6 * DAY_MS, timeZone)),
        waiting: WAITING.flatMap((state) => counts.filter((each) => each.state === state)),
      };
    },

    async exportMonth(month) {
      const bounds = monthBounds(month, timeZone);
      if (!bounds) return undefined;
      const sales = await desk.listSales(bounds.fromMs, bounds.untilMs);
      const rows = [COLUMNS.map(([name]) => name), ...sales.map((sale) => rowOf(sale, timeZone))];
      // The mark at the start has spreadsheets read UTF-8.
      const csv = `\uFEFF${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
      return { csv, count: sales.length };
    },
  };
}

type Cell = (sale: BookedSale, timeZone: string) => string;

const decimal = (money: Money | null): string => (money ? moneyToDecimal(money) : "");

const COLUMNS: readonly (readonly [name: string, cell: Cell])[] = [
  ["accepted", ({ order }, zone) => localTime(order.acceptedAtMs, zone)],
  ["reference", ({ order }) => order.reference],
  ["kind", ({ order }) => order.kind],
  ["booking id", ({ order }) => order.bookingId ?? ""],
  ["purchase currency", ({ order }) => order.purchase?.currency ?? ""],
  ["purchase", ({ order }) => decimal(order.purchase)],
  ["charged currency", ({ order }) => order.charged?.currency ?? ""],
  ["charged", ({ order }) => decimal(order.charged)],
  ["refunded", ({ refunded }) => decimal(refunded)],
  ["owed by hand", ({ order }) => decimal(owedOf(order))],
  ["margin", marginOf],
  ["method", ({ order }) => order.paymentMethod],
  ["payment reference", ({ paymentReference }) => paymentReference ?? ""],
  ["clerk", ({ clerkId }) => (clerkId === null ? "" : String(clerkId))],
  ["state", ({ order }) => order.state],
  ["missing", ({ order }) => (order.shortfall ? String(order.shortfall.missing) : "")],
];

const rowOf = (sale: BookedSale, zone: string): readonly string[] =>
  COLUMNS.map(([, cell]) => cell(sale, zone));

/** What people have still to hand back. */
const owedOf = (order: Order): Money | null => (isOwedByHand(order) ? returnedOf(order) : null);

/** What was charged, less what went back or is to; null where nothing was charged. */
function keptOf({ order, refunded }: BookedSale): Money | null {
  const { charged } = order;
  if (!charged) return null;
  const gone = [refunded, owedOf(order)].flatMap((each) =>
    each?.currency === charged.currency ? [each.minor] : [],
  );
  return { ...charged, minor: gone.reduce((kept, minor) => kept - minor, charged.minor) };
}

/**
 * What was earned by an order that was delivered, or lost where its price was refunded; empty where it was not delivered, or where two
 * currencies cannot be compared.
 */
function marginOf(sale: BookedSale): string {
  const { state, purchase } = sale.order;
  const kept = keptOf(sale);
  if (!DELIVERED.includes(state) || kept === null || kept.currency !== purchase?.currency) return "";
  const minor = kept.minor - purchase.minor;
  const text = moneyToDecimal({ minor: Math.abs(minor), currency: kept.currency });
  return minor < 0 ? `-${text}` : text;
}

/** "2026-11-22 14:03", which sorts as text. */
function localTime(ms: number | null, timeZone: string): string {
  if (ms === null) return "";
  const options = { timeZone, dateStyle: "short", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("sv-SE", options).format(ms);
}

/**
 * One cell: quoted where it must be, and never a formula: a spreadsheet runs what begins with = + - @ or a control character, so a quote sign
 * stands before it. A plain negative number is none.
 */
export function csvCell(text: string): string {
  const isFormula = /^\s*[=+\-@\t\r]/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
