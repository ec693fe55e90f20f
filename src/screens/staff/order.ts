import type { Order, OrderState } from "../../domain/order.ts";
import type { Payment } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Button, Screen, SettleAct } from "../screen.ts";
import { personLine } from "./person.ts";
import { nextStep, plainSentence } from "./plain.ts";
import { isWaitingForRest } from "./short.ts";
import type { SupplierSide } from "./supplier-side.ts";
import { tellStored } from "./told.ts";

/** An order as staff see it: both sides of it. */
export interface StaffOrderModel {
  readonly order: Order;
  readonly events: readonly {
    readonly from: OrderState | null;
    readonly to: OrderState;
    readonly detail: string;
    readonly atMs: number;
  }[];
  readonly payments: readonly Pick<Payment, "amount" | "method" | "state">[];
  readonly notes: readonly {
    readonly staffId: number;
    readonly text: string;
    readonly atMs: number;
    /** Of the customer's other order that it was written on; null for this one, or for none. */
    readonly reference: string | null;
  }[];
  readonly issued: number;
  readonly hasBlocked: boolean;
  readonly nextLookMs: number | null;
  /** Whether a read may change where it stands. */
  readonly isReadable: boolean;
  readonly supplier: SupplierSide;
  /** One of two has ended it; null where nobody has. `againFromMs`: they are alone and say it once more from then on. */
  readonly firstWord: {
    readonly staffId: number;
    readonly atMs: number;
    readonly untilMs: number;
    readonly againFromMs: number | null;
  } | null;
  /** The traveller's details are shown in full. */
  readonly isOpen: boolean;
  /** IANA zone of the shop. */
  readonly timeZone: string;
}

const MOST_EVENTS = 10;
const MOST_NOTES = 3;
const MOST_PAYMENTS = 5;
/** Letters of a note and of an event: a card must fit one message. */
const NOTE_LENGTH = 300;
const EVENT_LENGTH = 140;

/** One plain sentence, the next step, then what we know beside what the supplier says. */
export function showStaffOrder(model: StaffOrderModel, t: Translator): Screen {
  const { order, timeZone } = model;
  return {
    text: composeText(
      [{ text: plainSentence(model, t), style: "bold" }],
      nextStep(model, t),
      firstWordLine(model, t),
      "",
      t.rich("staff.card-title", {
        reference: order.reference,
        kind: t.text(order.kind === "topup" ? "staff.kind-topup" : "staff.kind-esim"),
        what: `${t.flaggedCountry(order.countryCode)}, ${planName(order.package, t, " ")} × ${order.quantity}`,
        state: t.text(`staff.state.${order.state}`),
        since: t.moment(
          model.events.findLast(({ from, to }) => from !== to)?.atMs ?? order.updatedAtMs,
          timeZone,
        ),
      }),
      moneyLine(order, t),
      personLine(order, model.isOpen, t),
      model.hasBlocked ? t.text("staff.card-failed-in") : null,
      ...model.notes.slice(0, MOST_NOTES).map((note) =>
        t.text("staff.note-line", {
          time: t.moment(note.atMs, timeZone),
          by: note.reference === null ? String(note.staffId) : `${note.staffId} · ${note.reference}`,
          text: shorten(note.text, NOTE_LENGTH),
        }),
      ),
      "",
      t.rich("staff.ours"),
      ...ourLines(model, t),
      "",
      t.rich("staff.theirs"),
      ...theirLines(model, t),
      "",
      t.text("staff.references"),
      [{ text: references(order).join(" "), style: "code" }],
    ),
    rows: buttonRows(model, t),
  };
}

/** What a read came to: where the order stands now, and what is next. */
export function showStaffOutcome(model: StaffOrderModel, t: Translator): Screen {
  const line = `${model.order.reference}: ${plainSentence(model, t)}`;
  return { text: composeText([{ text: line, style: "bold" }], nextStep(model, t)), rows: [] };
}

