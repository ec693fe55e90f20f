import { flagOf } from "../../domain/country.ts";
import { iccidLastFour } from "../../domain/esim.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { composeText } from "../layout.ts";
import { paymentLine, paymentRows, type ShownOption } from "../payment/options.ts";
import { planName } from "../plan-name.ts";
import { priceLines } from "../price-lines.ts";
import type { Screen } from "../screen.ts";
import { spacedPhone } from "../traveller/person.ts";
import { esimPlace } from "../usage/words.ts";

/** A top-up that is ready to be confirmed, and the eSIM that it is for with the order it was bought with. */
export interface TopupConfirmModel extends EsimOfOrder {
  /** In state `ready`, with its nonce. */
  readonly topup: Pick<Order, "package" | "traveller" | "charged" | "nonce">;
  /** The ways to pay, each with a button. */
  readonly options: readonly ShownOption[];
  /** https; null where the shop has no page of its own. */
  readonly termsUrl: string | null;
}

/** Everything in full, once more, before money moves. */
export function showTopupConfirm(model: TopupConfirmModel, t: Translator): Screen {
  const { esim, order, topup } = model;
  const { total } = topup.package.price;
  const charged = topup.charged ?? total;
  const { phone, email } = topup.traveller;
  return {
    text: composeText(
      t.rich("topup.confirm"),
      t.rich("topup.confirm-item", {
        flag: flagOf(order.countryCode),
        country: t.countryName(order.countryCode),
        plan: planName(topup.package, t, ", "),
      }),
      esimPlace(model, t),
      t.text("topup.confirm-esim", { lastFour: iccidLastFour(esim.iccid), reference: order.reference }),
      t.text("topup.confirm-contact", {
        phone: phone === undefined ? t.text("traveller.missing") : spacedPhone(phone),
        email: email ?? t.text("traveller.missing"),
      }),
      ...priceLines(topup.package.price, 1, t),
      t.rich("confirm.total", { total: t.moneyExact(charged) }),
      [
        { text: t.text("topup.confirm-final") },
        ...(model.termsUrl === null
          ? []
          : [{ text: " " }, { text: t.text("confirm.terms"), url: model.termsUrl }]),
      ],
      paymentLine(model.options, t),
    ),
    rows: [
      ...paymentRows(topup.nonce, model.options, t),
      [
        { label: t.text("topup.others"), action: { do: "topup", esim: esim.id, page: 0 } },
        { label: t.text("button.back"), action: { do: "esim", esim: esim.id } },
      ],
    ],
  };
}
