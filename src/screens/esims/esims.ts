import { iccidLastFour } from "../../domain/esim.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pageOf, pagerRow } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Screen } from "../screen.ts";
import type { EsimOrder, ShownEsim } from "./delivered.ts";

/** eSIMs on one page of the list. */
const ESIMS_PER_PAGE = 6;

/** One eSIM with the order it came from. */
export interface EsimOfOrder {
  readonly esim: ShownEsim;
  readonly order: EsimOrder;
}

/** A customer's eSIMs. */
export interface EsimsModel {
  /** All of the customer's, newest first. */
  readonly esims: readonly EsimOfOrder[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
}

/** The customer's eSIMs, or how to get a first one. */
export function showEsims(model: EsimsModel, t: Translator): Screen {
  const home = { label: t.text("button.home"), action: { do: "home" } } as const;
  if (model.esims.length === 0)
    return {
      text: composeText(t.rich("esims.none"), t.text("esims.none-next")),
      rows: [[{ label: t.text("button.buy"), action: { do: "buy" } }, home]],
    };
  const { items, page, pages } = pageOf(model.esims, model.page, ESIMS_PER_PAGE);
  const numbered = items.map((item, index) => ({ ...item, n: page * ESIMS_PER_PAGE + index + 1 }));
  return {
    text: composeText(
      t.rich("esims.title"),
      ...numbered.map(({ esim, order, n }) =>
        t.text("esims.line", {
          n,
          country: t.flaggedCountry(order.countryCode),
          plan: planName(order.package, t),
          date: t.date(esim.issuedAtMs, model.timeZone),
          lastFour: iccidLastFour(esim.iccid),
        }),
      ),
    ),
    rows: [
      ...numbered.map(({ esim, order, n }) => [
        {
          label: t.text("esims.label", {
            n,
            country: t.countryLabel(order.countryCode),
            lastFour: iccidLastFour(esim.iccid),
          }),
          action: { do: "esim", esim: esim.id } as const,
        },
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: "esims", page: to })),
      [home],
    ],
  };
}

/** One eSIM of the list. */
export interface EsimModel extends EsimOfOrder {
  readonly timeZone: string;
}

/** One eSIM: what it is, and what can be done with it. */
export function showEsim(model: EsimModel, t: Translator): Screen {
  const { esim, order } = model;
  return {
    text: composeText(
      t.rich("esim.title", {
        country: t.flaggedCountry(order.countryCode),
        plan: planName(order.package, t),
      }),
      t.text("esim.bought", { date: t.date(esim.issuedAtMs, model.timeZone) }),
      t.text("delivered.footer", { reference: order.reference, lastFour: iccidLastFour(esim.iccid) }),
    ),
    rows: [
      [{ label: t.text("esim.send-again"), action: { do: "send-again", esim: esim.id } }],
      [
        { label: t.text("topup.button"), action: { do: "topup", esim: esim.id, page: 0 } },
        { label: t.text("button.orders"), action: { do: "orders", page: 0 } },
      ],
      [
        { label: t.text("esim.steps"), action: { do: "steps", esim: esim.id } },
        { label: t.text("esim.trouble"), action: { do: "trouble", esim: esim.id } },
      ],
      [
        { label: t.text("button.back"), action: { do: "esims", page: 0 } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}
