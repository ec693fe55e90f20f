import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { esimsLine, type OrderedEsim } from "./orders.ts";
import { orderStateText, type StatedOrder } from "./state-text.ts";

/** The longest text of the supplier that one line shows; terms run to pages. */
const MOST_TEXT = 350;
const MOST_ROWS = 5;

/** What the supplier's booking says, as it said it; null where it says nothing. */
export interface ShownBooking {
  readonly bookingId: string;
  readonly bookingStatus: string | null;
  readonly paymentStatus: string | null;
  /** Epoch milliseconds at which an unpaid booking is cancelled. */
  readonly autoCancelAtMs: number | null;
  readonly notes?:
    | {
        readonly notice: string | null;
        readonly terms: string | null;
        readonly cancellationTerms: string | null;
        readonly refunds: readonly string[];
      }
    | undefined;
}

/** An order, and what a reading of its booking found. */
export interface BookingStateModel {
  readonly order: StatedOrder & Pick<Order, "id" | "reference" | "updatedAtMs">;
  /** Those that it brought. */
  readonly esims: readonly OrderedEsim[];
  /** `none` where the supplier has no booking, null where it gave no clear answer. */
  readonly booking: ShownBooking | "none" | null;
  /** Words by which the supplier says that a booking is paid: then no deadline is told. */
  readonly isPaid: boolean;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** While the operator is asked. */
export function showAskingBooking(
  model: { readonly order: Pick<Order, "id" | "reference"> },
  t: Translator,
): Screen {
  return {
    text: composeText(t.text("order-state.asking", { reference: model.order.reference })),
    rows: [[{ label: t.text("button.back"), action: { do: "order", order: model.order.id } }]],
  };
}

/** The booking as the operator has it now, or the last that is known. */
export function showBookingState(model: BookingStateModel, t: Translator): Screen {
  const { order } = model;
  return {
    text: composeText(
      t.rich("order-state.title", { reference: order.reference }),
      esimsLine(model.esims, t),
      ...bookingLines(model, t),
    ),
    rows: [
      [{ label: t.text("button.try-again"), action: { do: "order-state", order: order.id } }],
      [
        { label: t.text("button.back"), action: { do: "order", order: order.id } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}

function bookingLines({ order, booking, isPaid, timeZone }: BookingStateModel, t: Translator): Line[] {
  const state = orderStateText(order, t);
  if (booking === null) {
    const date = t.moment(order.updatedAtMs, timeZone);
    return [t.text("order-state.unclear", { date, state })];
  }
  if (booking === "none") return [t.text("order-state.none"), t.text("order-state.stands", { state })];
  const { notes } = booking;
  const deadline = isPaid ? null : booking.autoCancelAtMs;
  return [
    t.rich("order-card.booking", { id: booking.bookingId }),
    booking.bookingStatus === null ? null : t.text("order-state.booking", { word: booking.bookingStatus }),
    booking.paymentStatus === null ? null : t.text("order-state.payment", { word: booking.paymentStatus }),
    deadline === null ? null : t.text("order-state.deadline", { date: t.moment(deadline, timeZone) }),
    ...(notes?.refunds ?? [])
      .slice(0, MOST_ROWS)
      .map((row) => t.text("order-state.refund", { row: shorten(row, t) })),
    (notes?.refunds.length ?? 0) > MOST_ROWS ? t.text("order-state.shortened") : null,
    textLine("order-state.notice", notes?.notice, t),
    textLine("order-state.terms", notes?.terms, t),
    textLine("order-state.cancellation", notes?.cancellationTerms, t),
  ];
}

function textLine(
  key: "order-state.notice" | "order-state.terms" | "order-state.cancellation",
  text: string | null | undefined,
  t: Translator,
): Line {
  return text == null || text === "" ? null : t.text(key, { text: shorten(text, t) });
}

/** What was left out is said. */
function shorten(text: string, t: Translator): string {
  if (text.length <= MOST_TEXT) return text;
  return `${[...text].slice(0, MOST_TEXT).join("").trimEnd()}… ${t.text("order-state.shortened")}`;
}
