import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";
import type { PlanListFilter } from "./plans.ts";

/** Amounts of data offered at most. */
const MAX_SIZES = 8;

/** The list to be narrowed down, and what there is to choose from. */
export interface DataFilterModel {
  readonly filter: PlanListFilter;
  /** The amounts that the country's plans have, in MB, smallest first; at most eight are offered. */
  readonly sizes: readonly number[];
}

/** How much data the plans must have at least. */
export function showDataFilter(model: DataFilterModel, t: Translator): Screen {
  const { code, days, sort } = model.filter;
  const choice = (label: string, dataMb: number): Button => ({
    label: dataMb === model.filter.dataMb ? `✓ ${label}` : label,
    action: { do: "plans", code, days, sort, dataMb, page: 0 },
  });
  const amounts = spread(model.sizes, MAX_SIZES).map((mb) =>
    choice(t.text("plans.data-from-button", { data: t.data(mb) }), mb),
  );
  const pairs = Array.from({ length: Math.ceil(amounts.length / 2) }, (_, row) =>
    amounts.slice(row * 2, row * 2 + 2),
  );
  return {
    text: composeText(
      t.rich("plans.data-question", { country: t.flaggedCountry(code) }),
      t.text("plans.data-hint"),
    ),
    rows: [
      [choice(t.text("plans.data-any-button"), 0)],
      ...pairs,
      [choice(t.text("plans.data-unlimited-button"), -1)],
      backRow({ do: "plans", code, days, dataMb: model.filter.dataMb, sort, page: model.filter.page }, t),
    ],
  };
}

/** At most `count` of a sorted list, evenly spread, first and last among them. */
function spread(list: readonly number[], count: number): readonly number[] {
  if (list.length <= count) return list;
  const step = (list.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)] ?? 0);
}
