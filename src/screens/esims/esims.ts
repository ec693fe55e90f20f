import { iccidLastFour } from "../../domain/esim.ts";
import { isOver, phaseOf } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pageOf, pagerRow, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Button, Screen } from "../screen.ts";
import { nextTripRow, topupButton, type ShownUsage } from "../usage/usage.ts";
import {
  dataAmount,
  dataLines,
  endLine,
  esimLabel,
  esimName,
  esimPlace,
  statusWords,
  type Clocks,
} from "../usage/words.ts";
import type { EsimOfOrder } from "./esim-of-order.ts";

/** eSIMs on one page of the list. */
export const ESIMS_PER_PAGE = 6;

/** One eSIM with its last known usage, told by its destination's clock. */
export interface ListedEsim extends EsimOfOrder {
  readonly usage: ShownUsage;
  readonly clocks: Clocks;
}

/** A customer's eSIMs. */
export interface EsimsModel {
  /** All of the customer's, newest first. */
  readonly esims: readonly ListedEsim[];
  /** 0-based; one past the end shows the last. */
  readonly page: number;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
  /** What a tap on one of them opens: its card, or its usage. */
  readonly opens: "esim" | "usage";
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
  const numbered = items.map((item, index) => ({ item, n: page * ESIMS_PER_PAGE + index + 1 }));
  const list = model.opens === "esim" ? "esims" : "usage-list";
  return {
    text: composeText(
      model.opens === "esim" ? t.rich("esims.title") : t.rich("usage.pick"),
      ...numbered.flatMap(({ item, n }) => [
        t.text("esims.line", {
          n,
          name: esimName(item.order.countryCode, item.esim.label, t),
          plan: planName(item.order.package, t),
          date: t.day(item.esim.issuedAtMs, model.timeZone),
          lastFour: iccidLastFour(item.esim.iccid),
        }),
        t.text("esims.state", { state: stateOf(item, t) }),
      ]),
    ),
    rows: [
      ...numbered.map(({ item, n }) => [
        { label: esimLabel(item, n, t), action: { do: model.opens, esim: item.esim.id } } as const,
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: list, page: to })),
      [home],
    ],
  };
}

/** "Active · 256 MB left · until 24 Nov 2026". */
function stateOf({ order, usage, clocks }: ListedEsim, t: Translator): string {
  const { figures } = usage;
  if (usage.trouble === "gone") return t.text("esims.gone");
  if (figures === null) return statusWords(null, clocks.nowMs, t);
  const amount = dataAmount(figures, order.package.isUnlimited);
  const hasLeft = amount.kind === "figures" || amount.kind === "left";
  const isEnded = isOver(phaseOf(figures, clocks.nowMs));
  return [
    statusWords(figures, clocks.nowMs, t),
    ...(hasLeft && !isEnded ? [t.text("picture.left", { left: t.data(amount.left) })] : []),
    ...(figures.expireAtMs === null
      ? []
      : [t.text(isEnded ? "esims.ended" : "esims.until", { date: t.date(figures.expireAtMs, clocks.zone) })]),
  ].join(" · ");
}

/** One eSIM of the list. */
export interface EsimModel extends ListedEsim {
  readonly timeZone: string;
}

/** One eSIM: what it is, how it stands, and what can be done with it. */
export function showEsim(model: EsimModel, t: Translator): Screen {
  const { esim, order, usage, clocks } = model;
  const country = t.flaggedCountry(order.countryCode);
  return {
    text: composeText(
      t.rich("esim.title", { country, plan: planName(order.package, t) }),
      esimPlace(model, t),
      ...stateLines(usage, model, t),
      t.text("esim.bought", { date: t.date(esim.issuedAtMs, model.timeZone) }),
      t.text("delivered.footer", { reference: order.reference, lastFour: iccidLastFour(esim.iccid) }),
    ),
    rows: esimRows(model, usage.figures !== null && isOver(phaseOf(usage.figures, clocks.nowMs)), t),
  };
}

function stateLines(usage: ShownUsage, { order, clocks }: EsimModel, t: Translator): readonly Line[] {
  const { figures } = usage;
  const gone = usage.trouble === "gone" ? t.text("usage.gone") : null;
  if (figures === null) return [gone];
  const isEnded = isOver(phaseOf(figures, clocks.nowMs));
  return [
    [{ text: statusWords(figures, clocks.nowMs, t), style: "bold" }],
    ...(isEnded ? [] : dataLines(dataAmount(figures, order.package.isUnlimited), t)),
    endLine(figures, clocks, t),
    isEnded ? t.text("usage.remove") : null,
    gone,
  ];
}

function esimRows({ esim, order, usage }: EsimModel, isEnded: boolean, t: Translator): Screen["rows"] {
  const { id } = esim;
  // The picture before the trip is of use for as long as the eSIM is.
  const travel: readonly (readonly Button[])[] =
    isEnded || order.state !== "delivered"
      ? []
      : [[{ label: t.text("travel.button"), action: { do: "travel", order: order.id, when: "ask" } }]];
  const open: Button = { label: t.text("usage.open"), action: { do: "usage", esim: id } };
  const isRecycled = usage.figures !== null && phaseOf(usage.figures, 0) === "recycled";
  const canTopUp = order.package.isRechargeable !== false && !isRecycled;
  const trouble: Button = { label: t.text("esim.trouble"), action: { do: "trouble", esim: id } };
  const install: readonly (readonly Button[])[] = isEnded
    ? [nextTripRow(id, t), [trouble]]
    : [
        [{ label: t.text("esim.send-again"), action: { do: "send-again", esim: id } }],
        [{ label: t.text("esim.install"), action: { do: "steps", esim: id } }, trouble],
      ];
  return [
    canTopUp ? [open, topupButton(id, t)] : [open],
    ...install,
    ...travel,
    [
      { label: t.text("label.button"), action: { do: "name-esim", esim: id } },
      { label: t.text("orders.of-esim"), action: { do: "esim-orders", esim: id, page: 0 } },
    ],
    [
      { label: t.text("button.back"), action: { do: "esims", page: 0 } },
      { label: t.text("button.home"), action: { do: "home" } },
    ],
  ];
}
