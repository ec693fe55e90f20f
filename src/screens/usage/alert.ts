import { ALERT_KINDS, kindOf, type AlertKind, type AlertLevel } from "../../domain/alerts.ts";
import type { Money } from "../../domain/money.ts";
import { amountOf, phaseOf, type UsageFigures } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { composeText, pairRows, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";
import { nextTripRow, topupButton } from "./usage.ts";
import { endLine, esimName, inTime, type Clocks } from "./words.ts";

/** An alert about one eSIM. */
export interface AlertModel extends EsimOfOrder {
  readonly level: AlertLevel;
  readonly figures: UsageFigures;
  readonly clocks: Clocks;
  readonly installByMs: number | null;
  /** The cheapest top-up; null where not known. */
  readonly topupFrom: Money | null;
}

/** What has to be known now, with the button that helps. */
export function showAlert(model: AlertModel, t: Translator): Screen {
  const { esim, order, figures, clocks } = model;
  const fewer: Button = { label: t.text("alert.fewer"), action: { do: "profile" } };
  const usage: Button = { label: t.text("usage.open"), action: { do: "usage", esim: esim.id } };
  const text = composeText(...alertLines(model, t));
  if (kindOf(model.level) === "install") {
    const qr: Button = { label: t.text("esim.send-again"), action: { do: "send-again", esim: esim.id } };
    const install: Button = { label: t.text("esim.install"), action: { do: "steps", esim: esim.id } };
    return { text, rows: [[qr], [install, fewer]] };
  }
  const isRecycled = phaseOf(figures, clocks.nowMs) === "recycled";
  const canTopUp = order.package.isRechargeable !== false && !isRecycled;
  return {
    text,
    rows: [
      ...(canTopUp ? [[topupButton(esim.id, t, model.topupFrom)]] : []),
      ...(model.level === "expired" ? [nextTripRow(esim.id, t)] : []),
      [usage, fewer],
    ],
  };
}

function alertLines(model: AlertModel, t: Translator): readonly Line[] {
  const { level, figures, clocks, installByMs } = model;
  const name = esimName(model.order.countryCode, model.esim.label, t);
  switch (level) {
    case "data-75":
    case "data-90": {
      const data = amountOf(figures.data);
      if (data.kind !== "figures") return [t.rich("alert.used-up", { name })];
      const left = { left: t.data(data.left), total: t.data(data.total) };
      return [t.rich("alert.data", { name, percent: 100 - data.usedPercent, ...left })];
    }
    case "used-up":
      return [t.rich("alert.used-up", { name })];
    case "days-3":
    case "days-1": {
      const left = inTime((figures.expireAtMs ?? clocks.nowMs) - clocks.nowMs, t);
      return [t.rich("alert.days", { name, left }), endLine(figures, clocks, t)];
    }
    case "expired":
      return [t.rich("alert.expired", { name }), t.text("usage.remove")];
    case "install-14":
    case "install-3":
      return [
        t.rich("alert.install", { name, date: t.date(installByMs ?? clocks.nowMs, clocks.zone) }),
        t.text("alert.install-why"),
      ];
    default:
      return level satisfies never;
  }
}

/** The switches of the alerts, for the profile. */
export function alertSwitches(muted: readonly AlertKind[], t: Translator): Screen["rows"] {
  return pairRows(
    ALERT_KINDS.map((kind) => {
      const isOn = !muted.includes(kind);
      const label = t.text(`alerts.${kind}-${isOn ? "on" : "off"}`);
      return { label, action: { do: "set-alert", kind, on: !isOn } } as const;
    }),
  );
}
