import type { Brake, HeldBrake, IncidentKind } from "../../domain/incident.ts";
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
  /** The order that it is about; for `unknown-orders` all that wait. */
  readonly orders: readonly AlarmOrder[];
}

/** Of many orders the first are named, with a button each. */
const NAMED_ORDERS = 8;

/** One plain sentence, what to do, and the references to look for. */
export function showAlarm({ kind, isOver, orders }: AlarmModel, t: Translator): Screen {
  const reference = orders[0]?.reference ?? "–";
  if (isOver && kind !== "payment-address")
    return { text: composeText(t.rich(`alarm-over.${kind}`, { reference })), rows: [] };
  const named = orders.slice(0, NAMED_ORDERS).map((order) => order.reference);
  const more = orders.length - named.length;
  return {
    text: composeText(
      t.rich(`alarm.${kind}`, { reference }),
      t.text(`alarm-do.${kind}`),
      kind === "unknown-orders" ? t.text("alarm.orders", { references: named.join(" ") }) : null,
      more > 0 ? t.text("alarm.more", { count: more }) : null,
    ),
    rows: rowsOf(kind, orders, t),
  };
}

function rowsOf(
  kind: AlarmKind,
  orders: readonly AlarmOrder[],
  t: Translator,
): readonly (readonly Button[])[] {
  if (kind === "unknown-orders")
    return orders.slice(0, NAMED_ORDERS).map(({ id, reference }) => [openButton(id, reference)]);
  if (kind === "payment-address") return orders.map(({ id, reference }) => [openButton(id, reference)]);
  if (kind === "needs-person" || kind === "contradiction") return orders.map(({ id }) => settleRow(id, t));
  const held = HELD_BRAKES.find((brake: Brake) => kind === `brake-${brake}`);
  return held ? [[releaseButton(held, t)]] : [];
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
