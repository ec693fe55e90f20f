import { amountOf, phaseOf, type Amount, type UsageFigures } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { Gauge, UsagePicture } from "../screen.ts";
import { dataAmount, statusWords, type Clocks } from "./words.ts";

/** What the picture is drawn from. */
export interface PictureModel {
  readonly countryCode: string;
  readonly figures: UsageFigures;
  readonly isUnlimited: boolean;
  readonly validityDays: number | null;
  readonly clocks: Clocks;
  /** The "as of" line. */
  readonly footer: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The gauges of an eSIM; undefined where there is nothing to draw: not in use yet, or no figure at all. */
export function usagePicture(model: PictureModel, t: Translator): UsagePicture | undefined {
  const { figures, clocks } = model;
  if (phaseOf(figures, clocks.nowMs) === "not-active") return undefined;
  const gauges = [
    amountGauge("data", dataAmount(figures, model.isUnlimited), t, (mb) => t.data(mb)),
    amountGauge("voice", amountOf(figures.voice), t, (n) => t.text("picture.minutes", { n: Math.floor(n) })),
    amountGauge("text", amountOf(figures.text), t, (n) => t.number(Math.floor(n))),
    daysGauge(model, t),
  ].filter((gauge) => gauge !== undefined);
  if (gauges.length === 0) return undefined;
  return {
    title: t.countryName(model.countryCode),
    status: statusWords(figures, clocks.nowMs, t),
    gauges,
    footer: model.footer,
  };
}

function amountGauge(
  name: "data" | "voice" | "text",
  amount: Amount,
  t: Translator,
  write: (value: number) => string,
): Gauge | undefined {
  const label = t.text(`picture.${name}`);
  switch (amount.kind) {
    case "unlimited":
      return { name, label, value: t.text("unit.unlimited"), usedFraction: null };
    case "figures": {
      const { usedPercent: percent, left, total } = amount;
      const value = t.text("picture.of", { percent, left: write(left), total: write(total) });
      return { name, label, value, usedFraction: 1 - left / total };
    }
    case "left":
      return { name, label, value: t.text("picture.left", { left: write(amount.left) }), usedFraction: null };
    case "none":
      return undefined;
    default:
      return amount satisfies never;
  }
}

function daysGauge({ figures, validityDays, clocks }: PictureModel, t: Translator): Gauge | undefined {
  if (figures.expireAtMs === null) return undefined;
  const leftMs = Math.max(0, figures.expireAtMs - clocks.nowMs);
  const label = t.text("picture.days");
  if (leftMs === 0) return { name: "days", label, value: t.text("picture.ended"), usedFraction: 1 };
  const left =
    leftMs >= 1.5 * DAY
      ? t.days(Math.round(leftMs / DAY))
      : t.text("picture.hours", { count: Math.max(1, Math.floor(leftMs / HOUR)) });
  const usedFraction = validityDays === null ? null : Math.max(0, 1 - leftMs / (validityDays * DAY));
  return { name: "days", label, value: t.text("picture.left", { left }), usedFraction };
}
