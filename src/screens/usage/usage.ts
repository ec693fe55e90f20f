import { iccidLastFour } from "../../domain/esim.ts";
import type { Money } from "../../domain/money.ts";
import { isOver, phaseOf, type UsageFigures } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { composeText, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";
import { usagePicture } from "./picture.ts";
import {
  asOfLine,
  dataAmount,
  dataLines,
  endLine,
  esimName,
  extraLine,
  statusWords,
  type Clocks,
} from "./words.ts";

/** An eSIM's usage as it was last told. */
export interface ShownUsage {
  /** Null until the supplier told any. */
  readonly figures: UsageFigures | null;
  /** When the figures came, epoch milliseconds. */
  readonly asOfMs: number | null;
  /** Why there are no newer ones. */
  readonly trouble: "down" | "gone" | "unclear" | null;
}

/** The usage of one eSIM. */
export interface UsageModel extends EsimOfOrder {
  readonly usage: ShownUsage;
  readonly clocks: Clocks;
  /** Until when it must be installed; null where not told. */
  readonly installByMs: number | null;
  /** The supplier is being asked: the figures are those from before, and the buttons wait. */
  readonly isAsking: boolean;
}

/** How much is left, in words, and as a picture where there is something to draw. */
export function showUsage(model: UsageModel, t: Translator): Screen {
  const { order, usage, clocks, isAsking } = model;
  const { figures, asOfMs } = usage;
  const asOf = asOfMs === null ? null : asOfLine(asOfMs, clocks, t);
  const name = esimName(order.countryCode, model.esim.label, t);
  const text = composeText(
    figures === null
      ? [{ text: name, style: "bold" }]
      : t.rich("usage.title", { name, status: statusWords(figures, clocks.nowMs, t) }),
    ...(figures === null ? [] : figureLines(model, figures, t)),
    asOf,
    isAsking ? t.text("usage.asking") : troubleLine(usage, t),
  );
  const picture =
    figures &&
    usagePicture(
      {
        countryCode: order.countryCode,
        figures,
        isUnlimited: order.package.isUnlimited,
        validityDays: order.package.validityDays,
        clocks,
        footer: asOf ?? "",
      },
      t,
    );
  return { text, rows: isAsking ? [] : usageRows(model, t), ...(picture ? { usagePicture: picture } : {}) };
}

function figureLines(model: UsageModel, figures: UsageFigures, t: Translator): readonly Line[] {
  const { esim, order, clocks, installByMs } = model;
  const phase = phaseOf(figures, clocks.nowMs);
  const mustInstall = phase === "not-active" && installByMs !== null;
  return [
    ...(phase === "recycled" ? [] : dataLines(dataAmount(figures, order.package.isUnlimited), t)),
    extraLine("voice", figures, t),
    extraLine("text", figures, t),
    esim.msisdn === null ? null : t.rich("usage.number", { number: esim.msisdn }),
    endLine(figures, clocks, t),
    mustInstall ? t.rich("delivered.install-by", { date: t.date(installByMs, clocks.zone) }) : null,
    isOver(phase) ? t.text("usage.remove") : null,
  ];
}

function troubleLine({ trouble, figures }: ShownUsage, t: Translator): Line {
  if (trouble === null) return null;
  if (trouble === "down" && figures === null) return t.text("usage.down-none");
  return t.text(`usage.${trouble}`);
}

function usageRows({ esim, order, usage, clocks }: UsageModel, t: Translator): Screen["rows"] {
  const phase = usage.figures && phaseOf(usage.figures, clocks.nowMs);
  const refresh: Button = { label: t.text("usage.refresh"), action: { do: "usage-refresh", esim: esim.id } };
  const canTopUp = order.package.isRechargeable !== false && phase !== "recycled";
  return [
    canTopUp ? [topupButton(esim.id, t), refresh] : [refresh],
    ...(phase && isOver(phase) ? [nextTripRow(esim.id, t)] : []),
    [
      { label: t.text("button.back"), action: { do: "esim", esim: esim.id } },
      { label: t.text("button.esims"), action: { do: "esims", page: 0 } },
    ],
  ];
}

/** "➕ Top up", or "➕ Top up from ৳489" where the price of the cheapest is known. */
export function topupButton(esim: string, t: Translator, from: Money | null = null): Button {
  const label = from === null ? t.text("usage.topup") : t.text("usage.topup-from", { price: t.money(from) });
  return { label, action: { do: "topup", esim, page: 0 } };
}

/** "🧳 Buy for my next trip". */
export function nextTripRow(esim: string, t: Translator): readonly Button[] {
  return [{ label: t.text("usage.next-trip"), action: { do: "next-trip", esim } }];
}

/** The question whose name an eSIM bears, in the dialogue that waits for it. */
export interface LabelModel extends EsimOfOrder {
  readonly problem: "too-long" | "not-text" | null;
}

/** "1 of 3: whose is it?" */
export function showLabelQuestion({ esim, order, problem }: LabelModel, t: Translator): Screen {
  const country = t.flaggedCountry(order.countryCode);
  const lastFour = iccidLastFour(esim.iccid);
  const remove: Button = { label: t.text("label.remove"), action: { do: "answer", value: "none" } };
  return {
    text: composeText(
      problem === null ? null : t.text(`label.${problem}`),
      order.quantity > 1
        ? t.rich("label.title", { position: esim.position, of: order.quantity, country, lastFour })
        : t.rich("label.title-one", { country, lastFour }),
      esim.label === null ? null : t.text("label.now", { label: esim.label }),
      t.text("label.question"),
    ),
    rows: [
      ...(esim.label === null ? [] : [[remove]]),
      [{ label: t.text("button.back"), action: { do: "answer", value: "back" } }],
    ],
  };
}
