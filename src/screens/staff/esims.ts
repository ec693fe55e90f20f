import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Button, Screen } from "../screen.ts";
import type { ShownUsage } from "../usage/usage.ts";
import {
  asOfLine,
  dataAmount,
  dataLines,
  endLine,
  extraLine,
  statusWords,
  type Clocks,
} from "../usage/words.ts";

/** One eSIM of anybody's. Its codes are the customer's alone and are not here. */
export interface StaffEsimModel {
  readonly esim: {
    readonly iccid: string;
    readonly position: number;
    readonly issuedAtMs: number;
    readonly deliveredAtMs: number | null;
    readonly apnValue: string | null;
  };
  readonly order: Pick<Order, "id" | "reference" | "countryCode" | "package" | "quantity">;
  /** Until when it must be installed; null where not told. */
  readonly installByMs: number | null;
  readonly usage: ShownUsage;
  readonly clocks: Clocks;
}

/** The eSIMs found, as the shop has them. */
export function showStaffEsims(found: readonly StaffEsimModel[], zone: string, t: Translator): Screen {
  return listed(found, (each) => cardLines(each, zone, t), t);
}

/** How much is left on each. */
export function showStaffUsage(found: readonly StaffEsimModel[], t: Translator): Screen {
  return listed(found, (each) => usageLines(each, t), t);
}

function listed(
  found: readonly StaffEsimModel[],
  linesOf: (each: StaffEsimModel) => readonly Line[],
  t: Translator,
): Screen {
  if (found.length === 0) return { text: composeText(t.text("staff.esims-none")), rows: [] };
  const orders = new Map(found.map(({ order }) => [order.id, order.reference]));
  const rows = [...orders].map(([order, reference]): readonly Button[] => [
    { label: t.text("staff.open-order", { reference }), action: { do: "staff-order", order } },
  ]);
  const blocks = found.map((each, index) => [
    ...(index > 0 ? [""] : []),
    titleLine(each, t),
    ...linesOf(each),
  ]);
  return { text: composeText(...blocks.flat()), rows };
}

function titleLine({ esim, order }: StaffEsimModel, t: Translator): Line {
  const country = t.flaggedCountry(order.countryCode);
  return t.rich("staff.esim-title", { country, plan: planName(order.package, t), iccid: esim.iccid });
}

function cardLines({ esim, order, ...model }: StaffEsimModel, zone: string, t: Translator): readonly Line[] {
  const { figures } = model.usage;
  return [
    t.text("staff.esim-order", {
      reference: order.reference,
      n: esim.position,
      of: order.quantity,
      date: t.moment(esim.issuedAtMs, zone),
    }),
    esim.deliveredAtMs === null
      ? t.text("staff.esim-unsent")
      : t.text("staff.esim-sent", { date: t.moment(esim.deliveredAtMs, zone) }),
    model.installByMs === null
      ? null
      : t.text("staff.esim-install", { date: t.date(model.installByMs, zone) }),
    esim.apnValue === null ? null : t.text("staff.esim-apn", { apn: esim.apnValue }),
    figures === null ? null : statusWords(figures, model.clocks.nowMs, t),
  ];
}

function usageLines({ order, usage, clocks }: StaffEsimModel, t: Translator): readonly Line[] {
  const { figures, asOfMs, trouble } = usage;
  if (figures === null) return [t.text("staff.usage-none")];
  return [
    statusWords(figures, clocks.nowMs, t),
    ...dataLines(dataAmount(figures, order.package.isUnlimited), t),
    extraLine("voice", figures, t),
    extraLine("text", figures, t),
    endLine(figures, clocks, t),
    asOfMs === null ? null : asOfLine(asOfMs, clocks, t),
    trouble === null ? null : t.text("staff.usage-old"),
  ];
}
