import { iccidLastFour } from "../../domain/esim.ts";
import type { Money } from "../../domain/money.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { composeText, helpButton, pageOf, pagerRow } from "../layout.ts";
import { similarPlansButton } from "../order/similar.ts";
import { planName, type PlanName } from "../plan-name.ts";
import type { Button, Screen } from "../screen.ts";
import { esimLabel } from "../usage/words.ts";

const ESIMS_PER_PAGE = 7;
const PACKAGES_PER_PAGE = 7;

/** The customer's eSIMs, to pick the one that is topped up. */
export interface TopupPickModel {
  readonly esims: readonly EsimOfOrder[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
}

/** Which eSIM shall be topped up? */
export function showTopupPick(model: TopupPickModel, t: Translator): Screen {
  const { items, page, pages } = pageOf(model.esims, model.page, ESIMS_PER_PAGE);
  return {
    text: composeText(t.rich("topup.pick")),
    rows: [
      ...items.map(({ esim, order }, index): readonly Button[] => [
        {
          label: esimLabel({ esim, order }, page * ESIMS_PER_PAGE + index + 1, t),
          action: { do: "topup", esim: esim.id, page: 0 },
        },
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: "topup-pick", page: to })),
      [{ label: t.text("button.home"), action: { do: "home" } }],
    ],
  };
}

/** While the operator is asked for the packages of one eSIM. */
export function showLookingForTopups({ esim, order }: EsimOfOrder, t: Translator): Screen {
  const country = t.flaggedCountry(order.countryCode);
  return {
    text: composeText(t.rich("topup.looking", { country, lastFour: iccidLastFour(esim.iccid) })),
    rows: [backToEsim(esim.id, t)],
  };
}

/** One package of the list, with the key by which its button names it. */
export interface TopupChoice {
  readonly key: string;
  readonly plan: PlanName & { readonly price: Money };
}

/** What can be bought for one eSIM now. */
export interface TopupPackagesModel extends EsimOfOrder {
  readonly packages: readonly TopupChoice[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
  readonly isExpired: boolean;
  /** No orders are taken at this moment. */
  readonly isPaused?: boolean;
}

/** The packages of one eSIM, cheapest first. */
export function showTopupPackages(model: TopupPackagesModel, t: Translator): Screen {
  const { esim, order } = model;
  const { items, page, pages } = pageOf(model.packages, model.page, PACKAGES_PER_PAGE);
  return {
    text: composeText(
      t.rich("topup.list", {
        country: t.flaggedCountry(order.countryCode),
        plan: planName(order.package, t),
        lastFour: iccidLastFour(esim.iccid),
      }),
      t.text(model.isExpired ? "topup.expired" : "topup.list-hint"),
      model.isPaused === true ? t.text("closed.line") : null,
    ),
    rows: [
      ...items.map(({ key, plan }): readonly Button[] => [
        {
          label: `${planName(plan, t)} · ${t.money(plan.price)}`,
          action: { do: "topup-plan", esim: esim.id, plan: key },
        },
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: "topup", esim: esim.id, page: to })),
      backToEsim(esim.id, t),
    ],
  };
}

/** Nothing can be bought for this eSIM, and what to do instead. */
export function showNotRechargeable({ esim, order }: EsimOfOrder, t: Translator): Screen {
  const country = t.flaggedCountry(order.countryCode);
  const isKind = order.package.isRechargeable === false;
  return {
    text: composeText(
      t.rich("topup.none", { country, lastFour: iccidLastFour(esim.iccid) }),
      t.text(isKind ? "topup.none-kind" : "topup.none-now"),
      t.text("topup.none-next"),
    ),
    rows: [[similarPlansButton(order, t)], backToEsim(esim.id, t)],
  };
}

/** The chosen package is listed no more. */
export function showTopupGone({ esim }: EsimOfOrder, t: Translator): Screen {
  return {
    text: composeText(t.rich("topup.gone")),
    rows: [
      [{ label: t.text("topup.others"), action: { do: "topup", esim: esim.id, page: 0 } }],
      backToEsim(esim.id, t),
    ],
  };
}

/** The price was held for 15 minutes: the packages have to be read again. */
export function showTopupExpired(model: { readonly esimId: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("offer-expired.title"), t.text("topup.expired-next")),
    rows: [
      [{ label: t.text("offer-expired.again"), action: { do: "topup", esim: model.esimId, page: 0 } }],
      backToEsim(model.esimId, t),
    ],
  };
}

/** The supplier does not answer: nothing happened, try again. */
export function showTopupsDown({ esim }: EsimOfOrder, t: Translator): Screen {
  return {
    text: composeText(t.rich("topup.down"), t.text("topup.down-next")),
    rows: [
      [{ label: t.text("button.try-again"), action: { do: "topup", esim: esim.id, page: 0 } }],
      backToEsim(esim.id, t),
    ],
  };
}

/** The contact that the supplier demands is not kept any more. */
export function showTopupDetailsMissing(model: { readonly supportContact: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("topup.details-missing"), t.text("topup.details-next")),
    rows: [
      [{ label: t.text("button.write-to-us"), url: model.supportContact }],
      [helpButton(t), { label: t.text("button.home"), action: { do: "home" } }],
    ],
  };
}

function backToEsim(esim: string, t: Translator): readonly Button[] {
  return [
    { label: t.text("button.back"), action: { do: "esim", esim } },
    { label: t.text("button.home"), action: { do: "home" } },
  ];
}