/** That one word of two is there, whose and since when, and what is missing. */
function firstWordLine({ order, issued, firstWord, timeZone }: StaffOrderModel, t: Translator): Line {
  if (firstWord === null) return null;
  const { staffId, atMs, untilMs, againFromMs } = firstWord;
  const word = isWaitingForRest(order, issued) ? "short" : "void";
  const said = { staff: String(staffId), time: t.moment(atMs, timeZone), until: t.moment(untilMs, timeZone) };
  return againFromMs === null
    ? t.text(`staff.${word}-word`, said)
    : t.text(`staff.${word}-word-alone`, { ...said, from: t.moment(againFromMs, timeZone) });
}

function moneyLine({ charged, package: plan, paymentMethod }: Order, t: Translator): Line {
  const method = t.text(`staff.method.${paymentMethod}`);
  return charged
    ? t.text("staff.card-money", { charged: t.moneyExact(charged), method })
    : t.text("staff.card-unpriced", { price: t.moneyExact(plan.price.total), method });
}

function ourLines({ events, payments, timeZone }: StaffOrderModel, t: Translator): readonly Line[] {
  const shown = events.slice(-MOST_EVENTS);
  const hidden = events.length - shown.length;
  return [
    hidden > 0 ? t.text("staff.events-more", { count: hidden }) : null,
    ...shown.map(({ to, detail, atMs }) =>
      t.text("staff.event", {
        time: t.time(atMs, timeZone),
        state: t.text(`staff.state.${to}`),
        detail: shorten(tellStored(detail, t), EVENT_LENGTH),
      }),
    ),
    ...payments.slice(-MOST_PAYMENTS).map(({ amount, method, state }) =>
      t.text("staff.payment", {
        amount: t.moneyExact(amount),
        method: t.text(`staff.method.${method}`),
        state: t.text(`staff.paid.${state}`),
      }),
    ),
  ];
}

function theirLines({ order, supplier }: StaffOrderModel, t: Translator): readonly Line[] {
  switch (supplier.found) {
    case "asking":
    case "not-asked":
    case "none":
      return [t.text(`staff.supplier-${supplier.found}`)];
    case "unclear":
      return [t.text("staff.supplier-unclear", { detail: tellStored(supplier.detail, t) })];
    case "topups":
      return [t.text("staff.supplier-topups", { count: supplier.count })];
    case "booking": {
      const { bookingId, bookingStatus, paymentStatus, esims } = supplier.booking;
      const word = (said: string | null) => said ?? t.text("staff.word-none");
      const words = { id: bookingId, booking: word(bookingStatus), payment: word(paymentStatus) };
      return [
        t.text("staff.supplier-booking", words),
        t.text("staff.supplier-esims", { count: esims.length, of: order.quantity }),
      ];
    }
    default:
      return supplier satisfies never;
  }
}

/** Ours and the supplier's, for a message to ITT. */
function references({ reference, bookingId, quote, supplierConfirmationId }: Order): readonly string[] {
  const all = [reference, bookingId, quote?.bookingTrackingId, supplierConfirmationId];
  return [...new Set(all.filter((each) => each != null && each !== ""))].map(String);
}

function buttonRows({ order, issued, isReadable, isOpen }: StaffOrderModel, t: Translator): Screen["rows"] {
  const read: Button = { label: t.text("staff.read-now"), action: { do: "staff-read", order: order.id } };
  const again: Button = {
    label: t.text("staff.send-again"),
    action: { do: "staff-resend", order: order.id },
  };
  const details: Button = {
    label: t.text("staff.details"),
    action: { do: "staff-details", order: order.id },
  };
  const row = [
    ...(isReadable ? [read] : []),
    ...(order.kind === "esim" && issued > 0 ? [again] : []),
    ...(isOpen ? [] : [details]),
  ];
  const settle = (label: "alarm.issued" | "alarm.void" | "alarm.short", act: SettleAct): Button => ({
    label: t.text(label),
    action: { do: "settle", order: order.id, act },
  });
  // Once a part came it is never void.
  const last = isWaitingForRest(order, issued)
    ? settle("alarm.short", "short")
    : settle("alarm.void", "void");
  const isWaiting = order.state === "unknown" || order.state === "staff";
  return [...(row.length > 0 ? [row] : []), ...(isWaiting ? [[settle("alarm.issued", "issued"), last]] : [])];
}

/** What was left out is marked. */
function shorten(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most).join("")}…`;
}
