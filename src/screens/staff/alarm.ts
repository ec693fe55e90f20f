import type { Brake, HeldBrake, IncidentKind, IncidentTurn } from "../../domain/incident.ts";
import { HELD_BRAKES } from "../../domain/incident.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** An order as an alarm names it. */
export interface AlarmOrder {
  readonly id: string;
  readonly reference: string;
}

/** What an alarm is about: an incident, or an answer without a page where customers may be sent to pay, which happened and never ends. */
export type AlarmKind = IncidentKind | "payment-address";

export interface AlarmModel {
  readonly kind: AlarmKind;
  readonly isOver: boolean;
  /** What became of a booking that was unpaid near its deadline. */
  readonly turn?: IncidentTurn | undefined;
  /** Whether this order joins those of an alarm that is open. */
  readonly isOneMore?: boolean | undefined;
  /** How many orders wait for a person, where no order is read on. */
  readonly forPerson?: number | undefined;
  /** The order that it is about; for `unknown-orders` all that wait, for `brake-unknowns` those that put it on. */
  readonly orders: readonly AlarmOrder[];
  /** Whose Stars came for no order; null where it is about something else, or they were forgotten. */
  readonly customerId?: number | null;
}

/** Of many orders the first are named, with a button each. */
const NAMED_ORDERS = 8;
/** Kinds that are about several orders at a time. */
const ABOUT_MANY: readonly AlarmKind[] = ["unknown-orders", "brake-unknowns"];
/** Kinds that staff may settle under the alarm itself. */
const SETTLED_HERE: readonly AlarmKind[] = ["needs-person", "contradiction"];

/** One plain sentence, what to do, and the references to look for. */
export function showAlarm(model: AlarmModel, t: Translator): Screen {
  const { kind, isOver, orders, turn, customerId = null, forPerson = 0 } = model;
  const reference = orders[0]?.reference ?? "–";
  const customer = customerId === null ? "–" : String(customerId);
  if (turn) return showTurn(turn, orders, t);
  if (isOver && kind === "unknown-orders" && forPerson > 0)
    return { text: composeText(t.rich("alarm-over.for-person", { count: forPerson })), rows: [] };
  if (isOver && kind !== "payment-address")
    return { text: composeText(t.rich(`alarm-over.${kind}`, { reference, customer })), rows: [] };
  if (model.isOneMore) return showOneMore(orders, t);
  const named = orders.slice(0, NAMED_ORDERS).map((order) => order.reference);
  const more = orders.length - named.length;
  const isListed = ABOUT_MANY.includes(kind) && named.length > 0;
  return {
    text: composeText(
      t.rich(`alarm.${kind}`, { reference, customer }),
      t.text(`alarm-do.${kind}`),
      isListed ? t.text("alarm.orders", { references: named.join(" ") }) : null,
      more > 0 ? t.text("alarm.more", { count: more }) : null,
    ),
    rows: rowsOf(kind, orders, t),
  };
}

/** What to do stands in the alarm that it joins. */
function showOneMore(orders: readonly AlarmOrder[], t: Translator): Screen {
  const reference = orders[0]?.reference ?? "–";
  return {
    text: composeText(t.rich("alarm.one-more-unknown", { reference })),
    rows: orders.map((order) => [openButton(order.id, order.reference)]),
  };
}

/** Not over: the order is one that staff look at themselves. */
function showTurn(turn: IncidentTurn, orders: readonly AlarmOrder[], t: Translator): Screen {
  const reference = orders[0]?.reference ?? "–";
  return {
    text: composeText(t.rich(`alarm-turn.${turn}`, { reference }), t.text(`alarm-turn-do.${turn}`)),
    rows: orders.map((order) => [openButton(order.id, order.reference)]),
  };
}

function rowsOf(
  kind: AlarmKind,
  orders: readonly AlarmOrder[],
  t: Translator,
): readonly (readonly Button[])[] {
  if (SETTLED_HERE.includes(kind)) return orders.map(({ id }) => settleRow(id, t));
  const held = HELD_BRAKES.find((brake: Brake) => kind === `brake-${brake}`);
  return [
    ...orders.slice(0, NAMED_ORDERS).map(({ id, reference }) => [openButton(id, reference)]),
    ...(held ? [[releaseButton(held, t)]] : []),
  ];
}

/** Opens the order as `/order` shows it. */
function openButton(order: string, reference: string): Button {
  return { label: `🔎 ${reference}`, action: { do: "staff-order", order } };
}

/** What staff may do about an order that waits for them. */
function settleRow(order: string, t: Translator): readonly Button[] {
  return [
    { label: t.text("alarm.read-again"), action: { do: "settle", order, act: "read" } },
    { label: t.text("alarm.issued"), action: { do: "settle", order, act: "issued" } },
    { label: t.text("alarm.void"), action: { do: "settle", order, act: "void" } },
  ];
}

function releaseButton(brake: HeldBrake, t: Translator): Button {
  return { label: t.text("alarm.release"), action: { do: "release-brake", brake } };
}

/** A paid order that a brake holds back. */
export function showOrderKept({ reference }: { readonly reference: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("kept.title", { reference }), t.text("kept.text")),
    rows: [],
  };
}
