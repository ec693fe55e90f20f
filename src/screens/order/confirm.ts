import { flagOf } from "../../domain/country.ts";
import { multiplyMoney } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { capitalOf } from "../capital.ts";
import { composeText, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import { priceLines } from "../price-lines.ts";
import type { Button, Screen } from "../screen.ts";
import { paymentLine, paymentRows, type ShownOption } from "../payment/options.ts";
import { personLine, spacedPhone } from "../traveller/person.ts";

/** An order that is ready to be confirmed. */
export interface ConfirmModel {
  /** The order in state `ready`, with its nonce and its charged total. */
  readonly order: Pick<Order, "countryCode" | "package" | "quantity" | "traveller" | "charged" | "nonce">;
  /** https; null where the shop has no page of its own. */
  readonly termsUrl: string | null;
  /** The ways to pay, each with a button. */
  readonly options: readonly ShownOption[];
  /** Countries with confusable names, which are then named: "Not Australia." */
  readonly lookAlikes?: readonly string[] | undefined;
}

/** Everything in full, once more, before money moves. */
export function showConfirm(model: ConfirmModel, t: Translator): Screen {
  const { order } = model;
  const { price } = order.package;
  const total = order.charged ?? multiplyMoney(price.total, order.quantity);
  const { phone, email } = order.traveller;
  return {
    text: composeText(
      t.rich("confirm.title"),
      t.rich("confirm.item", {
        flag: flagOf(order.countryCode),
        country: t.countryName(order.countryCode),
        plan: planName(order.package, t, ", "),
        quantity: order.quantity,
      }),
      countryGuard(model, t),
      t.text("confirm.traveller", { traveller: personLine(order.traveller, t) }),
      t.text("confirm.contact", {
        phone: phone === undefined ? t.text("traveller.missing") : spacedPhone(phone),
        email: email ?? t.text("traveller.missing"),
      }),
      ...priceLines(price, order.quantity, t),
      t.rich("confirm.total", { total: t.moneyExact(total) }),
      [
        { text: t.text("confirm.final") },
        ...(model.termsUrl === null
          ? []
          : [{ text: " " }, { text: t.text("confirm.terms"), url: model.termsUrl }]),
      ],
      paymentLine(model.options, t),
    ),
    rows: [...paymentRows(order.nonce, model.options, t), editRow(t)],
  };
}

function editRow(t: Translator): readonly Button[] {
  return [
    { label: t.text("confirm.traveller-button"), action: { do: "edit-traveller" } },
    { label: t.text("confirm.package-button"), action: { do: "change-plan" } },
    { label: t.text("button.cancel"), action: { do: "cancel" } },
  ];
}

/** A country that is easily mixed up is named with its capital, and with what it is not. */
function countryGuard({ order, lookAlikes = [] }: ConfirmModel, t: Translator): Line {
  const capital = capitalOf(order.countryCode, t);
  if (capital === undefined) return null;
  const country = t.countryName(order.countryCode);
  const names = lookAlikes.map((code) => t.countryName(code));
  const last = names.at(-1);
  if (last === undefined) return t.rich("confirm.capital", { country, capital });
  const others =
    names.length === 1 ? last : t.text("confirm.or", { names: names.slice(0, -1).join(", "), last });
  return t.rich("confirm.look-alike", { country, capital, others });
}
