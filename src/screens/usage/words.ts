import { flagOf } from "../../domain/country.ts";
import { iccidLastFour } from "../../domain/esim.ts";
import { amountOf, phaseOf, type Amount, type UsageFigures } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import type { Line } from "../layout.ts";

/** The clocks of an eSIM: the destination's, and the shop's where the destination's is not known. IANA names. */
export interface Clocks {
  readonly nowMs: number;
  readonly zone: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Below this, hours are told instead of days. */
const HOURS_BELOW_MS = 36 * HOUR;
const BAR_LENGTH = 10;

/** Flag, country, and the customer's own name for the eSIM. */
export function esimName(countryCode: string, label: string | null, t: Translator): string {
  const country = t.flaggedCountry(countryCode);
  return label === null ? country : `${country}, ${label}`;
}

/** "2. 🇹🇭 for my daughter": an eSIM on the button of a list, by its name, else by country and last digits. */
export function esimLabel({ esim, order }: EsimOfOrder, n: number, t: Translator): string {
  const { label, iccid } = esim;
  if (label !== null) return t.text("esims.named", { n, flag: flagOf(order.countryCode), label });
  const country = t.countryLabel(order.countryCode);
  return t.text("esims.label", { n, country, lastFour: iccidLastFour(iccid) });
}

/** "1 of 2 · 🏷 for my daughter": which of its order's eSIMs it is, and its name. Null for an only one without a name. */
export function esimPlace({ esim, order }: EsimOfOrder, t: Translator): Line {
  const place =
    order.quantity > 1 ? [t.text("label.place", { position: esim.position, of: order.quantity })] : [];
  const name = esim.label === null ? [] : [t.text("label.for", { label: esim.label })];
  const all = [...place, ...name];
  return all.length === 0 ? null : all.join(" · ");
}

/** The status in plain words; a word nobody knows as it came. */
export function statusWords(figures: UsageFigures | null, nowMs: number, t: Translator): string {
  if (figures === null) return t.text("status.unknown");
  const phase = phaseOf(figures, nowMs);
  return phase === "other" ? (figures.status ?? "").trim() : t.text(`status.${phase}`);
}

/** What is left of the data, as it may be told: nothing but "unlimited" for a plan without a limit. */
export function dataAmount(figures: UsageFigures, isUnlimited: boolean): Amount {
  return isUnlimited ? { kind: "unlimited" } : amountOf(figures.data);
}

/** `▓▓▓▓▓▓▓░░░` for 75 per cent: what is used, never full before all is. */
export function usageBar(usedPercent: number): string {
  const used = Math.min(BAR_LENGTH, Math.floor((usedPercent * BAR_LENGTH) / 100));
  return "▓".repeat(used) + "░".repeat(BAR_LENGTH - used);
}

/** "in 3 days", "in 20 hours". */
export function inTime(ms: number, t: Translator): string {
  if (ms >= HOURS_BELOW_MS) return t.text("usage.in-days", { count: Math.round(ms / DAY) });
  if (ms >= HOUR) return t.text("usage.in-hours", { count: Math.floor(ms / HOUR) });
  return t.text("usage.soon");
}

/** When it ends, or ended, by the destination's clock. Null where no end is known. */
export function endLine(figures: UsageFigures, { nowMs, zone }: Clocks, t: Translator): string | null {
  const endMs = figures.expireAtMs;
  if (endMs === null) return null;
  const at = { date: t.date(endMs, zone), time: t.time(endMs, zone), zone: t.zoneName(endMs, zone) };
  return endMs <= nowMs
    ? t.text("usage.ended", at)
    : t.text("usage.ends", { ...at, left: inTime(endMs - nowMs, t) });
}

/** "As of 14:20": with the day where it was not today. */
export function asOfLine(asOfMs: number, { nowMs, zone }: Clocks, t: Translator): string {
  const at = { time: t.time(asOfMs, zone), zone: t.zoneName(asOfMs, zone) };
  const date = t.date(asOfMs, zone);
  return date === t.date(nowMs, zone)
    ? t.text("usage.as-of", at)
    : t.text("usage.as-of-day", { ...at, date });
}

/** The bar and what is left of the data; what the operator does not tell is said so. */
export function dataLines(amount: Amount, t: Translator): readonly Line[] {
  switch (amount.kind) {
    case "unlimited":
      return [t.rich("usage.unlimited")];
    case "figures":
      return [
        t.text("usage.bar", { bar: usageBar(amount.usedPercent), percent: amount.usedPercent }),
        t.rich("usage.of", { left: t.data(amount.left), total: t.data(amount.total) }),
      ];
    case "left":
      return [t.rich("usage.left", { left: t.data(amount.left) })];
    case "none":
      return [t.text("usage.no-figures")];
    default:
      return amount satisfies never;
  }
}

/** Minutes or texts, where the plan has them. */
export function extraLine(name: "voice" | "text", figures: UsageFigures, t: Translator): Line {
  const amount = amountOf(figures[name]);
  switch (amount.kind) {
    case "unlimited":
      return t.text(`usage.${name}-unlimited`);
    case "figures":
      return t.text(`usage.${name}`, { left: Math.floor(amount.left), total: Math.floor(amount.total) });
    case "left":
      return t.text(`usage.${name}-left`, { left: Math.floor(amount.left) });
    case "none":
      return null;
    default:
      return amount satisfies never;
  }
}
