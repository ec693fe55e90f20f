import type { EsimPackage } from "../domain/package.ts";
import type { Translator } from "../i18n/translator.ts";

/** What of a package makes its name. */
export type PlanName = Pick<EsimPackage, "dataMb" | "isUnlimited" | "validityDays">;

/** "1 GB", "Unlimited", or "Data plan" where the supplier tells no figure. */
function dataName(plan: PlanName, t: Translator): string {
  if (plan.isUnlimited) return t.text("unit.unlimited");
  return plan.dataMb === null ? t.text("unit.data-unknown") : t.data(plan.dataMb);
}

/** A plan's name, its parts joined by `separator`: "1 GB · 7 days". The days are left out where they are not known. */
export function planName(plan: PlanName, t: Translator, separator = " · "): string {
  const days = plan.validityDays === null ? [] : [t.days(plan.validityDays)];
  return [dataName(plan, t), ...days].join(separator);
}
