import { multiplyMoney, type Money } from "../../domain/money.ts";
import type { EsimPackage } from "../../domain/package.ts";
import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Button, PlanChoice, Screen } from "../screen.ts";
import { coverageLines, fairUseLine } from "./plan-details.ts";

/** The most eSIMs that one order may hold. */
const MAX_QUANTITY = 9;

/** One plan's card, with the list behind it. */
export interface PlanModel extends Omit<PlanChoice, "plan"> {
  /** The plan's short server-side key. */
  readonly key: string;
  readonly plan: EsimPackage;
  /** No orders are taken at this moment. */
  readonly isPaused?: boolean;
}

/** One plan in full, with how many of it. */
export function showPlan(model: PlanModel, t: Translator): Screen {
  const { code, key, plan, quantity } = model;
  const list = { code, days: model.days, dataMb: model.dataMb, sort: model.sort, page: model.page };
  const choice: PlanChoice = { ...list, plan: key, quantity };
  const total = plan.price.total;
  return {
    text: composeText(
      t.rich("plan.title", {
        plan: planName(plan, t),
        country: t.flaggedCountry(code),
        price: t.money(total),
      }),
      plan.promo === null ? null : t.text("plan.promo", { promo: plan.promo }),
      plan.operator === null ? null : t.text("plan.operator", { operator: plan.operator }),
      ...coverageLines(plan, code, t),
      startLine(plan, code, t),
      plan.installWithinDays === null
        ? null
        : t.text("plan.install-within", { days: t.days(plan.installWithinDays) }),
      t.text("plan.top-up", { answer: t.text(yesOrNo(plan.isRechargeable)) }),
      callsLine(plan, t),
      fairUseLine(plan, t),
      perGbLine(plan, t),
      ...(quantity > 1
        ? [
            "",
            t.rich("plan.total", {
              quantity,
              price: t.money(total),
              total: t.money(multiplyMoney(total, quantity)),
            }),
          ]
        : []),
      model.isPaused === true ? t.text("closed.line") : null,
    ),
    rows: [
      stepperRow(choice, t),
      [{ label: t.text("plan.continue"), action: { do: "begin-order", code, plan: key, quantity } }],
      [{ label: t.text("plan.phone-check"), action: { do: "plan-phone-check", ...choice } }],
      backRow({ do: "plans", ...list }, t),
    ],
  };
}

/** `[➖] [2 eSIMs] [➕]`; at its ends a step does nothing. */
function stepperRow(choice: PlanChoice, t: Translator): readonly Button[] {
  const step = (label: string, quantity: number): Button => ({
    label,
    action: quantity < 1 || quantity > MAX_QUANTITY ? { do: "nothing" } : { do: "plan", ...choice, quantity },
  });
  return [
    step(t.text("plan.fewer"), choice.quantity - 1),
    { label: t.text("unit.esims", { count: choice.quantity }), action: { do: "nothing" } },
    step(t.text("plan.more"), choice.quantity + 1),
  ];
}

function yesOrNo(value: boolean | null): "plan.yes" | "plan.no" | "plan.not-stated" {
  if (value === null) return "plan.not-stated";
  return value ? "plan.yes" : "plan.no";
}

/** When validity starts, as the supplier tells it and never assumed. */
function startLine({ activationPolicy }: EsimPackage, code: string, t: Translator): Line {
  switch (activationPolicy) {
    case "first-usage":
      return t.text("plan.starts-first-usage", { country: t.countryName(code) });
    case "installation":
      return t.text("plan.starts-installation");
    case null:
      return t.text("plan.starts-unknown");
    default:
      return activationPolicy satisfies never;
  }
}

/** Data plans have no number; where minutes or messages are included they are told. */
function callsLine({ voiceMinutes, textMessages }: EsimPackage, t: Translator): Line {
  const minutes = voiceMinutes ?? 0;
  const messages = textMessages ?? 0;
  if (minutes > 0 || messages > 0) return t.text("plan.calls", { minutes, messages });
  return t.text("plan.no-number");
}

/** The price of one GB, rounded up to the minor unit; nothing for a single GB or less, where the price says it. */
function perGbLine({ dataMb, isUnlimited, price }: EsimPackage, t: Translator): Line {
  if (isUnlimited || dataMb === null || dataMb <= 1024) return null;
  const base = dataMb % 1024 === 0 ? 1024 : 1000;
  const perGb: Money = {
    minor: Math.ceil((price.total.minor * base) / dataMb),
    currency: price.total.currency,
  };
  return t.text("plan.per-gb", { price: t.money(perGb) });
}
