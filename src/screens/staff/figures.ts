import type { Money } from "../../domain/money.ts";
import type { OrderState } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { tellStored } from "./told.ts";

/** One act of the audit log. */
export interface AuditLine {
  readonly atMs: number;
  /** Null: the server's command line. */
  readonly staffId: number | null;
  readonly action: string;
  /** The order's reference, else the Telegram id it was about; null for neither. */
  readonly subject: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

interface Counted {
  readonly placed: number;
  readonly delivered: number;
  readonly failed: number;
}

/** How the shop does. */
export interface StatsModel {
  readonly today: Counted;
  readonly week: Counted & { readonly charged: readonly Money[] };
  readonly waiting: readonly { readonly state: OrderState; readonly count: number }[];
}

const MOST_REASON = 120;

/** Acts without a command of their own, by the words on their buttons; the others stand as they are typed. */
const TAPPED = {
  "show-details": "staff.details",
  "payment-paid": "staff-pay.paid",
  "payment-decline": "staff-pay.decline",
  "refund-handed": "staff-owed.button",
  "support-reply": "staff.act-reply",
  // What was refused is written down by the button's own name.
  "staff-details": "staff.details",
  "staff-read": "staff.read-now",
  "staff-resend": "staff.send-again",
  "staff-paid": "staff-pay.paid",
  "staff-decline": "staff-pay.decline",
  "staff-decline-for": "staff-pay.decline",
  "staff-owed": "staff-owed.button",
  "staff-handed": "staff-owed.button",
  "release-brake": "alarm.release",
} as const;

function actName(action: string, t: Translator): string {
  const isTapped = (each: string): each is keyof typeof TAPPED => Object.hasOwn(TAPPED, each);
  return isTapped(action) ? t.text(TAPPED[action]) : action;
}

/** Who did what, newest first. */
export function showAudit(lines: readonly AuditLine[], zone: string, t: Translator): Screen {
  const shown = lines.flatMap((each): readonly Line[] => [
    t.text("staff.audit-line", {
      time: t.moment(each.atMs, zone),
      by: each.staffId === null ? t.text("staff.server") : String(each.staffId),
      action: actName(each.action, t),
      subject: each.subject ?? "—",
      outcome: tellStored(each.outcome, t),
    }),
    each.reason === null
      ? null
      : t.text("staff.audit-why", {
          reason: each.reason.length > MOST_REASON ? `${each.reason.slice(0, MOST_REASON)}…` : each.reason,
        }),
  ]);
  const body = shown.length > 0 ? shown : [t.text("staff.audit-none")];
  return { text: composeText(t.rich("staff.audit-title"), ...body), rows: [] };
}

/** Today, seven days, and what waits. */
export function showStats({ today, week, waiting }: StatsModel, t: Translator): Screen {
  const counted = ({ placed, delivered, failed }: Counted) => ({ placed, delivered, failed });
  const amounts = week.charged.map((amount) => t.moneyExact(amount)).join(" + ");
  const list = waiting
    .map(({ state, count }) => `${t.text(`staff.state.${state}`)} ${t.number(count)}`)
    .join(", ");
  return {
    text: composeText(
      t.rich("staff.stats-title"),
      t.text("staff.stats-today", counted(today)),
      t.text("staff.stats-week", counted(week)),
      amounts === "" ? null : t.text("staff.stats-charged", { amounts }),
      list === "" ? t.text("staff.stats-calm") : t.text("staff.stats-waiting", { list }),
    ),
    rows: [],
  };
}

/** The orders of a month as a file. */
export function showStaffExport(
  { month, count, csv }: { readonly month: string; readonly count: number; readonly csv: string },
  t: Translator,
): Screen {
  const file = { name: `orders-${month}.csv`, content: csv };
  return { text: composeText(t.text("staff.export", { month, count })), rows: [], file };
}
